import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './bulkRows';

/** Most memory that the cache of SQLite takes, in KiB. */
const CACHE_KIB = 16_000;

/** Where the migrations of this plugin are. */
export function migrationsDirectory(): string {
  return resolvePackagePath('backstage-plugin-lucid-backend', 'migrations');
}

/**
 * Brings the database of the plugin up to date, unless the portal's
 * configuration says that migrations are made by somebody else.
 */
export async function migratedClient(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: migrationsDirectory() });
  }
  await enlargeCache(client);
  return client;
}

/**
 * Gives SQLite room for the parts of its indexes that a batch of users changes:
 * in the 2 MB that it takes by itself, it would write some of them to the disk and
 * read them back several times.
 */
export async function enlargeCache(client: Knex): Promise<void> {
  if (!isPostgres(client)) {
    await client.raw(`pragma cache_size = -${CACHE_KIB}`);
  }
}
