import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  LUCID_SIGNAL_CHANNEL,
  LucidSignal,
} from 'backstage-plugin-lucid-common';

/** Each signal has every open page ask again: four a second are plenty. */
const BETWEEN_SIGNALS_MS = 250;

/**
 * Tells open pages that there is something new to read, and never what: whoever
 * looks asks for it with permissions of their own.
 */
export class LiveSignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #waiting = new Map<string, LucidSignal>();
  readonly #stopping = new AbortController();
  #isSending = false;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Tells of it soon, and once, however often it is said until then. */
  tell(type: LucidSignal['type'], account: string): void {
    this.#waiting.set(JSON.stringify([type, account]), { type, account });
    if (!this.#isSending) {
      this.#isSending = true;
      // Whatever fails in it is logged there.
      this.#sendAll().catch(() => {});
    }
  }

  /** Ends what is under way: pages ask by themselves now and then. */
  stop(): void {
    this.#waiting.clear();
    this.#stopping.abort();
  }

  async #sendAll(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      for (;;) {
        const [next] = this.#waiting;
        if (!next || signal.aborted) {
          return;
        }
        this.#waiting.delete(next[0]);
        await this.#send(next[1]);
        await sleep(BETWEEN_SIGNALS_MS, undefined, { signal, ref: false });
      }
    } finally {
      this.#isSending = false;
    }
  }

  async #send({ type, account }: LucidSignal): Promise<void> {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: LUCID_SIGNAL_CHANNEL,
        message: { type, account } satisfies LucidSignal & JsonObject,
      });
    } catch (error) {
      this.#logger.debug('Could not tell open pages that something is new', {
        reason: error instanceof Error ? error.message : 'unknown',
      });
    }
  }
}
