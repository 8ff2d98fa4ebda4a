import { ServiceUnavailableError, isError } from '@backstage/errors';
import { Knex } from 'knex';
import { isPostgres } from './bulkRows';
import { LIMIT_SILENCE } from './limitSilence';

/** How long one look for the lock takes, before anybody may give up. */
const A_LOOK = '500ms';

/**
 * How long whoever has the lock waits for a row that another transaction holds.
 * All of those are short, or end when they have been silent for half as long.
 */
const A_WAIT = '60s';

/** What PostgreSQL says where a lock was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** How long to wait for the lock: without end, unless told. */
export interface Patience {
  /** Ends the waiting, with its reason. */
  signal?: AbortSignal;
  /** Milliseconds. */
  patienceMs?: number;
}

/**
 * Takes the newest revision and keeps every other transaction from making
 * revisions until this one ends. So revisions become visible in their order,
 * and a reader that has seen one never finds a smaller one later.
 *
 * @param patience - is not asked for on SQLite, where whoever waits has no
 * transaction yet
 * @throws ServiceUnavailableError when it comes to its end
 */
export async function lockRevision(
  trx: Knex.Transaction,
  { signal, patienceMs = Infinity }: Patience = {},
): Promise<number> {
  if (!isPostgres(trx)) {
    // An update, because SQLite has no "for update"; it takes the same lock.
    const [row] = await trx('revision_counter')
      .where({ singleton: 1 })
      .update({ revision: trx.ref('revision') })
      .returning<{ revision: number | string }[]>('revision');
    return Number(row?.revision ?? 0);
  }
  const waitUntil = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await lookForLock(trx);
    } catch (error) {
      if (!isError(error) || error.code !== LOCK_NOT_AVAILABLE) {
        throw error;
      }
      await trx.raw(
        'rollback to savepoint before_look; release savepoint before_look',
      );
      if (performance.now() >= waitUntil) {
        throw new ServiceUnavailableError(
          'Another backend is busy storing, or cannot be reached any more. Nothing has been changed. Try again in a minute.',
        );
      }
    }
  }
}

/** Makes a revision the newest one; see {@link lockRevision}. */
export async function setRevision(
  trx: Knex.Transaction,
  revision: number,
): Promise<void> {
  await trx('revision_counter').where({ singleton: 1 }).update({ revision });
}

/** All in one, because each statement waits for its turn of the event loop. */
async function lookForLock(trx: Knex.Transaction): Promise<number> {
  const answers: { rows: { revision: string }[] }[] = await trx.raw(`
    savepoint before_look;
    ${LIMIT_SILENCE};
    set local lock_timeout = '${A_LOOK}';
    update revision_counter set revision = revision
      where singleton = 1 returning revision;
    set local lock_timeout = '${A_WAIT}';
    release savepoint before_look;
  `);
  const [row] = answers.flatMap(({ rows }) => rows);
  return Number(row?.revision ?? 0);
}
