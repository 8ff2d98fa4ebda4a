import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * Tables that grow with the number of syncs, those that are not the plugin's own,
 * and readings of the catalog, of which another may have begun.
 */
const NOT_COUNTED =
  /^(syncs|usage_changes|rejected_users|catalog_readings|sqlite_|knex_|backstage_)/;

/** Grows with the days that a series of kills goes on. */
const OF_EACH_DAY = 'daily_totals';

/** Where a PostgreSQL listens, and who may use it. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** The database of one or more backends: a new one, that only they use. */
export class StoreDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** The section `backend.database` of their configuration. */
  readonly config: JsonObject;
  readonly #knexConfig: Knex.Config;

  /** @param directory - an empty directory for its files */
  static sqlite(directory: string): StoreDatabase {
    return new StoreDatabase(
      'SQLite',
      { client: 'better-sqlite3', connection: { directory } },
      {
        client: 'better-sqlite3',
        connection: {
          filename: join(directory, 'lucid.sqlite'),
          options: { readonly: true },
        },
        useNullAsDefault: true,
      },
    );
  }

  static postgres({
    host,
    port,
    user,
    password,
  }: PostgresConnection): StoreDatabase {
    const connection = { host, port, user, password };
    const prefix = `crash_${randomBytes(6).toString('hex')}_`;
    return new StoreDatabase(
      'PostgreSQL',
      { client: 'pg', connection: { ...connection }, prefix },
      {
        client: 'pg',
        connection: { ...connection, database: `${prefix}lucid` },
        pool: { min: 0, max: 1 },
      },
    );
  }

  private constructor(
    name: StoreDatabase['name'],
    config: JsonObject,
    knexConfig: Knex.Config,
  ) {
    this.name = name;
    this.config = config;
    this.#knexConfig = knexConfig;
  }

  /** A connection of its own for whoever looks into it; to be destroyed. */
  connect(): Knex {
    return knexFactory(this.#knexConfig);
  }

  /**
   * How many rows each table of the plugin holds, but for {@link NOT_COUNTED}; of
   * what is kept of each day, those of the last one.
   */
  async rowCounts(): Promise<Record<string, number>> {
    const knex = this.connect();
    try {
      const tables: { name: string }[] =
        this.name === 'SQLite'
          ? await knex('sqlite_master').where({ type: 'table' }).select('name')
          : await knex('information_schema.tables')
              .where({ table_schema: 'public' })
              .select({ name: 'table_name' });
      const counts: Record<string, number> = {};
      for (const { name } of tables) {
        if (!NOT_COUNTED.test(name)) {
          const rows = knex(name).count({ count: '*' });
          if (name === OF_EACH_DAY) {
            rows.where('day', knex(name).max('day'));
          }
          const [{ count }] = await rows;
          counts[name] = Number(count);
        }
      }
      return counts;
    } finally {
      await knex.destroy();
    }
  }
}
