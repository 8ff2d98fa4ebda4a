import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withDatabases } from 'lucid-benchmark-kit';
import { PostgresConnection, StoreDatabase } from './StoreDatabase';

/**
 * Runs something with SQLite, then with a new PostgreSQL, and leaves nothing
 * behind.
 *
 * @param only - `sqlite` or `postgres`, to leave the other one out
 */
export async function withStoreDatabases(
  only: string | undefined,
  run: (newDatabase: () => StoreDatabase) => Promise<void>,
): Promise<void> {
  await withDatabases(only, async (_, { connection }) => {
    await run(
      typeof connection === 'string'
        ? sqliteDatabasesIn(dirname(connection))
        : () => StoreDatabase.postgres(connection as PostgresConnection),
    );
  });
}

/** Gives SQLite databases, each in a directory of its own below the given one. */
export function sqliteDatabasesIn(parent: string): () => StoreDatabase {
  let databases = 0;
  return () => {
    databases += 1;
    const directory = join(parent, `store-${databases}`);
    mkdirSync(directory);
    return StoreDatabase.sqlite(directory);
  };
}
