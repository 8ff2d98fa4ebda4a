import { setTimeout as sleep } from 'node:timers/promises';
import { Licence } from 'backstage-plugin-lucid-common';
import knexFactory from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { LicenceSetWriter, licenceSetOf, readLicenceSets } from './licenceSets';

jest.setTimeout(60_000);

// SQLite has one connection, in one process.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('combinations of licences, on %s', databaseId => {
  it('are written down by two at once, in whatever order each has found them', async () => {
    const knex = await createTestStore(databaseId);
    const [first, second] = ['Lucidchart', 'Lucidspark']
      .map((name): Licence[] => [{ name }])
      .sort((a, b) => (licenceSetOf(a) < licenceSetOf(b) ? -1 : 1));
    const other = knexFactory(knex.client.config);
    const theirs = await other.transaction();
    await new LicenceSetWriter({ knex: theirs }).ensure([{ licences: first }]);

    const ours = new LicenceSetWriter({ knex }).ensure([
      { licences: second },
      { licences: first },
    ]);
    // Long enough to get to the one that is taken.
    await sleep(300);
    await new LicenceSetWriter({ knex: theirs }).ensure([{ licences: second }]);
    await theirs.commit();
    await ours;

    expect([...(await readLicenceSets(knex)).keys()].sort()).toEqual([
      licenceSetOf(first),
      licenceSetOf(second),
    ]);
    await other.destroy();
    await knex.destroy();
  });
});
