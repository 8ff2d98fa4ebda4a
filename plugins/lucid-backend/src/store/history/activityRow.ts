import { Activity, UsageState } from 'backstage-plugin-lucid-common';
import { licenceUsageEntityName } from 'backstage-plugin-lucid-node';
import { Knex } from 'knex';
import { entityRefOfName } from '../usageRow';
import { ChangeRow, toChange } from './changeRow';

/** A row of `usage_changes` with the user it is about, as far as that is known still. */
export type ActivityRow = ChangeRow & {
  change_id: number | string;
  account_id: string;
  user_id: string;
  display_name: string | null;
  entity_name: string | null;
  state: UsageState | null;
};

/** Selects {@link ActivityRow}s from `usage_changes as c`. */
export function selectActivity(changes: Knex.QueryBuilder): Knex.QueryBuilder {
  return changes
    .leftJoin('lucid_users as u', join =>
      join.on('u.account_id', 'c.account_id').andOn('u.user_id', 'c.user_id'),
    )
    .select(
      'c.change_id',
      'c.account_id',
      'c.user_id',
      'c.sync_id',
      'c.at',
      'c.type',
      'c.before',
      'c.after',
      'u.display_name',
      'u.entity_name',
      'u.state',
    );
}

/** Somebody who is not stored any more has departed long ago. */
export function toActivity(row: ActivityRow): Activity {
  const { account_id: account, user_id: userId } = row;
  return {
    ...toChange(row),
    id: Number(row.change_id),
    account,
    userId,
    displayName: row.display_name ?? userId,
    entityRef: entityRefOfName(
      row.entity_name ?? licenceUsageEntityName({ account, id: userId }),
    ),
    state: row.state ?? 'departed',
  };
}
