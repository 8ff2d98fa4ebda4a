import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { MatchKey } from '../reconciliation/Matcher';
import { rowsAtOnce } from './bulkRows';

/** Where more differs, looking at everybody costs less than finding out whom it concerns. */
const MOST_DIFFERENCES = 20_000;

/** What two readings of the catalog do not have in common. */
export class ReadingDifference {
  readonly #keys = new Set<string>();
  readonly #refs = new Set<string>();

  private constructor() {}

  /** @returns `undefined` where nearly everything differs, or one of them is forgotten */
  static async between(
    knex: Knex,
    one: number,
    other: number,
  ): Promise<ReadingDifference | undefined> {
    const known = await knex('catalog_readings')
      .whereIn('reading_id', [one, other])
      .whereNotNull('completed_at')
      .pluck<number[]>('reading_id');
    if (known.length < 2) {
      return undefined;
    }
    const difference = new ReadingDifference();
    for (const [reading, compared] of [
      [one, other],
      [other, one],
    ]) {
      for await (const { target, value } of missing(knex, {
        table: 'catalog_user_keys',
        columns: ['target', 'value', 'entity_ref'],
        reading,
        compared,
      })) {
        difference.#keys.add(nameOf({ target, value }));
        if (difference.#keys.size > MOST_DIFFERENCES) {
          return undefined;
        }
      }
      for (const table of ['catalog_users', 'catalog_users_left_out']) {
        for await (const row of missing(knex, {
          table,
          columns: ['entity_ref'],
          reading,
          compared,
        })) {
          difference.#refs.add(row.entity_ref);
          if (difference.#refs.size > MOST_DIFFERENCES) {
            return undefined;
          }
        }
      }
    }
    return difference;
  }

  /** Whether it can make a difference to somebody. */
  concerns(options: { keys: Iterable<MatchKey>; refs: string[] }): boolean {
    if (options.refs.some(ref => this.#refs.has(ref))) {
      return true;
    }
    for (const key of options.keys) {
      if (this.#keys.has(nameOf(key))) {
        return true;
      }
    }
    return false;
  }
}

/** Rows of one reading that another one lacks, a few thousand at a time in the order of their keys. */
async function* missing(
  knex: Knex,
  options: {
    table: string;
    columns: string[];
    reading: number;
    compared: number;
  },
): AsyncGenerator<Record<string, string>, void, undefined> {
  const { table, columns, reading, compared } = options;
  const names = columns.join(', ');
  const places = columns.map(() => '?').join(', ');
  let after: string[] | undefined;
  for (;;) {
    const rest = () => {
      const rows = knex(table).where({ reading_id: reading });
      return after ? rows.whereRaw(`(${names}) > (${places})`, after) : rows;
    };
    const last: Record<string, string> | undefined = await rest()
      .orderBy(columns)
      .offset(rowsAtOnce(knex) - 1)
      .first(columns);
    const end = last && columns.map(column => last[column]);
    const rows: Record<string, string>[] = await rest()
      .modify(some => {
        if (end) {
          some.whereRaw(`(${names}) <= (${places})`, end);
        }
      })
      .whereNotExists(same =>
        same
          .select(knex.raw('1'))
          .from(`${table} as other`)
          .where('other.reading_id', compared)
          .where(
            Object.fromEntries(
              columns.map(column => [
                `other.${column}`,
                knex.ref(`${table}.${column}`),
              ]),
            ),
          ),
      )
      .select(columns);
    yield* rows;
    if (!end) {
      return;
    }
    after = end;
    await yieldToEventLoop();
  }
}

function nameOf({ target, value }: MatchKey): string {
  return `${target}\n${value}`;
}
