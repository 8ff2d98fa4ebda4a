import knexFactory, { Knex } from 'knex';

/** A PostgreSQL database that can be made to fail under a running portal. */
export class TroubledPostgres {
  readonly #admin: Knex;
  readonly #name: string;

  /** @param knex - the database of the portal */
  constructor(knex: Knex) {
    // Spread, it would lose its password, which knex keeps from being listed.
    const { host, port, user, password, database } =
      knex.client.config.connection;
    this.#name = database;
    this.#admin = knexFactory({
      client: 'pg',
      connection: { host, port, user, password, database: 'postgres' },
      pool: { min: 0, max: 1 },
    });
  }

  /** Ends every connection of the portal, whatever it is doing. */
  async terminate(): Promise<void> {
    await this.#admin.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
      [this.#name],
    );
  }

  /** Ends every connection, and lets nobody in for as long as it is closed. */
  async setClosed(closed: boolean): Promise<void> {
    await this.#admin.raw(`alter database ?? allow_connections ${!closed}`, [
      this.#name,
    ]);
    await this.terminate();
  }

  /** Refuses everything that is written, as a server without room on its disk or after a failover does. */
  async setReadOnly(readOnly: boolean): Promise<void> {
    await this.#admin.raw(
      `alter database ?? set default_transaction_read_only = ${readOnly}`,
      [this.#name],
    );
    await this.terminate();
  }

  async close(): Promise<void> {
    await this.#admin.destroy();
  }
}

/**
 * Empties what PostgreSQL does not log, as it does when it recovers from a crash,
 * or when a replica takes over.
 */
export async function loseUnlogged(knex: Knex): Promise<void> {
  const tables = await knex('pg_class')
    .where({ relkind: 'r', relpersistence: 'u' })
    .pluck<string[]>('relname');
  await knex.raw(`truncate ${tables.map(() => '??').join(', ')}`, tables);
}

/**
 * Leaves room for so many more rows of one table. Who writes another is told that
 * the disk is full, in the middle of a statement and with the connection intact.
 *
 * @returns what makes room again
 */
export async function limitRoom(
  knex: Knex,
  options: { table: string; rows: number },
): Promise<() => Promise<void>> {
  await knex.raw('create sequence rows_written');
  await knex.raw(
    `create function write_row() returns trigger language plpgsql as $$
      begin
        -- A sequence goes on, also when what counts by it is rolled back.
        if nextval('rows_written') > ${options.rows} then
          raise exception 'could not extend file "base/16384/16721": No space left on device'
            using errcode = '53100';
        end if;
        return new;
      end
    $$`,
  );
  await knex.raw(
    `create trigger limit_room before insert or update on ??
      for each row execute function write_row()`,
    [options.table],
  );
  return async () => {
    await knex.raw('drop function write_row() cascade');
    await knex.raw('drop sequence rows_written');
  };
}

/**
 * Locks every table of the portal, as somebody does who changes them.
 *
 * @returns what opens them again
 */
export async function lockTables(knex: Knex): Promise<() => Promise<void>> {
  const tables = await knex('pg_tables')
    .where({ schemaname: 'public' })
    .pluck<string[]>('tablename');
  const trx = await knex.transaction();
  await trx.raw(
    `lock table ${tables.map(() => '??').join(', ')} in access exclusive mode`,
    tables,
  );
  return async () => {
    await trx.rollback();
  };
}
