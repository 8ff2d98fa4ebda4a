import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { SyncHarness } from '../../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { lockRevision } from '../revision';

jest.setTimeout(60_000);

// SQLite has one connection, in one process.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('seats that are not read any more, on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createTestStore(databaseId);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('are forgotten while another backend stores some of them', async () => {
    const harness = new SyncHarness(knex, ['default'], { readSeats: true });
    harness.lucid.add(lucidUser('1'));
    harness.rest.bill('1');
    await harness.sync();
    const other = knexFactory(knex.client.config);
    const storing = await other.transaction();
    await lockRevision(storing);
    await storing('accounts').update({ snapshot_at: '2026-01-01' });

    const forgetting = harness.seats.keepOnly([]);
    // Long enough to get to the account, which is taken.
    await sleep(300);
    await storing('billed_seats').update({ created_at: '2026-01-01' });
    await storing.commit();
    await forgetting;

    expect(await knex('billed_seats')).toEqual([]);
    await other.destroy();
  });
});
