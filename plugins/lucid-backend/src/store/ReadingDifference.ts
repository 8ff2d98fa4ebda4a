import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { MatchKey } from '../reconciliation/Matcher';
import { IDENTITY_TARGET } from '../reconciliation/Matching';
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
    const areKnown = async () => {
      const known = await knex('catalog_readings')
        .whereIn('reading_id', [one, other])
        .whereNotNull('completed_at')
        .pluck<number[]>('reading_id');
      return known.length === 2;
    };
    if (!(await areKnown())) {
      return undefined;
    }
    const difference = new ReadingDifference();
    for (const [reading, compared] of [
      [one, other],
      [other, one],
    ]) {
      for await (const { target, value, entity_ref: ref } of missing(knex, {
        table: 'catalog_user_keys',
        columns: ['target', 'value', 'entity_ref'],
        reading,
        compared,
      })) {
        difference.#keys.add(nameOf({ target, value }));
        // No matcher asks by it, but whoever is detected is remembered by it.
        if (target === IDENTITY_TARGET) {
          difference.#refs.add(ref);
        }
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
    // One that others forget meanwhile is emptied after it is marked.
    return (await areKnown()) ? difference : undefined;
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

/** A table of readings, and what tells its rows apart. */
interface ReadingTable {
  table: string;
  columns: string[];
}

/** Rows of one reading that another one lacks, a few thousand at a time in the order of their keys. */
async function* missing(
  knex: Knex,
  options: ReadingTable & { reading: number; compared: number },
): AsyncGenerator<Record<string, string>, void, undefined> {
  const { columns, compared } = options;
  let after: string[] | undefined;
  for (;;) {
    const last: Record<string, string> | undefined = await rowsAfter(
      knex,
      options,
      after,
    )
      .orderBy(columns)
      .offset(rowsAtOnce(knex) - 1)
      .first(columns);
    const end = last && columns.map(column => last[column]);
    const rows = rowsAfter(knex, options, after);
    if (end) {
      rows.whereRaw(`${tuple(columns)} <= (${places(columns)})`, end);
    }
    const found: Record<string, string>[] = await withoutThoseOf(
      knex,
      rows,
      options,
      compared,
    ).select(columns);
    yield* found;
    if (!end) {
      return;
    }
    after = end;
    await yieldToEventLoop();
  }
}

function rowsAfter(
  knex: Knex,
  { table, columns, reading }: ReadingTable & { reading: number },
  after: string[] | undefined,
): Knex.QueryBuilder {
  const rows = knex(table).where({ reading_id: reading });
  return after
    ? rows.whereRaw(`${tuple(columns)} > (${places(columns)})`, after)
    : rows;
}

function withoutThoseOf(
  knex: Knex,
  rows: Knex.QueryBuilder,
  { table, columns }: ReadingTable,
  compared: number,
): Knex.QueryBuilder {
  const same = knex(`${table} as other`)
    .select(knex.raw('1'))
    .where('other.reading_id', compared);
  for (const column of columns) {
    same.where(`other.${column}`, knex.ref(`${table}.${column}`));
  }
  return rows.whereNotExists(same);
}

function tuple(columns: string[]): string {
  return `(${columns.join(', ')})`;
}

function places(columns: string[]): string {
  return columns.map(() => '?').join(', ');
}

function nameOf({ target, value }: MatchKey): string {
  return `${target}\n${value}`;
}
