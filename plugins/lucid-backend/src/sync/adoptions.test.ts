import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { CatalogUserRecord } from '../reconciliation/readCatalogUser';
import { ExceptionStore } from '../store/ExceptionStore';

jest.setTimeout(60_000);

const { signal } = new AbortController();

const JANE = catalogUser('jane', 'jane@acme.com');
const JOE = catalogUser('joe', 'joe@acme.com');
const ANN = catalogUser('ann', 'ann@acme.com');

describe.each(databases.eachSupportedId())(
  'while the catalog or exceptions change during a sync on %s, a user',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex, ['default'], {
        readGroups: true,
        config: { removalLimit: 1 },
      });
      give('jane', 'joe');
    });

    afterEach(async () => {
      await knex.destroy();
    });

    function give(...ids: string[]): void {
      harness.lucid.add(
        ...ids.map(id => lucidUser(id, { email: `${id}@acme.com` })),
      );
    }

    /** Runs the first sync, after which the catalog is read only by `adopt`. */
    async function begin(...users: CatalogUserRecord[]): Promise<void> {
      harness.catalogUsers = users;
      await harness.sync();
      harness.readCatalog = async () => {};
    }

    /** Puts a reading in force, as the task does that watches the catalog. */
    async function adopt(...users: CatalogUserRecord[]): Promise<void> {
      const id = await harness.readings.begin();
      await harness.readings.addUsers(id, users);
      await harness.snapshots.adopt(
        { id, users: users.length, rules: harness.matching.version },
        { accounts: ['default'], signal },
      );
    }

    /** Lets something happen in the next sync before anybody is decided. */
    function beforeDecisions(happen: () => Promise<void>): void {
      harness.lucid.beforePage = async () => {
        harness.lucid.beforePage = async () => {};
        await happen();
      };
    }

    /** Lets something happen in the next sync when everybody is staged. */
    function afterDecisions(happen: () => Promise<void>): void {
      harness.lucid.beforeGroups = async () => {
        harness.lucid.beforeGroups = async () => {};
        await happen();
      };
    }

    /** Lets Lucid say something else of a user. */
    function change(id: string, email = `${id}@acme.com`): void {
      harness.lucid.add(lucidUser(id, { email, title: 'Director' }));
    }

    /** Which states the history names, the oldest first. */
    async function states(id: string): Promise<string[]> {
      return (await harness.history(id))
        .filter(({ type }) => type === 'state')
        .map(({ before, after }) => `${before} -> ${after}`)
        .reverse();
    }

    const usage = (id: string) => harness.usages.get('default', id);

    it('who is found in the catalog was found once', async () => {
      await begin(JOE);
      change('jane');
      afterDecisions(() => adopt(JOE, JANE));

      expect(await harness.sync()).toMatchObject({
        state: 'succeeded',
        counts: { changed: 1, detected: 2, undetected: 0 },
      });

      expect(await usage('jane')).toMatchObject({
        state: 'detected',
        title: 'Director',
      });
      expect(await states('jane')).toEqual(['undetected -> detected']);
    });

    it('who is in the catalog all the time has never left it, though what decided at first is forgotten', async () => {
      await begin(JOE, JANE);
      change('jane');
      beforeDecisions(async () => {
        await adopt(JOE, JANE, ANN);
        await adopt(JOE, JANE);
      });

      expect(await harness.sync()).toMatchObject({
        state: 'succeeded',
        counts: { changed: 1, detected: 2, undetected: 0 },
      });

      expect(await usage('jane')).toMatchObject({
        state: 'detected',
        title: 'Director',
      });
      expect(await usage('jane')).not.toHaveProperty('formerMatch');
      expect(await states('jane')).toEqual([]);
    });

    it('who leaves the catalog has left it once, and when the catalog said so', async () => {
      await begin(JOE, JANE);
      change('jane');
      let left: Awaited<ReturnType<typeof usage>>;
      afterDecisions(async () => {
        await adopt(JOE);
        left = await usage('jane');
      });

      expect(await harness.sync()).toMatchObject({
        state: 'succeeded',
        counts: { changed: 1, detected: 1, undetected: 1 },
      });

      expect(await usage('jane')).toMatchObject({
        title: 'Director',
        state: 'undetected',
        undetectedReason: 'leaver',
        formerMatch: left?.formerMatch,
      });
      expect(left?.formerMatch).toBeDefined();
      expect(await states('jane')).toEqual(['detected -> undetected']);
    });

    it('was never whom only an older reading has', async () => {
      await begin(JOE, catalogUser('jane', 'jane.miller@acme.com'));
      change('jane', 'jane.miller@acme.com');
      afterDecisions(() => adopt(JOE, ANN));

      await harness.sync();

      expect(await usage('jane')).toMatchObject({
        email: 'jane.miller@acme.com',
        state: 'undetected',
        undetectedReason: 'no-catalog-user',
      });
      expect(await usage('jane')).not.toHaveProperty('formerMatch');
      expect(await states('jane')).toEqual([]);
      expect((await harness.accounts.get('default')).counts).toMatchObject({
        detected: 1,
        undetected: 1,
        leavers: 0,
        unlicensed: 1,
      });
    });

    it('who appears or returns is who the newest reading says from the beginning', async () => {
      give('ben');
      await begin(JOE);
      harness.lucid.users.delete('ben');
      await harness.sync();
      give('ann', 'ben');
      afterDecisions(() => adopt(JOE, ANN, catalogUser('ben', 'ben@acme.com')));

      expect(await harness.sync()).toMatchObject({
        counts: { added: 1, returned: 1, detected: 3, undetected: 1 },
      });

      expect(await harness.states()).toMatchObject({
        ann: 'detected',
        ben: 'detected',
      });
      expect(await states('ann')).toEqual([]);
      expect(await states('ben')).toEqual([]);
    });

    it('of a first snapshot is who the newest reading says from the beginning', async () => {
      afterDecisions(() => adopt(JOE, JANE));

      await begin(JOE);

      expect(await harness.states()).toEqual({
        jane: 'detected',
        joe: 'detected',
      });
      expect(await states('jane')).toEqual([]);
      // What changes afterwards is told.
      await adopt(JOE);
      expect(await states('jane')).toEqual(['detected -> undetected']);
    });

    it.each([
      ['at once', true],
      ['only by the sync', false],
    ])(
      'for whom an exception is made that takes effect %s was excepted once',
      async (_, atOnce) => {
        await begin(JOE);
        change('jane');
        afterDecisions(async () => {
          await new ExceptionStore({ knex }).makeForUsers(
            [{ account: 'default', id: 'jane' }],
            { terms: { note: 'A contractor' }, by: 'user:default/joe' },
          );
          if (atOnce) {
            await harness.snapshots.reconcile({ account: 'default', signal });
          }
        });

        await harness.sync();

        expect(await usage('jane')).toMatchObject({
          state: 'excepted',
          title: 'Director',
        });
        expect(await states('jane')).toEqual(['undetected -> excepted']);
      },
    );

    it('is decided no second time where nothing has changed', async () => {
      await begin(JOE);
      change('jane');
      const decided = jest.spyOn(harness.matching, 'leftOutBy');

      await harness.sync();

      expect(decided.mock.calls.map(([user]) => user.id)).toEqual(['jane']);
    });
  },
);
