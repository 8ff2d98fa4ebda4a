import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  LICENCE_USAGE_KIND,
  LicenceUsage,
  UndetectedReason,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { present } from '../values/present';
import {
  AppliedExceptionRow,
  appliedException,
  joinAppliedException,
} from './appliedException';
import { UserContentRow, UserDetails } from './userRow';

type Nullable<T> = { [K in keyof T]-?: T[K] | null };

type OptionalContent = 'email' | 'department' | 'cost_center' | 'created_at';

/** A row of `lucid_users` as it is read, with the date of its account's snapshot. */
export type UsageRow = Omit<UserContentRow, OptionalContent> &
  Nullable<Pick<UserContentRow, OptionalContent>> &
  AppliedExceptionRow & {
    account_id: string;
    user_id: string;
    state: UsageState;
    undetected_reason: UndetectedReason | null;
    matcher: string | null;
    match_value: string | null;
    match_ref: string | null;
    match_refs: string | null;
    left_out_by: string | null;
    former_ref: string | null;
    former_matcher: string | null;
    former_value: string | null;
    former_until: string | null;
    first_seen_at: string;
    last_seen_at: string | null;
    departed_at: string | null;
    revision: number | string;
    snapshot_at: string | null;
  };

/**
 * `lucid_users as u`, without the users of accounts that have no snapshot yet.
 * Not as a join, which SQLite might turn around.
 */
export function visibleUsers(knex: Knex): Knex.QueryBuilder {
  return knex('lucid_users as u').whereExists(accounts =>
    accounts
      .select(knex.raw('1'))
      .from('accounts as v')
      .where('v.account_id', knex.ref('u.account_id'))
      .whereNotNull('v.snapshot_at'),
  );
}

/** Selects {@link UsageRow}s from {@link visibleUsers}. */
export function selectUsage(
  knex: Knex,
  users: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return joinAppliedException(
    users
      .clone()
      .leftJoin('accounts as a', 'a.account_id', 'u.account_id')
      .select('u.*', knex.ref('a.snapshot_at')),
  );
}

/** The entity of a Lucid user in the catalog, by the name that is stored with it. */
export function entityRefOfName(name: string): string {
  return stringifyEntityRef({
    kind: LICENCE_USAGE_KIND,
    namespace: DEFAULT_NAMESPACE,
    name,
  });
}

/** The stored row in the words of the API. */
export function toUsage(row: UsageRow): LicenceUsage {
  const details: UserDetails = JSON.parse(row.details);
  const usage: LicenceUsage = {
    account: row.account_id,
    id: row.user_id,
    entityRef: entityRefOfName(row.entity_name),
    displayName: row.display_name,
    userName: details.userName,
    email: row.email ?? undefined,
    otherEmails: details.otherEmails,
    externalId: details.externalId,
    title: details.title,
    department: row.department ?? undefined,
    division: details.division,
    organization: details.organization,
    costCenter: row.cost_center ?? undefined,
    billingCode: details.billingCode,
    roles: details.roles,
    groups: details.groups,
    licences: details.licences,
    state: row.state,
    match:
      row.matcher === null
        ? undefined
        : {
            matcher: row.matcher,
            value: row.match_value ?? '',
            entityRefs:
              row.match_ref === null
                ? JSON.parse(row.match_refs ?? '[]')
                : [row.match_ref],
          },
    undetectedReason:
      row.state === 'undetected' || row.state === 'excepted'
        ? row.undetected_reason ?? undefined
        : undefined,
    formerMatch: formerMatchOf(row),
    leftOutBy: row.left_out_by ?? undefined,
    exception: row.state === 'excepted' ? appliedException(row) : undefined,
    createdAt: row.created_at ?? undefined,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at ?? row.snapshot_at ?? row.first_seen_at,
    departedAt: row.departed_at ?? undefined,
  };
  return present(usage);
}

/** Whom somebody was matched to who is matched to nobody now; departed users keep their match. */
function formerMatchOf(row: UsageRow): LicenceUsage['formerMatch'] {
  return row.former_ref === null || row.state === 'departed'
    ? undefined
    : {
        entityRef: row.former_ref,
        matcher: row.former_matcher ?? '',
        value: row.former_value ?? '',
        until: row.former_until ?? '',
      };
}
