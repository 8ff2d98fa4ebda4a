import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

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
  return client;
}
