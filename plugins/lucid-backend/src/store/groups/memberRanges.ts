import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { rowsPerStatement } from '../bulkRows';

/** Members of a group whose ids lie between two, the first of them left out. */
export interface MemberRange {
  after: string;
  last: string;
}

/**
 * Goes from one range of members to the next that a statement may touch, while
 * what is in them may be deleted.
 *
 * @param members - of one group
 */
export async function* memberRanges(
  knex: Knex,
  members: Knex.QueryBuilder,
): AsyncGenerator<MemberRange, void, undefined> {
  let after = '';
  for (;;) {
    const range = await knex
      .from(
        members
          .clone()
          .where('member_id', '>', after)
          .orderBy('member_id')
          .limit(rowsPerStatement(knex))
          .select('member_id')
          .as('range'),
      )
      // By the database, whose order of texts is not that of JavaScript.
      .max({ last: 'member_id' })
      .first<{ last: string | null }>();
    if (!range?.last) {
      return;
    }
    yield { after, last: range.last };
    after = range.last;
    await yieldToEventLoop();
  }
}
