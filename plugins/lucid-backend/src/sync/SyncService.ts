import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Sync } from 'backstage-plugin-lucid-common';
import { AccountStore } from '../store/AccountStore';
import { SyncStore } from '../store/SyncStore';
import { BuriedSync } from '../store/syncs/buryDead';
import { HeldBack } from '../store/syncs/heldSnapshots';
import { LucidAccount } from './LucidAccount';
import { SnapshotHeldError } from './SnapshotHeldError';
import { EndedPhase, SyncObserver } from './SyncObserver';
import { describeFailure } from '../failures/describeFailure';
import { TimeLimit, endOf } from './TimeLimit';
import { finishPatiently } from './finishPatiently';
import { connectionOf, outcomeOf } from './outcomeOf';

interface RunOptions {
  /** Ends it, for whatever reason. */
  signal?: AbortSignal;
  /** When its time is over, by `performance.now()`. */
  endsAt: number;
  /** What somebody has accepted of a held snapshot. */
  confirmed?: HeldBack;
}

/** Starts syncs, one at a time per account, and sees each to its end. */
export class SyncService {
  readonly #accounts: Map<string, LucidAccount>;
  readonly #syncs: SyncStore;
  readonly #accountStore: AccountStore;
  readonly #publish: (account: string, revision: number) => Promise<void>;
  readonly #observer: SyncObserver;
  readonly #onChange: (account: string) => void;
  readonly #logger: LoggerService;
  readonly #shutdown = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: {
    accounts: LucidAccount[];
    syncs: SyncStore;
    accountStore: AccountStore;
    /** Tells others that there is something new to read. */
    publish: (account: string, revision: number) => Promise<void>;
    observer?: SyncObserver;
    /** Is called when a sync has begun or ended, and when a held snapshot was settled. */
    onChange?: (account: string) => void;
    logger: LoggerService;
  }) {
    this.#accounts = new Map(
      options.accounts.map(account => [account.config.id, account]),
    );
    this.#syncs = options.syncs;
    this.#accountStore = options.accountStore;
    this.#publish = options.publish;
    this.#observer = options.observer ?? { phaseEnded() {}, ended() {} };
    this.#onChange = options.onChange ?? (() => {});
    this.#logger = options.logger;
  }

  /**
   * Starts a sync and returns without waiting for its end. While one runs, that
   * one is returned.
   *
   * @param accountId - may be left out where there is only one account
   * @throws InputError when no such account is configured
   */
  async start(
    accountId: string | undefined,
  ): Promise<{ started: boolean; sync: Sync }> {
    return this.#start(this.#account(accountId), 'request');
  }

  async #start(
    account: LucidAccount,
    trigger: Sync['trigger'],
  ): Promise<{ started: boolean; sync: Sync }> {
    const begun = await this.#begin(account, trigger);
    if (begun.started) {
      this.#launch(account, begun.sync);
    }
    return begun;
  }

  /** The outcome is logged, and kept with the sync; nobody waits for it. */
  #launch(account: LucidAccount, sync: Sync, confirmed?: HeldBack): void {
    const options = { confirmed, endsAt: endOf(account.config.schedule) };
    this.#track(this.#run(account, sync, options).catch(() => {}));
  }

  /**
   * Runs a sync to its end, unless one is running already.
   *
   * @throws what made the sync fail, so that the scheduler knows of it
   */
  async runScheduled(accountId: string, signal: AbortSignal): Promise<void> {
    const account = this.#account(accountId);
    const options = { signal, endsAt: endOf(account.config.schedule) };
    const { started, sync } = await this.#begin(account, 'schedule');
    if (started) {
      await this.#track(this.#run(account, sync, options));
    }
  }

  /**
   * Ends the syncs whose process has died, and starts each of them anew, here.
   * The scheduler alone would wait for the timeout of the task that has died.
   *
   * Where the sync before had died as well, the sync may be what ends the
   * process; then it is left to the schedule, lest it ends every backend in turn.
   */
  async takeOver(): Promise<void> {
    if (!this.#shutdown.signal.aborted) {
      await this.#track(this.#takeOver());
    }
  }

  async #takeOver(): Promise<void> {
    await this.#succeed(await this.#syncs.buryDead());
  }

  /** Begins a sync; whoever is found dead meanwhile gets a successor, too. */
  async #begin(
    { config }: LucidAccount,
    trigger: Sync['trigger'],
  ): Promise<{ started: boolean; sync: Sync }> {
    this.#shutdown.signal.throwIfAborted();
    return this.#track(this.#beginAfterDead(config.id, trigger));
  }

  async #beginAfterDead(
    account: string,
    trigger: Sync['trigger'],
  ): Promise<{ started: boolean; sync: Sync }> {
    const buried = await this.#syncs.buryDead();
    try {
      return await this.#syncs.begin({ account, trigger });
    } finally {
      // Afterwards, lest a successor is in the way of what somebody confirms.
      void this.#track(this.#succeed(buried));
    }
  }

  /** Starts anew what died; whatever is in the way of one is in the way of no other. */
  async #succeed(buried: BuriedSync[]): Promise<void> {
    for (const dead of buried) {
      const context = { account: dead.account, sync: dead.id };
      try {
        await this.#succeedOne(dead, context);
      } catch (error) {
        this.#logger.warn(
          'Could not start a sync anew whose process has died',
          {
            ...context,
            reason: describeFailure(error).message,
          },
        );
      }
    }
  }

  async #succeedOne(
    dead: BuriedSync,
    context: { account: string; sync: string },
  ): Promise<void> {
    this.#observer.ended({ ...dead, outcome: 'failed', users: 0 });
    this.#onChange(dead.account);
    const account = this.#accounts.get(dead.account);
    if (!account || (await this.#syncs.diedBefore(dead))) {
      this.#logger.warn('The process of a sync has died', context);
    } else {
      this.#logger.warn(
        'The process of a sync has died; starting it anew here',
        context,
      );
      await this.#start(account, dead.trigger);
    }
  }

  /**
   * Accepts what a held snapshot would remove. Lucid is read again, because
   * the held reading may be days old, and as many removals as were confirmed
   * are let through; each is still proved.
   *
   * @throws NotFoundError when there is no such sync, ConflictError when it is
   * not held
   */
  async confirm(syncId: string): Promise<Sync> {
    const held = await this.#get(syncId);
    const heldBack = await this.#syncs.heldBack(syncId);
    if (!heldBack) {
      throw notHeld(held);
    }
    const account = this.#account(held.account);
    const { started, sync } = await this.#begin(account, 'request');
    if (!started) {
      throw new ConflictError(
        'A sync is running. Confirm the snapshot when it has ended, if it is still held then.',
      );
    }
    let isConfirmed = false;
    try {
      const why = 'Confirmed: Lucid was read again.';
      isConfirmed = await this.#syncs.release(syncId, why);
    } finally {
      // Where somebody else has settled it meanwhile, it is a sync like any other.
      this.#launch(account, sync, isConfirmed ? heldBack : undefined);
    }
    if (!isConfirmed) {
      throw notHeld(await this.#get(syncId));
    }
    return sync;
  }

  /**
   * Refuses a held snapshot: what is stored stays.
   *
   * @throws NotFoundError when there is no such sync, ConflictError when it is
   * not held
   */
  async discard(syncId: string): Promise<Sync> {
    const held = await this.#get(syncId);
    const why = 'Discarded: the snapshot before it stays.';
    if (!(await this.#syncs.release(syncId, why))) {
      throw notHeld(held);
    }
    this.#onChange(held.account);
    return this.#get(syncId);
  }

  /** Stops every running sync, and waits until they have put things in order. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('The backend is shutting down'));
    // What was about to begin a sync may still do so, and the sync ends at once.
    while (this.#running.size > 0) {
      await Promise.allSettled(this.#running);
    }
  }

  #account(accountId: string | undefined): LucidAccount {
    const ids = [...this.#accounts.keys()];
    if (accountId === undefined && ids.length > 1) {
      throw new InputError(
        `The parameter "account" has to name one of ${ids.join(', ')}`,
      );
    }
    const account = this.#accounts.get(accountId ?? ids[0]);
    if (!account) {
      throw new InputError(
        accountId === undefined
          ? 'No Lucid account is configured'
          : `The parameter "account" names no configured Lucid account`,
      );
    }
    return account;
  }

  async #get(syncId: string): Promise<Sync> {
    const sync = await this.#syncs.get(syncId);
    if (!sync) {
      throw new NotFoundError('There is no such sync');
    }
    return sync;
  }

  #track<T>(run: Promise<T>): Promise<T> {
    this.#running.add(run);
    const forget = () => this.#running.delete(run);
    run.then(forget, forget);
    return run;
  }

  async #run(
    account: LucidAccount,
    sync: Sync,
    options: RunOptions,
  ): Promise<void> {
    const timeLimit = new TimeLimit(options.endsAt);
    const signal = AbortSignal.any([
      timeLimit.signal,
      this.#shutdown.signal,
      ...(options.signal ? [options.signal] : []),
    ]);
    this.#onChange(sync.account);
    try {
      await this.#runToItsEnd(account, sync, signal, options.confirmed);
    } finally {
      timeLimit.clear();
      this.#onChange(sync.account);
    }
  }

  async #runToItsEnd(
    account: LucidAccount,
    sync: Sync,
    signal: AbortSignal,
    confirmed?: HeldBack,
  ): Promise<void> {
    const accountId = account.config.id;
    const logger = this.#logger.child({ account: accountId, sync: sync.id });
    const startedAt = performance.now();
    let users = 0;
    const onPhaseEnded = (ended: EndedPhase) => {
      users = ended.users;
      logger.info('Phase of a sync ended', { ...ended });
      this.#observer.phaseEnded(accountId, ended);
    };
    logger.info('Sync started', { trigger: sync.trigger });
    let revision: number;
    try {
      revision = await account.runner.run(sync, {
        signal,
        confirmed,
        onPhaseEnded,
      });
    } catch (error) {
      const outcome = outcomeOf(error, signal);
      const reason = outcome.error?.message ?? '';
      if (outcome.state === 'held') {
        logger.warn('Sync held its snapshot', { reason });
      } else {
        logger.error(`Sync ${outcome.state}`, { reason });
      }
      await this.#note(logger, async () => {
        const isOurs = await finishPatiently(
          this.#syncs,
          sync.id,
          outcome,
          signal,
        );
        const connection = connectionOf(error);
        if (connection && isOurs) {
          await this.#accountStore.setConnection(sync, connection);
        }
      });
      this.#observer.ended({
        account: accountId,
        trigger: sync.trigger,
        outcome: outcome.state,
        users,
        ...(error instanceof SnapshotHeldError && { rejected: error.rejected }),
      });
      if (outcome.state === 'held') {
        return;
      }
      // Not the error itself, which may hold what must not be logged.
      throw new Error(reason);
    }
    logger.info('Sync succeeded', {
      revision,
      milliseconds: Math.round(performance.now() - startedAt),
    });
    await this.#note(logger, () => this.#observeSuccess(sync, users));
    await this.#note(logger, () =>
      this.#accountStore.setConnection(sync, { state: 'connected' }),
    );
    await this.#note(logger, () => this.#publish(accountId, revision));
  }

  async #observeSuccess(
    { id, account, trigger }: Sync,
    users: number,
  ): Promise<void> {
    const { counts } = await this.#get(id);
    const outcome = 'succeeded';
    const rejected = counts?.rejected;
    this.#observer.ended({
      account,
      trigger,
      outcome,
      users,
      rejected,
      counts,
    });
  }

  /** Does what follows the end of a sync; that it fails does not change how the sync ended. */
  async #note(
    logger: LoggerService,
    step: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await step();
    } catch (error) {
      logger.warn('Could not tell of the end of a sync', {
        reason: describeFailure(error).message,
      });
    }
  }
}

function notHeld(sync: Sync): ConflictError {
  return new ConflictError(
    `The snapshot of this sync is not held: it has ${sync.state}`,
  );
}
