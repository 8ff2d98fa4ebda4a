import { Knex } from 'knex';

/**
 * The syncs of an account that have failed since the last one that succeeded, or
 * ever. Whoever stops a backend cancels its sync, and that is no failure; a sync
 * that runs out of time is one.
 *
 * @returns makes a query of `syncs`
 */
export async function failuresSinceSuccess(
  knex: Knex,
  account: string,
): Promise<() => Knex.QueryBuilder> {
  const succeeded = await knex('syncs')
    .where({ account_id: account, state: 'succeeded' })
    .max({ at: 'started_at' })
    .first<{ at: string | null }>();
  return () =>
    knex('syncs')
      .where({ account_id: account })
      .where('started_at', '>', succeeded?.at ?? '')
      .where(failed =>
        failed
          .where({ state: 'failed' })
          .orWhere({ state: 'cancelled', error_name: 'TimeoutError' }),
      );
}
