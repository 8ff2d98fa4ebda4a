import { Knex } from 'knex';

/**
 * Since when every change is kept: what was before has been deleted, or may have
 * been. `undefined` where nothing was ever deleted.
 *
 * @returns ISO 8601 in UTC
 */
export async function changesKeptSince(
  knex: Knex,
): Promise<string | undefined> {
  const row = await knex('history_horizon').first<{ changes_since: string }>(
    'changes_since',
  );
  return row?.changes_since;
}

/** Moves on, and never back: what has been deleted does not return. */
export async function setChangesKeptSince(
  knex: Knex,
  since: string,
): Promise<void> {
  await knex('history_horizon')
    .insert({ singleton: 1, changes_since: since })
    .onConflict('singleton')
    .merge({
      changes_since: knex.raw(
        'case when history_horizon.changes_since < excluded.changes_since then excluded.changes_since else history_horizon.changes_since end',
      ),
    });
}
