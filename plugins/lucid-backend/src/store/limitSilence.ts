import { Knex } from 'knex';
import { isPostgres } from './bulkRows';

/**
 * How long a transaction that holds what others wait for may be silent on
 * PostgreSQL, which ends it then: its process may be gone without a word, with a
 * machine or a network. As long as it takes for a sync to be taken for dead.
 */
const SILENCE = '30s';

/** The same as {@link limitSilence}, for whoever sends it together with more. */
export const LIMIT_SILENCE = `set local idle_in_transaction_session_timeout = '${SILENCE}'`;

/**
 * Has PostgreSQL end a transaction that falls silent, and with it the locks that
 * others wait for. Before its first lock; {@link lockRevision} does it, too. Rows
 * are not to be copied in it: in the middle of `COPY`, PostgreSQL waits on.
 */
export async function limitSilence(trx: Knex.Transaction): Promise<void> {
  if (isPostgres(trx)) {
    await trx.raw(LIMIT_SILENCE);
  }
}
