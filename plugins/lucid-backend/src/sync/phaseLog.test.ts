import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LogRecorder } from '../faults/__testUtils__/LogRecorder';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the log of a sync on %s',
  databaseId => {
    async function start() {
      const log = new LogRecorder();
      const harness = new SyncHarness(
        await createTestStore(databaseId),
        ['emea'],
        { logger: log },
      );
      const lucid = harness.lucids.emea;
      for (let i = 0; i < 25; i++) {
        lucid.add(
          lucidUser(`lucid-${i}`, {
            email: `p${i}@example.com`,
            userName: `p${i}@example.com`,
          }),
        );
      }
      harness.catalogUsers = [catalogUser('p1', 'p1@example.com')];
      /** Runs a sync and returns what it has told at info or above. */
      const linesOf = async () => {
        log.lines.length = 0;
        const sync = await harness.sync('emea');
        return log.lines
          .filter(({ level }) => level !== 'debug')
          .map(({ level, message, fields }) => ({
            level,
            message,
            ...fields,
            sync: fields.sync === sync.id ? 'this one' : fields.sync,
          }));
      };
      return { lucid, linesOf };
    }

    const context = { account: 'emea', sync: 'this one' };
    const phase = (name: string, users: number) => ({
      ...context,
      level: 'info',
      message: 'Phase of a sync ended',
      phase: name,
      users,
      milliseconds: expect.any(Number),
    });
    const started = {
      ...context,
      level: 'info',
      message: 'Sync started',
      trigger: 'schedule',
    };

    it('has one line for each phase, with its time and the users so far', async () => {
      const { lucid, linesOf } = await start();
      expect(await linesOf()).toEqual([
        started,
        phase('reconciling', 0),
        phase('reading', 25),
        phase('storing', 25),
        {
          ...context,
          level: 'info',
          message: 'Sync succeeded',
          revision: expect.any(Number),
          milliseconds: expect.any(Number),
        },
      ]);

      lucid.users.delete('lucid-1');
      expect(await linesOf()).toEqual(
        expect.arrayContaining([phase('proving', 24)]),
      );
    });

    it('says in which phase a sync broke off', async () => {
      const { lucid, linesOf } = await start();
      lucid.failure = new Error('connection reset');
      expect(await linesOf()).toEqual([
        started,
        phase('reconciling', 0),
        phase('reading', 10),
        {
          ...context,
          level: 'error',
          message: 'Sync failed',
          reason: 'connection reset',
        },
      ]);
    });

    it('never says who, whatever becomes of the sync', async () => {
      const { lucid, linesOf } = await start();
      const lines: object[] = await linesOf();
      lucid.users.delete('lucid-1');
      lucid.overlooked.add('lucid-2');
      lucid.garbled.add('lucid-2');
      lucid.rejected = [{ id: 'lucid-3', reason: 'id holds blanks' }];
      lines.push(...(await linesOf()));
      lucid.users.clear();
      lines.push(...(await linesOf()));
      lucid.failure = new Error('connection reset');
      lines.push(...(await linesOf()));

      expect(
        lines.filter(
          line => 'message' in line && /^Sync /.test(`${line.message}`),
        ),
      ).toMatchObject([
        { message: 'Sync started' },
        { message: 'Sync succeeded' },
        { message: 'Sync started' },
        { message: 'Sync succeeded' },
        { message: 'Sync started' },
        { message: 'Sync held its snapshot' },
        { message: 'Sync started' },
        { message: 'Sync failed' },
      ]);
      const text = JSON.stringify(lines);
      expect(text).not.toMatch(/lucid-\d|example\.com|Person|@/);
    });
  },
);
