import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { inTheMiddle } from './__testUtils__/answers';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { countStatements, rideOut } from './__testUtils__/rideOut';
import { accountAt, titlesOf } from './__testUtils__/scimAccount';
import { TroubledSqlite } from './__testUtils__/TroubledSqlite';

jest.setTimeout(60_000);

const VERSIONS = [accountAt(1), accountAt(2)];

/** How many moments of a sync each fault happens at. */
const SAMPLES = 12;

describe('a SQLite database that', () => {
  let sqlite: TroubledSqlite;
  let portal: FaultyPortal;

  beforeEach(async () => {
    sqlite = await TroubledSqlite.create();
    portal = await FaultyPortal.open({ knex: sqlite.knex });
    portal.lucid().users = VERSIONS[0];
    expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
  });

  afterEach(async () => {
    expect(portal.leaks()).toEqual([]);
    await portal.close();
    await sqlite.close();
  });

  async function expectHealed(): Promise<void> {
    expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
    expect(await portal.readTitles()).toEqual(titlesOf(portal.lucid().users));
    expect(await leftInStaging(sqlite.knex)).toBe(0);
  }

  it.each<[string, (sqlite: TroubledSqlite, fails: boolean) => void, RegExp]>([
    [
      'becomes read-only',
      (file, fails) => file.setReadOnly(fails),
      /The database failed \(SQLITE_READONLY\)/,
    ],
    [
      'is full',
      (file, fails) => file.setRoom(fails ? 0 : undefined),
      /The database failed \(SQLITE_FULL\)/,
    ],
  ])('%s at any moment', async (_, set, says) => {
    const total = await countStatements(sqlite.knex, () => portal.sync());
    let failures = 0;
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const before = portal.lucid().users;
      const after = VERSIONS[sample % 2];
      portal.lucid().users = after;
      portal.log.lines.length = 0;

      const { last, thrown } = await rideOut({
        knex: sqlite.knex,
        portal,
        nth: Math.ceil((total * sample) / SAMPLES),
        strike: () => set(sqlite, true),
        mend: () => set(sqlite, false),
        after: 150,
      });

      if (thrown === undefined) {
        expect(last).toMatchObject({ state: 'succeeded' });
        expect(await portal.readTitles()).toEqual(titlesOf(after));
      } else {
        failures += 1;
        expect(thrown).not.toContain('@example.com');
        expect(await portal.readTitles()).toEqual(titlesOf(before));
        if (last?.state === 'failed') {
          expect(last.error).toEqual({
            name: 'DatabaseError',
            message: expect.stringMatching(says),
          });
          expect(await portal.readStatus()).toMatchObject({
            // The database says nothing of Lucid.
            connection: { state: 'connected' },
            stale: { reason: last.error?.message },
          });
          expect(portal.log.lines).toContainEqual({
            level: 'error',
            message: 'Sync failed',
            fields: {
              account: 'default',
              sync: last.id,
              reason: last.error?.message,
            },
          });
        }
      }
      await expectHealed();
    }
    expect(failures).toBeGreaterThan(0);
  });

  it('is locked by another process for a moment: says so and stays as it was', async () => {
    portal.lucid().users = VERSIONS[1];
    let opened: Promise<void> | undefined;
    portal.lucid().misbehave(
      inTheMiddle((request, response, lucid) => {
        opened ??= sqlite
          .lock()
          .then(open => new Promise(done => setTimeout(done, 300, open())));
        setTimeout(() => lucid.answerWell(request, response), 50);
      }),
    );

    const sync = await portal.sync();

    await opened;
    portal.lucid().behave();
    if (sync.state === 'failed') {
      expect(sync.error).toEqual({
        name: 'DatabaseError',
        message: 'The database failed (SQLITE_BUSY)',
      });
      expect(await portal.readTitles()).toEqual(titlesOf(VERSIONS[0]));
    }
    await expectHealed();
  });

  it('is locked: tells nobody what it was asked for', async () => {
    const open = await sqlite.lock();
    const { status, text } = await portal.ask(
      '/v1/users?q=person.9@example.com',
    );
    await open();
    expect(status).toBe(500);
    expect(JSON.parse(text).error).toEqual({
      name: 'DatabaseError',
      message: 'The database failed (SQLITE_BUSY)',
    });
    await expectHealed();
  });

  it('goes away and comes back', async () => {
    portal.lucid().users = VERSIONS[1];
    let gone: Promise<void> | undefined;
    portal.lucid().misbehave(
      inTheMiddle((request, response, lucid) => {
        gone ??= sqlite.knex.destroy();
        lucid.answerWell(request, response);
      }),
    );
    const run = portal.harness.service.runScheduled(
      'default',
      new AbortController().signal,
    );
    setTimeout(() => sqlite.knex.initialize(), 500);
    await expect(run).rejects.toThrow(/database|connection|pool/i);
    await gone;
    portal.lucid().behave();
    expect(await portal.readTitles()).toEqual(titlesOf(VERSIONS[0]));
    expect((await portal.readStatus()).lastSync).toMatchObject({
      state: 'failed',
    });
    await expectHealed();
  });
});
