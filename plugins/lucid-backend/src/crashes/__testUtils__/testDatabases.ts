import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreDatabase } from '../../../crash-tests/series/StoreDatabase';
import { sqliteDatabasesIn } from '../../../crash-tests/series/storeDatabases';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** Whether the test run provides a PostgreSQL. */
export const hasPostgres = Boolean(process.env[POSTGRES]);

/** Gives a new database in the PostgreSQL of the test run. */
export function newPostgres(): StoreDatabase {
  const { hostname, port, username, password } = new URL(
    process.env[POSTGRES] ?? '',
  );
  return StoreDatabase.postgres({
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  });
}

type WithDatabases = <T>(
  run: (newDatabase: () => StoreDatabase) => Promise<T>,
) => Promise<T>;

/** Each database there is, with what runs something with new ones and leaves nothing behind. */
export const eachDatabase: [name: string, withDatabases: WithDatabases][] = [
  ['SQLite', withSqlite],
  ...(hasPostgres
    ? [['PostgreSQL', run => run(newPostgres)] as [string, WithDatabases]]
    : []),
];

async function withSqlite<T>(
  run: (newDatabase: () => StoreDatabase) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'lucid-crash-'));
  try {
    return await run(sqliteDatabasesIn(directory));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
