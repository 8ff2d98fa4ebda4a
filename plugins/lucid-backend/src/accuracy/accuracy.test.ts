import { createTestStore, databases } from '../__testUtils__/databases';
import { CONDITIONS } from '../../benchmarks/accuracy/run/conditions';
import {
  MOMENTS,
  Scores,
  measure,
  newScores,
  observeCompany,
} from '../../benchmarks/accuracy/run/measure';
import { formatScores, outcomesOf } from '../../benchmarks/accuracy/run/report';

jest.setTimeout(240_000);

const observations = observeCompany({ people: 2_000, seed: 1 });

describe.each(databases.eachSupportedId())(
  'how right the plugin is about companies with known truth, on %s',
  databaseId => {
    describe.each(CONDITIONS.map(one => [one.name, one] as const))(
      'with %s',
      (_, condition) => {
        let scores: Scores;

        beforeAll(async () => {
          scores = newScores();
          const knex = await createTestStore(databaseId);
          await measure({ knex, condition, observations, scores });
        });

        it('takes nobody for somebody else', () => {
          const wrong = MOMENTS.flatMap(moment =>
            scores[moment].mistakes
              .filter(({ said }) => said.state === 'detected')
              .map(({ id, truth, said }) => ({ moment, id, truth, said })),
          );

          expect(wrong).toEqual([]);
        });

        it('calls nobody a leaver who has not left', () => {
          const wrong = scores['half a year later'].mistakes.filter(
            ({ said }) => said.state === 'leaver',
          );

          expect(wrong).toEqual([]);
        });

        it('meets what is wanted of it', () => {
          const missed = outcomesOf(condition, scores).filter(
            ({ pass }) => !pass,
          );

          expect({ missed, table: formatScores(condition, scores) }).toEqual({
            missed: [],
            table: expect.any(String),
          });
        });
      },
    );
  },
);
