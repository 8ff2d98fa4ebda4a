import { databases } from '../__testUtils__/databases';
import { abandonedAccounts } from './configuredAccounts';
import { migrationsDirectory } from './migrate';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('migrations on %s', databaseId => {
  it('go up, and leave nothing behind when they go down', async () => {
    const knex = await databases.init(databaseId);
    const tables = async () =>
      databaseId.startsWith('SQLITE')
        ? knex('sqlite_master')
            .where({ type: 'table' })
            .whereNot('name', 'like', 'sqlite_%')
            .orderBy('name')
            .pluck('name')
        : knex('information_schema.tables')
            .where({ table_schema: 'public' })
            .orderBy('table_name')
            .pluck('table_name');
    const directory = migrationsDirectory();

    await knex.migrate.latest({ directory });
    expect(await tables()).toEqual(
      expect.arrayContaining(['lucid_users', 'syncs', 'catalog_users']),
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await tables()).toEqual(['knex_migrations', 'knex_migrations_lock']);
    await knex.migrate.latest({ directory });
    expect(await knex('lucid_users')).toEqual([]);
  });

  it('take accounts that are there for configured, of which a version before has said nothing', async () => {
    const knex = await databases.init(databaseId);
    const directory = migrationsDirectory();
    await knex.migrate.up({ directory, name: '20261122000000_init.js' });
    await knex('accounts').insert({
      account_id: 'emea',
      connection_state: 'connected',
    });
    await knex.migrate.latest({ directory });
    expect(await abandonedAccounts(knex, { keep: [] })).toEqual([]);
  });
});
