import {
  Activity,
  ActivityQuery,
  ListPage,
  usageChangeTypeSchema,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { queryText } from '../../text/queryText';
import { isOneOf, isPostgres } from '../bulkRows';
import { readKeysetPage } from '../keysetPage';
import { ForeignCursorError, readListRequest } from '../listCursor';
import { ActivityFilters, ActivitySelection } from './ActivitySelection';
import { ActivityRow, selectActivity, toActivity } from './activityRow';

const day = z.iso.date();

const filtersSchema: z.ZodType<ActivityFilters> = z.object({
  account: queryText.optional(),
  type: z.array(usageChangeTypeSchema).optional(),
  from: day.optional(),
  to: day.optional(),
  sync: queryText.optional(),
  q: queryText.optional(),
});

const CHANGE_ID = /^\d{1,15}$/;

/** Lists what happened to Lucid users, the newest first. */
export class ActivityReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** @throws InputError when the cursor is not one of this list */
  async list(asked: ActivityQuery): Promise<ListPage<Activity>> {
    const request = readListRequest(asked, filtersSchema);
    const { cursor, query } = request;
    // It is compared with a number.
    if (cursor && !cursor.position.every(id => CHANGE_ID.test(id))) {
      throw new ForeignCursorError();
    }
    const selection = await ActivitySelection.find(this.#knex, query);
    const [{ count }] = await selection.whole().count({ count: '*' });
    const { rows, ...cursors } = await readKeysetPage<
      ActivityRow,
      ActivityFilters
    >(this.#knex, selectActivity(selection.page()), {
      ...request,
      order: { expressions: ['c.change_id'], descending: true },
    });
    return {
      items: rows.map(toActivity),
      totalItems: Number(count),
      ...cursors,
    };
  }

  /**
   * All of them, in pages that are read when they are asked for. Changes are only
   * ever added, so each is read exactly once that was there at first, unless it
   * gets too old to be kept meanwhile.
   */
  async *all(
    query: ActivityFilters,
    { pageSize }: { pageSize: number },
  ): AsyncGenerator<Activity[]> {
    const ids = await this.#drawUp(query);
    for (let from = 0; from < ids.length; from += pageSize) {
      const page = [...ids.subarray(from, from + pageSize)];
      const rows: ActivityRow[] = await selectActivity(
        this.#knex('usage_changes as c'),
      )
        .whereRaw(isOneOf(this.#knex, 'c.change_id', page, 'bigint'))
        .orderBy('c.change_id', 'desc');
      yield rows.map(toActivity);
    }
  }

  /** The ids of all changes that fit, in eight bytes each: who is searched for is so only once. */
  async #drawUp(query: ActivityFilters): Promise<Float64Array> {
    const join = isPostgres(this.#knex)
      ? `string_agg(f.change_id::text, ',')`
      : `group_concat(f.change_id, ',')`;
    const selection = await ActivitySelection.find(this.#knex, query);
    // Both databases join them in the order of the inner query.
    const [{ ids }]: { ids: string | null }[] = await this.#knex
      .from(
        selection
          .whole()
          .select('c.change_id')
          .orderBy('c.change_id', 'desc')
          .as('f'),
      )
      .select(this.#knex.raw(`${join} as ids`));
    return Float64Array.from(ids ? ids.split(',') : [], Number);
  }
}
