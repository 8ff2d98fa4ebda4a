import { parseArgs } from 'node:util';
import knexFactory from 'knex';
import { withDatabases } from 'lucid-benchmark-kit';
import { migrationsDirectory } from '../../src/store/migrate';
import { CONDITIONS } from './run/conditions';
import { explainMistakes } from './run/explain';
import { formatPhenomena } from './run/formatPhenomena';
import { MOMENTS, measure, newScores, observeCompany } from './run/measure';
import { formatScores, outcomesOf } from './run/report';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    // How many companies, of the seeds that follow.
    seeds: { type: 'string', default: '1' },
    database: { type: 'string', default: 'sqlite' },
    // Which phenomena were decided wrongly, with examples.
    explain: { type: 'boolean', default: false },
    // How often each phenomenon occurs.
    phenomena: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const people = Number(values.people);
  const first = Number(values.seed);
  const conditions = CONDITIONS.map(condition => ({
    condition,
    scores: newScores(),
  }));
  console.log(
    `Companies of ${people.toLocaleString('en-GB')} people, seeds ${first} to ${
      first + Number(values.seeds) - 1
    }, ${values.database}`,
  );
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    const observations = observeCompany({ people, seed });
    if (values.phenomena) {
      console.log(formatPhenomena(observations['half a year later'].truth));
    }
    for (const { condition, scores } of conditions) {
      const mistakesBefore = MOMENTS.map(
        moment => scores[moment].mistakes.length,
      );
      await withDatabases(values.database, async (_, database) => {
        const knex = knexFactory(database);
        try {
          await knex.migrate.latest({ directory: migrationsDirectory() });
          await measure({ knex, condition, observations, scores });
        } finally {
          await knex.destroy();
        }
      });
      if (values.explain) {
        MOMENTS.forEach((moment, index) => {
          const mistakes = scores[moment].mistakes.slice(mistakesBefore[index]);
          console.log(`\n${condition.name}, ${moment}, seed ${seed}`);
          console.log(explainMistakes(mistakes, observations[moment]));
        });
      }
    }
  }
  let missed = 0;
  for (const { condition, scores } of conditions) {
    console.log(`\n${formatScores(condition, scores)}`);
    missed += outcomesOf(condition, scores).filter(({ pass }) => !pass).length;
  }
  console.log(
    missed === 0 ? '\nNo target missed' : `\n${missed} targets missed`,
  );
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
