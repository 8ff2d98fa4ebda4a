import { UsageChange } from 'backstage-plugin-lucid-common';

/** A row of `usage_changes`, less the user it is about. */
export interface ChangeRow {
  sync_id: string | null;
  at: string;
  type: UsageChange['type'];
  before: string | null;
  after: string | null;
}

/** The stored row in the words of the API. */
export function toChange(row: ChangeRow): UsageChange {
  return {
    ...(row.sync_id !== null && { syncId: row.sync_id }),
    at: row.at,
    type: row.type,
    ...(row.before !== null && { before: row.before }),
    ...(row.after !== null && { after: row.after }),
  };
}
