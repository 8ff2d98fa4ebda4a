import { Knex } from 'knex';
import { isPostgres } from './bulkRows';

/**
 * The time by the clock of the database, as times are stored: ISO 8601 text in
 * UTC with milliseconds. Several backends share it, however wrong their own
 * clocks are.
 *
 * @param shiftMs - milliseconds to add
 */
export function databaseTime(knex: Knex, shiftMs: number = 0): Knex.Raw {
  // Not now(), which in PostgreSQL is when the transaction began.
  return isPostgres(knex)
    ? knex.raw(
        `to_char(clock_timestamp() at time zone 'UTC' + ? * interval '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        [shiftMs],
      )
    : knex.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)`, [
        `${shiftMs / 1_000} seconds`,
      ]);
}
