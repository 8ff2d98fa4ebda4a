import { LucidMatcher } from 'backstage-plugin-lucid-node';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';

jest.setTimeout(60_000);

const { signal } = new AbortController();

/** Catalog users by their numbers at the company. */
const JANE = {
  ...catalogUser('jane', 'jane@acme.com'),
  keys: [{ target: 'module:hr', value: 'e-1' }],
};

/** Knows which employee has which address, when it has loaded that. */
class HrMatcher implements LucidMatcher {
  readonly id = 'hr';
  readonly fields = [];
  /** What the HR system says, once it is asked. */
  staff: Record<string, string> = {};
  #loaded: Record<string, string> = {};

  keysOfCatalogUser() {
    return [];
  }

  keysOfLucidUser({ email = '' }: { email?: string }) {
    return [this.#loaded[email]];
  }

  async load() {
    this.#loaded = this.staff;
    return JSON.stringify(this.staff);
  }
}

describe.each(databases.eachSupportedId())(
  'when a matcher learns during a sync on %s whose address it is, the user',
  databaseId => {
    let knex: Knex;
    let hr: HrMatcher;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      hr = new HrMatcher();
      harness = new SyncHarness(knex, ['default'], {
        readGroups: true,
        modules: [hr],
      });
      harness.catalogUsers = [JANE];
      harness.lucid.add(lucidUser('1', { email: 'jane.doe@gmail.com' }));
      await harness.matching.load({ signal });
    });

    afterEach(async () => {
      await knex.destroy();
    });

    /** Lets it learn when everybody is staged, while the catalog stays the same. */
    function learnMeanwhile(): void {
      harness.lucid.beforeGroups = async () => {
        hr.staff = { 'jane.doe@gmail.com': 'e-1' };
        await harness.matching.load({ signal });
        const reading = await harness.readings.current();
        await harness.readings.confirm(reading?.id ?? 0, {
          attempt: await harness.readings.begin(),
          rules: harness.matching.version,
        });
        await harness.snapshots.reconcile({ account: 'default', signal });
      };
    }

    it('is detected from the beginning where it is the first sync', async () => {
      learnMeanwhile();

      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });

      expect(await harness.states()).toEqual({ '1': 'detected' });
      expect(await harness.history('1')).toMatchObject([{ type: 'appeared' }]);
    });

    it('stays detected where Lucid says something new of the user', async () => {
      await harness.sync();
      expect(await harness.states()).toEqual({ '1': 'undetected' });
      harness.readCatalog = async () => {};
      harness.lucid.add(
        lucidUser('1', { email: 'jane.doe@gmail.com', title: 'Director' }),
      );
      learnMeanwhile();

      expect(await harness.sync()).toMatchObject({
        state: 'succeeded',
        counts: { changed: 1, detected: 1, undetected: 0 },
      });

      expect(await harness.states()).toEqual({ '1': 'detected' });
    });
  },
);
