import knexFactory, { Knex } from 'knex';
import { isPostgres } from '../store/bulkRows';

/**
 * Runs something, and does something else right after the first statement of a kind
 * and before the next one, or after the transaction that the statement is part of:
 * as if the process had been frozen there while others went on.
 */
export async function frozenAfter<T>(
  knex: Knex,
  options: {
    statement: RegExp;
    /** What the others do. */
    meanwhile: (others: Knex) => Promise<unknown>;
  },
  run: (frozen: Knex) => Promise<T>,
): Promise<T> {
  // Whoever has one connection does one thing after the other.
  const frozen = isPostgres(knex)
    ? knexFactory({ ...knex.client.config, pool: { min: 0, max: 1 } })
    : knex;
  let others: Promise<unknown> | undefined;
  const note = (_rows: unknown, { sql }: { sql: string }) => {
    if (!others && options.statement.test(sql)) {
      others = frozen.transaction(options.meanwhile);
      // It is waited for below, where `run` has not failed before.
      others.catch(() => {});
    }
  };
  frozen.on('query-response', note);
  try {
    const result = await run(frozen);
    if (!others) {
      throw new Error(`There was no statement like ${options.statement}`);
    }
    await others;
    return result;
  } finally {
    frozen.off('query-response', note);
    if (frozen !== knex) {
      await frozen.destroy();
    }
  }
}
