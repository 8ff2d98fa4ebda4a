import { Knex } from 'knex';

/** How many statements that knex is given fit a pattern, while something is done. */
export async function countStatements(
  knex: Knex,
  pattern: RegExp,
  run: () => Promise<unknown>,
): Promise<number> {
  let statements = 0;
  const count = ({ sql }: { sql: string }) => {
    statements += pattern.test(sql) ? 1 : 0;
  };
  knex.on('query', count);
  try {
    await run();
  } finally {
    knex.off('query', count);
  }
  return statements;
}
