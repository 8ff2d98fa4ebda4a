import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { lockRevision } from '../store/revision';
import { body, status } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { Fault, idAskedFor } from './__testUtils__/MisbehavingLucid';
import { countStatements, rideOut } from './__testUtils__/rideOut';
import { posing, scimUser, shownOf } from './__testUtils__/scimAccount';
import { TroubledPostgres } from './__testUtils__/TroubledPostgres';

jest.setTimeout(120_000);

/** More than are written at a time, so that some are there when the fault comes. */
const USERS = Array.from({ length: 3_000 }, (_, index) =>
  scimUser(index + 1, 'of the first snapshot'),
);

/** From the row on that comes when a part has been written. */
const late =
  (fault: Fault): Fault =>
  (request, response, lucid) =>
    request.startIndex > 2_700
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response);

/** At how many moments of a sync the database fails. */
const SAMPLES = 8;

describe.each(databases.eachSupportedId())('a first sync on %s', databaseId => {
  let knex: Knex;
  let portal: FaultyPortal;

  beforeEach(async () => {
    knex = await createTestStore(databaseId);
    portal = await FaultyPortal.open({
      knex,
      retries: 1,
      requestTimeout: 1_000,
    });
    portal.lucid().users = USERS;
  });

  afterEach(async () => {
    await portal.close();
    await knex.destroy();
  });

  /** Nobody is shown, nobody is counted, and nothing is left. */
  async function expectNothing(): Promise<void> {
    expect(await portal.readShown()).toEqual({});
    const { counts, ...account } = await portal.readStatus();
    expect(counts.users).toBe(0);
    expect(account).not.toHaveProperty('snapshotAt');
    expect(account).not.toHaveProperty('runningSync');
    expect(await leftInStaging(knex)).toBe(0);
    expect(await knex('lucid_users').first('user_id')).toBeUndefined();
  }

  async function expectHealed(): Promise<void> {
    portal.lucid().behave();
    expect(await portal.sync()).toMatchObject({
      state: 'succeeded',
      counts: { users: USERS.length, added: USERS.length },
    });
    expect(await portal.readShown()).toEqual(shownOf(USERS));
    expect(await leftInStaging(knex)).toBe(0);
    expect(portal.leaks()).toEqual([]);
  }

  it.each<[string, Fault, string]>([
    ['whose token is refused', status(401), 'LucidUnauthorisedError'],
    [
      'whose token is refused late',
      late(status(403)),
      'LucidUnauthorisedError',
    ],
    [
      'that meets an error of the server',
      late(status(503)),
      'LucidUnavailableError',
    ],
    [
      'whose connection is reset',
      late((_, response) => {
        response.socket?.resetAndDestroy();
      }),
      'LucidUnavailableError',
    ],
    ['that is not answered', late(() => {}), 'LucidUnavailableError'],
    [
      'that meets a login page',
      late(body('<html>Sign in</html>', { 'content-type': 'text/html' })),
      'LucidProtocolError',
    ],
    [
      'that meets JSON of another shape',
      late(body('{"users": []}')),
      'LucidProtocolError',
    ],
    [
      'that meets broken gzip',
      late(body('no gzip', { 'content-encoding': 'gzip' })),
      'LucidProtocolError',
    ],
  ])(
    '%s leaves nothing, and the next one takes in everybody',
    async (_, fault, error) => {
      portal.lucid().misbehave(fault);

      expect(await portal.sync()).toMatchObject({
        state: 'failed',
        error: { name: error },
      });

      await expectNothing();
      await expectHealed();
    },
  );

  it('in which too many cannot be understood is held, and shows nobody', async () => {
    portal.lucid().users = USERS.map((user, index) =>
      index % 10 === 0 ? { ...user, id: 7 as never } : user,
    );

    expect(await portal.sync()).toMatchObject({
      state: 'held',
      error: { name: 'TooManyRejected' },
    });

    await expectNothing();
    portal.lucid().users = USERS;
    await expectHealed();
  });

  it('in which two people have one id takes in whom Lucid has by that id', async () => {
    portal.lucid().users = [
      ...USERS.slice(0, 7),
      posing(USERS[6]),
      ...USERS.slice(7),
      posing(USERS[1]),
      { id: 'nobody', title: 'here' },
      { id: 'nobody', title: 'there' },
      { id: 'untold', title: 'here' },
      { id: 'untold', title: 'there' },
    ];
    portal.lucid().misbehave((request, response, lucid) => {
      switch (idAskedFor(request)) {
        case 'nobody':
          return status(404)(request, response, lucid);
        case 'untold':
          return body('<html>')(request, response, lucid);
        default:
          return lucid.answerWell(request, response);
      }
    });

    expect(await portal.sync()).toMatchObject({
      state: 'succeeded',
      counts: { users: USERS.length, added: USERS.length, rejected: 1 },
      rejected: [{ id: 'untold' }],
    });

    expect(await portal.readShown()).toEqual(shownOf(USERS));
    expect(await leftInStaging(knex)).toBe(0);
  });

  it('in which everybody is there twice, and somebody else each time, fails', async () => {
    portal.lucid().users = [...USERS, ...USERS.map(posing)];

    expect(await portal.sync()).toMatchObject({
      state: 'failed',
      error: {
        name: 'LucidProtocolError',
        message: expect.stringContaining('3000 users more than once'),
      },
    });

    await expectNothing();
    portal.lucid().users = USERS;
    await expectHealed();
  });

  it('that is cancelled when some are written leaves nothing', async () => {
    const controller = new AbortController();
    portal.lucid().misbehave(
      late(async () => {
        while (!(await knex('lucid_users').first('user_id'))) {
          await sleep(10);
        }
        controller.abort(new Error('Enough'));
      }),
    );

    await portal.harness.service
      .runScheduled('default', controller.signal)
      .catch(() => {});

    expect((await portal.readStatus()).lastSync).toMatchObject({
      state: 'cancelled',
      error: { message: 'Enough' },
    });
    await expectNothing();
    await expectHealed();
  });
});

