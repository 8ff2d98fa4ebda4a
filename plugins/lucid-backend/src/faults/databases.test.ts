import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { byId, inTheMiddle } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { rideOut, RodeOut, countStatements } from './__testUtils__/rideOut';
import { accountAt, ScimUser, shownOf } from './__testUtils__/scimAccount';
import { TcpGate } from './__testUtils__/TcpGate';
import {
  lockTables,
  loseUnlogged,
  TroubledPostgres,
} from './__testUtils__/TroubledPostgres';
import { TroubledSqlite } from './__testUtils__/TroubledSqlite';

jest.setTimeout(240_000);

const VERSIONS = [accountAt(1), accountAt(2)];

/** What is said of a connection that was ended, depending on who noticed first. */
const LOST_OR_REFUSED =
  /^The (database failed \((57P01|55000|25006|ECONNRESET|ECONNREFUSED|EPIPE)\)|connection to the database was lost)\. See to its log, its disk and its locks; the next sync starts over\.$/;

/** The statement with which faults begin: about when a sync is entered into the record. */
const FIRST = 5;

/** How many moments of a sync each fault happens at. */
const SAMPLES = 6;

/** A portal on a database, which holds the first version. */
async function openPortal(knex: Knex): Promise<FaultyPortal> {
  const portal = await FaultyPortal.open({ knex });
  portal.lucid().users = VERSIONS[0];
  await expectHealed(portal, knex);
  return portal;
}

async function expectHealed(portal: FaultyPortal, knex: Knex): Promise<void> {
  portal.lucid().behave();
  expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
  expect(await portal.readShown()).toEqual(shownOf(portal.lucid().users));
  expect(await leftInStaging(knex)).toBe(0);
}

/** A fault of a database: what brings it about, what ends it, what is said. */
interface Trouble {
  strike: () => unknown;
  mend: () => unknown;
  says: RegExp;
  /** Runs before each sync. */
  prepare?: () => unknown;
}

/** Lets a fault happen at moments all over a sync: it fails whole, or succeeds whole. */
async function expectWholeSyncs(
  portal: FaultyPortal,
  knex: Knex,
  trouble: Trouble,
): Promise<void> {
  const total = await countStatements(knex, () => portal.sync());
  let failures = 0;
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const before = portal.lucid().users;
    const after = VERSIONS[sample % 2];
    portal.lucid().users = after;
    portal.log.lines.length = 0;
    await trouble.prepare?.();
    const seen = await rideOut({
      knex,
      portal,
      nth: FIRST + Math.floor(((total - FIRST) * (sample - 1)) / SAMPLES),
      strike: trouble.strike,
      mend: trouble.mend,
      after: 60,
    });
    const held = await portal.readShown();
    if (seen.last?.state === 'succeeded' && seen.thrown === undefined) {
      expect(held).toEqual(shownOf(after));
    } else {
      failures += 1;
      await expectFailed(portal, seen, { trouble, before, after });
    }
    await expectHealed(portal, knex);
  }
  expect(failures).toBeGreaterThan(0);
}

async function expectFailed(
  portal: FaultyPortal,
  { last, thrown }: RodeOut,
  given: { trouble: Trouble; before: ScimUser[]; after: ScimUser[] },
): Promise<void> {
  expect(thrown).not.toContain('@example.com');
  const held = await portal.readShown();
  if (last?.state !== 'failed') {
    // It failed before there was a sync, or only the answer to its last word was lost.
    expect([shownOf(given.before), shownOf(given.after)]).toContainEqual(held);
    return;
  }
  expect(held).toEqual(shownOf(given.before));
  expect(last.error).toEqual({
    name: 'DatabaseError',
    message: expect.stringMatching(given.trouble.says),
  });
  const { message } = last.error ?? { message: '' };
  expect(await portal.readStatus()).toMatchObject({
    // The database says nothing of Lucid.
    connection: { state: 'connected' },
    stale: { reason: message },
  });
  expect(portal.log.lines).toContainEqual({
    level: 'error',
    message: 'Sync failed',
    fields: { account: 'default', sync: last.id, reason: message },
  });
}

