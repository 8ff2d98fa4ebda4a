import { AppliedException } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { StoredExceptionRow, toAppliedException } from './exceptionRow';

const COLUMNS = {
  exception_account: 'account_id',
  exception_field: 'rule_field',
  exception_pattern: 'rule_pattern',
  exception_note: 'note',
  exception_by: 'created_by',
  exception_at: 'created_at',
  exception_until: 'until',
} as const satisfies Record<string, keyof StoredExceptionRow>;

type Joined = {
  [K in keyof typeof COLUMNS]: StoredExceptionRow[(typeof COLUMNS)[K]] | null;
};

/** What is read with a Lucid user of the exception that holds for it. */
export type AppliedExceptionRow = { exception_id: string | null } & Joined;

/** Adds an {@link AppliedExceptionRow} to what is selected from `lucid_users as u`. */
export function joinAppliedException(
  users: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return users
    .leftJoin('exceptions as x', 'x.exception_id', 'u.exception_id')
    .select(
      Object.entries(COLUMNS).map(([name, column]) => `x.${column} as ${name}`),
    );
}

/** `undefined` where no exception holds for the user. */
export function appliedException(
  row: AppliedExceptionRow,
): AppliedException | undefined {
  const {
    exception_id,
    exception_note: note,
    exception_by: created_by,
    exception_at: created_at,
  } = row;
  if (
    exception_id === null ||
    note === null ||
    created_by === null ||
    created_at === null
  ) {
    return undefined;
  }
  return toAppliedException({
    exception_id,
    account_id: row.exception_account,
    rule_field: row.exception_field,
    rule_pattern: row.exception_pattern,
    note,
    created_by,
    created_at,
    until: row.exception_until,
  });
}
