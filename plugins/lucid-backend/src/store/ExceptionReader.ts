import {
  EXCEPTION_STATES,
  ExceptionListQuery,
  ExceptionState,
  LicenceException,
  ListPage,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { StoredExceptionRow, toAppliedException } from './exceptionRow';
import { readKeysetPage } from './keysetPage';
import { ListRequest, readListRequest } from './listCursor';
import { visibleUsers } from './usageRow';

type ExceptionFilters = Omit<ExceptionListQuery, 'cursor' | 'limit'>;

type ListedRow = StoredExceptionRow & { display_name: string | null };

const filtersSchema: z.ZodType<ExceptionFilters> = z.object({
  account: queryText.optional(),
  state: z.enum(EXCEPTION_STATES).optional(),
});

/** Lists exceptions, those that have ended too. */
export class ExceptionReader {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * Newest first. Those of an account are those that hold for all accounts, too.
   *
   * @throws InputError when the cursor is not one of this list
   */
  async list(asked: ExceptionListQuery): Promise<ListPage<LicenceException>> {
    const request = readListRequest(asked, filtersSchema);
    const [{ count }] = await this.#filtered(request.query).count({
      count: '*',
    });
    const page = await this.#page(request);
    return { ...page, totalItems: Number(count) };
  }

  /**
   * All of them, in pages that are read when they are asked for. What an exception
   * is sorted by never changes, so each that fits all the while is read exactly
   * once, and none is read twice.
   */
  async *all(
    query: ExceptionFilters,
    { pageSize: limit }: { pageSize: number },
  ): AsyncGenerator<LicenceException[]> {
    let next: string | undefined;
    do {
      const page = await this.#page(
        readListRequest({ ...query, limit, cursor: next }, filtersSchema),
      );
      yield page.items;
      next = page.nextCursor;
    } while (next !== undefined);
  }

  async #page(
    request: ListRequest<ExceptionFilters>,
  ): Promise<Omit<ListPage<LicenceException>, 'totalItems'>> {
    const { rows, ...cursors } = await readKeysetPage<
      ListedRow,
      ExceptionFilters
    >(
      this.#knex,
      this.#filtered(request.query)
        .leftJoin('lucid_users as u', join =>
          join
            .on('u.account_id', 'e.account_id')
            .andOn('u.user_id', 'e.user_id'),
        )
        .select('e.*', 'u.display_name'),
      {
        order: {
          expressions: ['e.created_at', 'e.exception_id'],
          descending: true,
        },
        ...request,
      },
    );
    const users = await this.#usersOf(rows);
    return {
      items: rows.map(row =>
        toException(row, users.get(row.exception_id) ?? 0),
      ),
      ...cursors,
    };
  }

  /** For how many Lucid users each of some exceptions holds. */
  async #usersOf(rows: ListedRow[]): Promise<Map<string, number>> {
    const counts: { exception_id: string; users: number | string }[] =
      await visibleUsers(this.#knex)
        // As the index of those users says it, in so many words.
        .whereRaw(`u.state = 'excepted'`)
        .whereIn(
          'u.exception_id',
          rows.map(row => row.exception_id),
        )
        .groupBy('u.exception_id')
        .select('u.exception_id')
        .count({ users: '*' });
    return new Map(
      counts.map(row => [row.exception_id, Number(row.users)] as const),
    );
  }

  #filtered({ account, state }: ExceptionFilters): Knex.QueryBuilder {
    const exceptions = this.#knex('exceptions as e');
    if (account !== undefined) {
      exceptions.where(concerned =>
        concerned.where('e.account_id', account).orWhereNull('e.account_id'),
      );
    }
    if (state === 'active') {
      exceptions.whereNull('e.ended_at');
    } else if (state === 'expired') {
      exceptions.whereNotNull('e.ended_at').whereNull('e.ended_by');
    } else if (state === 'revoked') {
      exceptions.whereNotNull('e.ended_by');
    }
    return exceptions;
  }
}

function toException(row: ListedRow, users: number): LicenceException {
  return {
    ...toAppliedException(row),
    state: stateOf(row),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
    ...(row.account_id !== null &&
      row.user_id !== null && {
        user: {
          account: row.account_id,
          id: row.user_id,
          ...(row.display_name !== null && { displayName: row.display_name }),
        },
      }),
    users,
  };
}

function stateOf(row: ListedRow): ExceptionState {
  if (row.ended_at === null) {
    return 'active';
  }
  return row.ended_by === null ? 'expired' : 'revoked';
}
