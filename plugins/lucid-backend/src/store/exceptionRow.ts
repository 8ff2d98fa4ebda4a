import {
  AppliedException,
  ExceptionRuleField,
} from 'backstage-plugin-lucid-common';
import { Columns } from './bulkRows';

/** What is written down of an exception when it is made. It never changes. */
export interface ExceptionRow {
  exception_id: string;
  account_id?: string;
  user_id?: string;
  rule_field?: ExceptionRuleField;
  rule_pattern?: string;
  note: string;
  created_by: string;
  created_at: string;
  until?: string;
}

/** @see ExceptionRow */
export const exceptionColumns: Columns<ExceptionRow> = {
  exception_id: 'text',
  account_id: 'text',
  user_id: 'text',
  rule_field: 'text',
  rule_pattern: 'text',
  note: 'text',
  created_by: 'text',
  created_at: 'text',
  until: 'text',
};

/** An {@link ExceptionRow} as it is read, with its end. */
export type StoredExceptionRow = {
  [K in keyof ExceptionRow]-?: undefined extends ExceptionRow[K]
    ? Exclude<ExceptionRow[K], undefined> | null
    : ExceptionRow[K];
} & {
  ended_at: string | null;
  ended_by: string | null;
};

/** What an exception says, in the words of the API. */
export function toAppliedException(
  row: Omit<StoredExceptionRow, 'user_id' | 'ended_at' | 'ended_by'>,
): AppliedException {
  return {
    id: row.exception_id,
    note: row.note,
    ...(row.until !== null && { until: row.until }),
    by: row.created_by,
    at: row.created_at,
    ...(row.rule_field !== null &&
      row.rule_pattern !== null && {
        rule: {
          ...(row.account_id !== null && { account: row.account_id }),
          field: row.rule_field,
          pattern: row.rule_pattern,
        },
      }),
  };
}