describe('a SQLite database that', () => {
  let sqlite: TroubledSqlite;
  let portal: FaultyPortal;

  beforeEach(async () => {
    sqlite = await TroubledSqlite.create();
    portal = await openPortal(sqlite.knex);
  });

  afterEach(async () => {
    await portal.close();
    await sqlite.close();
  });

  it('becomes read-only at any moment, makes a sync fail whole', async () => {
    await expectWholeSyncs(portal, sqlite.knex, {
      strike: () => sqlite.setReadOnly(true),
      mend: () => sqlite.setReadOnly(false),
      says: /The database failed \(SQLITE_READONLY\)/,
    });
    expect(portal.leaks()).toEqual([]);
  });

  it('is full at any moment, makes a sync fail whole', async () => {
    await expectWholeSyncs(portal, sqlite.knex, {
      // Pages that are free already need no room.
      prepare: () => sqlite.knex.raw('vacuum'),
      strike: () => sqlite.setRoom(0),
      mend: () => sqlite.setRoom(),
      says: /The database failed \(SQLITE_FULL\)/,
    });
    expect(portal.leaks()).toEqual([]);
  });

  it('is locked by another process makes a sync fail, and says so', async () => {
    portal.lucid().users = VERSIONS[1];
    let locked: Promise<() => Promise<void>> | undefined;
    portal.lucid().misbehave(
      inTheMiddle((request, response, lucid) => {
        locked ??= sqlite.lock();
        lucid.answerWell(request, response);
      }),
    );
    const sync = portal.sync();
    while (portal.log.lines.every(({ message }) => message !== 'Sync failed')) {
      await sleep(10);
    }
    await (
      await locked
    )?.();

    expect(await sync).toMatchObject({
      state: 'failed',
      error: {
        name: 'DatabaseError',
        message: expect.stringMatching(
          /^The database failed \(SQLITE_BUSY\)\. See to its log/,
        ),
      },
    });

    expect(await portal.readShown()).toEqual(shownOf(VERSIONS[0]));
    await expectHealed(portal, sqlite.knex);
    expect(portal.leaks()).toEqual([]);
  });

  it('is locked tells nobody what it was asked for', async () => {
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
    await expectHealed(portal, sqlite.knex);
    expect(portal.leaks()).toEqual([]);
  });

  it('goes away and comes back leaves the old snapshot', async () => {
    portal.lucid().users = VERSIONS[1];
    let gone: Promise<void> | undefined;
    portal.lucid().misbehave(
      inTheMiddle((request, response, lucid) => {
        gone ??= sqlite.knex.destroy();
        lucid.answerWell(request, response);
      }),
    );
    setTimeout(() => sqlite.knex.initialize(), 500);
    const { last } = await rideOut({
      knex: sqlite.knex,
      portal,
      nth: Infinity,
      strike: () => {},
      mend: () => {},
      after: 0,
    });
    await gone;
    expect(last).toMatchObject({
      state: 'failed',
      error: { name: 'DatabaseError' },
    });
    expect(await portal.readShown()).toEqual(shownOf(VERSIONS[0]));
    await expectHealed(portal, sqlite.knex);
    expect(portal.leaks()).toEqual([]);
  });
});

// Only where the run of the tests has brought a PostgreSQL.
if (databases.supports('POSTGRES_18')) {
  describe('a PostgreSQL database that', () => {
    let knex: Knex;
    let postgres: TroubledPostgres;
    let portal: FaultyPortal;

    beforeEach(async () => {
      knex = await createTestStore('POSTGRES_18');
      postgres = new TroubledPostgres(knex);
      portal = await openPortal(knex);
    });

    afterEach(async () => {
      await portal.close();
      await postgres.close();
    });

    it('ends all connections at any moment makes a sync fail whole', async () => {
      await expectWholeSyncs(portal, knex, {
        strike: () => postgres.terminate(),
        mend: () => {},
        says: LOST_OR_REFUSED,
      });
      expect(portal.leaks()).toEqual([]);
    });

    it('lets nobody in for a while makes a sync fail whole', async () => {
      await expectWholeSyncs(portal, knex, {
        strike: () => postgres.setClosed(true),
        mend: () => postgres.setClosed(false),
        says: LOST_OR_REFUSED,
      });
      expect(portal.leaks()).toEqual([]);
    });

    it('becomes read-only at any moment makes a sync fail whole', async () => {
      await expectWholeSyncs(portal, knex, {
        strike: () => postgres.setReadOnly(true),
        mend: () => postgres.setReadOnly(false),
        says: LOST_OR_REFUSED,
      });
      expect(portal.leaks()).toEqual([]);
    });

    it('is stopped at any moment, and started again, makes a sync fail whole', async () => {
      const { host, port, user, password, database } =
        knex.client.config.connection;
      const gate = await TcpGate.open({ host, port: Number(port) });
      const gated = knexFactory({
        client: 'pg',
        connection: {
          host: '127.0.0.1',
          port: gate.port,
          user,
          password,
          database,
        },
      });
      const behindGate = await openPortal(gated);

      await expectWholeSyncs(behindGate, gated, {
        strike: () => gate.stop(),
        mend: () => gate.start(),
        says: LOST_OR_REFUSED,
      });

      expect(behindGate.leaks()).toEqual([]);
      await behindGate.close();
      await gated.destroy();
      await gate.stop();
    });

    it('loses what it does not log while a sync waits for Lucid makes the sync fail whole', async () => {
      portal.lucid().users = VERSIONS[1];
      // By then, who has changed is staged, and who is gone is staged afterwards.
      let lost: Promise<void> | undefined;
      portal.lucid().misbehave(
        byId(async (request, response, lucid) => {
          lost ??= loseUnlogged(knex);
          await lost;
          lucid.answerWell(request, response);
        }),
      );

      expect(await portal.sync()).toMatchObject({
        state: 'failed',
        error: {
          name: 'DatabaseError',
          message: expect.stringMatching(
            /^The database has lost what this sync had read, .*\. See to its log/,
          ),
        },
      });

      expect(lost).toBeDefined();
      expect(await portal.readShown()).toEqual(shownOf(VERSIONS[0]));
      await expectHealed(portal, knex);
      expect(portal.leaks()).toEqual([]);
    });

    it('is locked for a moment makes a sync wait, and no more', async () => {
      portal.lucid().users = VERSIONS[1];
      let locked: Promise<() => Promise<void>> | undefined;
      portal.lucid().misbehave(
        inTheMiddle((request, response, lucid) => {
          locked ??= lockTables(knex);
          lucid.answerWell(request, response);
        }),
      );
      const sync = portal.sync();
      setTimeout(async () => (await locked)?.(), 400);

      expect(await sync).toMatchObject({ state: 'succeeded' });

      expect(await portal.readShown()).toEqual(shownOf(VERSIONS[1]));
      await expectHealed(portal, knex);
      expect(portal.leaks()).toEqual([]);
    });
  });
}
