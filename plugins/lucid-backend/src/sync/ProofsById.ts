import { LoggerService } from '@backstage/backend-plugin-api';
import { RejectedUser } from 'backstage-plugin-lucid-common';
import { LucidProtocolError } from '../http/errors';
import { LucidScimClient } from '../scim/LucidScimClient';
import { LucidUser } from '../scim/LucidUser';
import { IncomingSnapshot } from '../store/IncomingSnapshot';
import { Departure } from '../store/userChanges';

/** Users that are asked for at a time; the client spreads them over its connections. */
const BATCH_SIZE = 200;

/** A few change while they are read. Of so many, the list is worth nothing. */
const MANY_CONTRADICTIONS = 1_000;

/**
 * Of large accounts, more are no reason to fail: one user of each page is on the
 * next one, too, and Lucid may tell its groups in another order there.
 */
const MANY_OF_ALL = 0.02;

/** What asking for a user by id has brought: one of these. */
interface Proof {
  departure?: Departure;
  user?: LucidUser;
  rejected?: RejectedUser;
}

/** Asks Lucid for users by id, where its list leaves a doubt about them. */
export class ProofsById {
  readonly #client: LucidScimClient;
  readonly #account: string;
  readonly #logger: LoggerService;

  constructor(options: {
    client: LucidScimClient;
    account: string;
    logger: LoggerService;
  }) {
    this.#client = options.client;
    this.#account = options.account;
    this.#logger = options.logger;
  }

  /** Asks for everybody who is missing: gone, deactivated, or overlooked. */
  async proveAbsences(
    snapshot: IncomingSnapshot,
    signal: AbortSignal,
  ): Promise<void> {
    const batches = snapshot.missing({ batchSize: BATCH_SIZE });
    for await (const ids of batches) {
      const proofs = await this.#askAll(ids, signal);
      await snapshot.depart(proofs.flatMap(({ departure }) => departure ?? []));
      await takeIn(snapshot, proofs);
      this.#logger.debug('Asked for missing users by id', {
        account: this.#account,
        users: ids.length,
      });
    }
  }

  /**
   * Takes back those of whom the list says different things, and asks for them:
   * somebody changed while it was read, or two people have one id in it, and nobody
   * can tell which of them is meant. Who is in the current snapshot, and is not
   * there by the answer, is missing then like everybody else who is.
   *
   * @throws LucidProtocolError where there are so many that nothing is worth asking
   */
  async settle(
    snapshot: IncomingSnapshot,
    contradictions: string[],
    signal: AbortSignal,
  ): Promise<void> {
    const users = contradictions.length;
    if (
      users > MANY_CONTRADICTIONS &&
      users > MANY_OF_ALL * (await snapshot.size()).understood
    ) {
      throw new LucidProtocolError(
        `Lucid lists ${users} users more than once, and says something else of each every time. ` +
          'The next sync reads them anew; if it stays so, ask Lucid.',
      );
    }
    this.#logger.info('Lucid says different things of some users', {
      account: this.#account,
      users,
    });
    for (let from = 0; from < users; from += BATCH_SIZE) {
      const batch = contradictions.slice(from, from + BATCH_SIZE);
      const strangers = new Set(await snapshot.takeBack(batch));
      const proofs = await this.#askAll(batch, signal);
      await takeIn(
        snapshot,
        proofs.filter(
          ({ user, rejected }) => user || strangers.has(rejected?.id ?? ''),
        ),
      );
    }
  }

  /**
   * Asks for some at a time. The first failure ends all of them: nobody waits
   * for the others any more, and the next sync would have to wait behind them.
   */
  async #askAll(ids: string[], signal: AbortSignal): Promise<Proof[]> {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const asked = ids.map(id => this.#ask(id, either));
    try {
      return await Promise.all(asked);
    } catch (error) {
      failed.abort(error);
      await Promise.allSettled(asked);
      throw error;
    }
  }

  async #ask(id: string, signal: AbortSignal): Promise<Proof> {
    try {
      const user = await this.#client.readUser(id, { signal });
      return user?.active
        ? { user }
        : { departure: { id, how: user ? 'deactivated' : 'deleted' } };
    } catch (error) {
      if (error instanceof LucidProtocolError) {
        // No proof of anything: the user keeps what is stored.
        return { rejected: { id, reason: error.message } };
      }
      throw error;
    }
  }
}

/** Puts into a snapshot who is there, and of whom nothing is proved. */
async function takeIn(
  snapshot: IncomingSnapshot,
  proofs: Proof[],
): Promise<void> {
  await snapshot.add(proofs.flatMap(({ user }) => user ?? []));
  await snapshot.reject(proofs.flatMap(({ rejected }) => rejected ?? []));
}
