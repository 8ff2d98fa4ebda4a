import { Licence } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { billedSeat } from '../../__testUtils__/FakeLucidRest';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { readLicenceSets } from '../licenceSets';
import { BilledCensus } from './BilledCensus';

jest.setTimeout(60_000);

const EDITOR: Licence = { name: 'Lucidchart', access: 'can-edit' };
const VIEWER: Licence = { name: 'Lucidchart', access: 'view-only' };

describe.each(databases.eachSupportedId())(
  'who is billed, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;
    let census: BilledCensus;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex, ['default', 'other'], {
        readSeats: true,
        config: { removalLimit: 1 },
      });
      census = new BilledCensus({ knex });
      harness.lucid.add(
        ...['1', '2', '3'].map(id => lucidUser(id, { licences: [EDITOR] })),
        lucidUser('4', { licences: [VIEWER] }),
      );
    });

    /** How many there are of whom, by state and what they hold. */
    async function counted(account = 'default') {
      const sets = await readLicenceSets(knex);
      const cohorts = (await census.of(account)) ?? [];
      return Object.fromEntries(
        cohorts.map(({ state, licenceSet, users }) => {
          const held =
            (licenceSet === undefined ? [] : sets.get(licenceSet)) ?? [];
          const access = held.map(licence => licence.access);
          return [[state, ...access].join(' '), users];
        }),
      );
    }

    it('is not known before seats have been read', async () => {
      expect(await census.of('default')).toBeUndefined();
      await harness.sync('other');
      expect(await census.of('other')).toEqual([]);
      expect(await census.of('default')).toBeUndefined();
    });

    it('is told by what SCIM says of them: here, departed with what they held last, or never heard of', async () => {
      harness.rest.bill('1', '2', '4', 'lucid-9', 'lucid-10');
      await harness.sync();
      expect(await counted()).toEqual({
        'undetected can-edit': 2,
        'undetected view-only': 1,
        unknown: 2,
      });
      harness.lucid.users.delete('2');
      await harness.sync();
      expect(await counted()).toEqual({
        'undetected can-edit': 1,
        'undetected view-only': 1,
        'departed can-edit': 1,
        unknown: 2,
      });
      expect(await counted('other')).toEqual({});
    });

    it('counts each once, for however many subscriptions, and nobody for a trial', async () => {
      harness.rest.bill('1', '2');
      harness.rest.subscriptions.push(
        { id: 's2', used: 2 },
        { id: 's3', used: 2, trial: true },
      );
      harness.rest.seats.set('s2', [billedSeat('2'), billedSeat('3')]);
      harness.rest.seats.set('s3', [billedSeat('3'), billedSeat('4')]);
      await harness.sync();
      expect(await counted()).toEqual({ 'undetected can-edit': 3 });
    });

    it('notices that somebody is billed no longer, though nobody has changed', async () => {
      harness.rest.bill('1', '2');
      await harness.sync();
      expect(await counted()).toEqual({ 'undetected can-edit': 2 });
      harness.rest.bill('1');
      await harness.sync();
      expect(await counted()).toEqual({ 'undetected can-edit': 1 });
    });

    it('counts more than one statement looks at', async () => {
      harness.rest.bill(
        '1',
        ...Array.from({ length: 2_500 }, (_, place) => `lucid-${place}`),
      );
      await harness.sync();
      expect(await counted()).toEqual({
        'undetected can-edit': 1,
        unknown: 2_500,
      });
    });
  },
);
