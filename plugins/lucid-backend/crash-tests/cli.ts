import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { KillRecord } from './series/KillRecord';
import { runKillSeries } from './series/KillSeries';
import { formatHistogram } from './series/histogram';
import { withStoreDatabases } from './series/storeDatabases';

const HELP = `yarn test:crashes [options]

Kills a real backend at random moments of its syncs and checks, after each kill,
that what it shows is one complete snapshot and that the next sync succeeds.

  --kills <n>         for each database, 200 unless told
  --database <name>   sqlite or postgres; both unless told
  --seed <n>          draws the same moments again; one of its own unless told
  --users <n>         Lucid users, 3000 unless told
  --steady-catalog    the catalog says the same all the time`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    database: { type: 'string' },
    seed: { type: 'string' },
    users: { type: 'string', default: '3000' },
    'steady-catalog': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const kills = positive('kills', values.kills);
  const users = positive('users', values.users);
  const seed = positive('seed', values.seed ?? String(Date.now() % 1_000_000));
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, ${Math.round(
      totalmem() / 2 ** 30,
    )} GiB, Node ${process.version}; ${users} users, seed ${seed}`,
  );
  await withStoreDatabases(values.database, async newDatabase => {
    const { name } = newDatabase();
    const begin = performance.now();
    const records = await runKillSeries({
      newDatabase,
      kills,
      seed,
      users,
      catalog: values['steady-catalog'] ? 'steady' : 'changing',
      onKill: record => console.log(`${name}: ${line(record)}`),
    });
    const minutes = (performance.now() - begin) / 60_000;
    console.log(
      `\n${name}: ${
        records.length
      } kills survived, seed ${seed}, ${minutes.toFixed(1)} minutes\n`,
    );
    console.log(formatHistogram(records));
  });
}

function line({ number, plan, phase, outcome, takenOverMs }: KillRecord) {
  return (
    `kill ${number}, ${plan.delayMs.toFixed(0)} ms into ${plan.phase}: ` +
    `found in ${phase}, ${outcome} snapshot, ` +
    `next sync after ${(takenOverMs / 1_000).toFixed(1)} s`
  );
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--${name} must be a whole number above 0`);
  }
  return value;
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
