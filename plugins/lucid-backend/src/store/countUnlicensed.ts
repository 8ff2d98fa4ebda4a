import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isPostgres, rowsPerStatement } from './bulkRows';

/**
 * Counts the users of a reading of the catalog whom no Lucid user of an account is
 * matched to, nor may be.
 */
export async function countUnlicensed(
  trx: Knex.Transaction,
  account: string,
  readingId: number | undefined,
): Promise<number> {
  const catalogUsers = () =>
    trx('catalog_users as c').where('c.reading_id', readingId ?? 0);
  if (isPostgres(trx)) {
    return countAmong(trx, catalogUsers(), account);
  }
  let unlicensed = 0;
  let after = '';
  for (;;) {
    const part = await trx
      .from(
        catalogUsers()
          .where('c.entity_ref', '>', after)
          .orderBy('c.entity_ref')
          .limit(rowsPerStatement(trx))
          .select('c.entity_ref')
          .as('part'),
      )
      .max({ last: 'entity_ref' })
      .first<{ last: string | null }>();
    if (!part?.last) {
      return unlicensed;
    }
    const range = [after, part.last];
    unlicensed += await countAmong(
      trx,
      catalogUsers().whereRaw('c.entity_ref > ? and c.entity_ref <= ?', range),
      account,
    );
    after = part.last;
    await yieldToEventLoop();
  }
}

async function countAmong(
  trx: Knex.Transaction,
  catalogUsers: Knex.QueryBuilder,
  account: string,
): Promise<number> {
  const [{ count }] = await catalogUsers
    .whereNotExists(detected =>
      detected
        .select(trx.raw('1'))
        .from('lucid_users as u')
        .whereRaw('u.match_ref = c.entity_ref')
        .where('u.account_id', account),
    )
    .whereNotExists(ambiguous =>
      ambiguous
        .select(trx.raw('1'))
        .from('ambiguous_matches as m')
        .whereRaw('m.entity_ref = c.entity_ref')
        .where('m.account_id', account),
    )
    .count<{ count: number | string }[]>({ count: '*' });
  return Number(count);
}
