import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { inspect } from 'node:util';
import { scheduleTasks } from './scheduleTasks';

const EVERY_HOUR = { frequency: { hours: 1 }, timeout: { minutes: 1 } };

/** As SQLite fails, and knex puts the statement before it. */
const databaseError = () =>
  Object.assign(
    new Error("insert into users values ('Jane Doe') - database is locked"),
    { code: 'SQLITE_BUSY' },
  );

/** What becomes of each task when whatever it does fails. */
async function failures(error: Error): Promise<Map<string, unknown>> {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const fail = async () => {
    throw error;
  };
  await scheduleTasks({
    scheduler: mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => {
        tasks.set(id, fn);
      },
    }),
    accounts: [{ id: 'default', schedule: EVERY_HOUR }],
    reconciliationSchedule: EVERY_HOUR,
    syncService: { runScheduled: fail, takeOver: fail },
    reconciliationService: { runScheduled: fail },
    exceptionExpiry: { run: fail },
    historyExpiry: { run: fail },
  });
  const { signal } = new AbortController();
  return new Map(
    await Promise.all(
      [...tasks].map(
        async ([id, run]): Promise<[string, unknown]> => [
          id,
          await Promise.resolve(run(signal)).catch(thrown => thrown),
        ],
      ),
    ),
  );
}

describe('scheduled tasks', () => {
  it('tell the scheduler of a failing database by its code, and of no value in it', async () => {
    const thrown = await failures(databaseError());

    expect([...thrown.keys()].sort()).toEqual([
      'expire-exceptions',
      'forget-history',
      'reconcile',
      'sync-default',
      'take-over',
    ]);
    for (const error of thrown.values()) {
      expect(error).toMatchObject({
        message: 'The database failed (SQLITE_BUSY)',
      });
      expect(inspect(error)).not.toContain('Jane Doe');
    }
  });

  it('tell the scheduler of any other failure as it is', async () => {
    const error = new Error('The catalog is down');

    expect(new Set((await failures(error)).values())).toEqual(new Set([error]));
  });
});
