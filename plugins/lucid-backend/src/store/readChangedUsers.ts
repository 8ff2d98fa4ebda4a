import { Knex } from 'knex';
import { UsageRow, selectUsage, visibleUsers } from './usageRow';

type Bound = { hidden_from: number | string | null };

/** A row without a user tells of the bound alone, where nobody is to be given. */
type FoundRow = Bound & (UsageRow | Record<keyof UsageRow, null>);

/**
 * Reads who changed after a revision, in the order of revisions.
 *
 * The users of a first snapshot are written before they are to be seen. From the
 * first of their revisions on nobody is given, of whatever account: who has read a
 * later one would never ask for theirs.
 *
 * @returns `incomplete` says that somebody may have been left out for that
 */
export async function readChangedUsers(
  knex: Knex,
  options: { since: number; limit: number },
): Promise<{ users: UsageRow[]; incomplete: boolean }> {
  const changed = selectUsage(knex, visibleUsers(knex))
    .where('u.revision', '>', options.since)
    .where(
      'u.revision',
      '<',
      knex('accounts').select(
        knex.raw('coalesce(min(loading_from), ?)', [Number.MAX_SAFE_INTEGER]),
      ),
    )
    .orderBy('u.revision')
    .limit(options.limit);
  // One statement for both, because a first snapshot may begin, and become
  // current, at any moment: between two of them, it would go unnoticed.
  const rows: FoundRow[] = await knex
    .select('c.*', 'h.hidden_from')
    .from(knex('accounts').min({ hidden_from: 'loading_from' }).as('h'))
    .leftJoin(changed.as('c'), knex.raw('1 = 1'))
    .orderBy('c.revision');
  return {
    users: rows.filter((row): row is Bound & UsageRow => row.revision !== null),
    incomplete: rows.some(row => row.hidden_from !== null),
  };
}