// Only where the run of the tests has brought a PostgreSQL.
if (databases.supports('POSTGRES_18')) {
  describe('a first sync that waits for somebody else to store a snapshot', () => {
    it('stops within two seconds when it is cancelled', async () => {
      const knex = await createTestStore('POSTGRES_18');
      const other = knexFactory(knex.client.config);
      const storing = await other.transaction();
      await lockRevision(storing);
      const portal = await FaultyPortal.open({ knex });
      portal.lucid().users = USERS;
      const controller = new AbortController();
      const sync = portal.harness.service
        .runScheduled('default', controller.signal)
        .catch(() => {});
      await sleep(1_500);
      const begin = performance.now();
      controller.abort(new Error('Enough'));
      await sync;

      expect(performance.now() - begin).toBeLessThan(2_000);
      expect((await portal.readStatus()).lastSync).toMatchObject({
        state: 'cancelled',
        error: { message: 'Enough' },
      });
      await storing.rollback();
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      await portal.close();
      await other.destroy();
      await knex.destroy();
    });
  });

  describe('a first sync whose PostgreSQL ends all connections', () => {
    it('succeeds whole or fails whole, whenever that is', async () => {
      const counted = await createTestStore('POSTGRES_18');
      const total = await runFirst(counted, portal =>
        countStatements(counted, () => portal.sync()),
      );
      for (let sample = 1; sample <= SAMPLES; sample += 1) {
        const knex = await createTestStore('POSTGRES_18');
        const postgres = new TroubledPostgres(knex);
        await runFirst(knex, async portal => {
          const { last } = await rideOut({
            knex,
            portal,
            nth: Math.ceil((total * sample) / SAMPLES),
            strike: () => postgres.terminate(),
            mend: () => {},
            after: 60,
          });
          const shown = Object.keys(await portal.readShown()).length;
          expect({ sample, shown }).toEqual({
            sample,
            shown: last?.state === 'succeeded' ? USERS.length : 0,
          });
          expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
          expect(await portal.readShown()).toEqual(shownOf(USERS));
          expect(await leftInStaging(knex)).toBe(0);
        });
        await postgres.close();
      }
    });

    async function runFirst<T>(
      knex: Knex,
      run: (portal: FaultyPortal) => Promise<T>,
    ): Promise<T> {
      const portal = await FaultyPortal.open({ knex });
      portal.lucid().users = USERS;
      const result = await run(portal);
      expect(portal.leaks()).toEqual([]);
      await portal.close();
      await knex.destroy();
      return result;
    }
  });
}
