import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { Knex } from 'knex';
import { migrationsDirectory } from '../../store/migrate';

/** The part of a better-sqlite3 connection that trouble is made with. */
interface SqliteConnection {
  pragma(source: string, options?: { simple: boolean }): unknown;
}

/** A SQLite file that can be made to fail under a running portal. */
export class TroubledSqlite {
  readonly knex: Knex;
  readonly #directory: string;
  readonly #connection: SqliteConnection;

  private constructor(
    directory: string,
    knex: Knex,
    connection: SqliteConnection,
  ) {
    this.#directory = directory;
    this.knex = knex;
    this.#connection = connection;
  }

  static async create(): Promise<TroubledSqlite> {
    const directory = mkdtempSync(join(tmpdir(), 'lucid-faults-'));
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'lucid.sqlite') },
      useNullAsDefault: true,
    });
    await knex.migrate.latest({ directory: migrationsDirectory() });
    const connection: SqliteConnection = await knex.client.acquireConnection();
    await knex.client.releaseConnection(connection);
    // As long as a lock is waited for, this process stands still.
    connection.pragma('busy_timeout = 20');
    return new TroubledSqlite(directory, knex, connection);
  }

  /** Refuses everything that is written. */
  setReadOnly(readOnly: boolean): void {
    this.#connection.pragma(`query_only = ${readOnly ? 1 : 0}`);
  }

  /** Leaves no more room than so many pages of 4 kB; without a number, plenty. */
  setRoom(pages?: number): void {
    const used = Number(
      this.#connection.pragma('page_count', { simple: true }),
    );
    this.#connection.pragma(
      `max_page_count = ${pages === undefined ? 2 ** 30 : used + pages}`,
    );
  }

  /**
   * Locks the file, as another process would.
   *
   * @returns what opens it again
   */
  async lock(): Promise<() => Promise<void>> {
    const other = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(this.#directory, 'lucid.sqlite') },
      useNullAsDefault: true,
    });
    await other.raw('begin exclusive');
    return async () => {
      await other.raw('rollback');
      await other.destroy();
    };
  }

  async close(): Promise<void> {
    await this.knex.destroy();
    rmSync(this.#directory, { recursive: true });
  }
}
