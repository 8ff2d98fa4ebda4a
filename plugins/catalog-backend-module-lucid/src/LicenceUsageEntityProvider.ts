import { setTimeout as sleep } from 'node:timers/promises';
import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  LUCID_EVENT_TOPIC,
  LucidRevisionEvent,
} from 'backstage-plugin-lucid-common';
import { LucidService } from 'backstage-plugin-lucid-node';
import { CatalogMirror } from './mirror/CatalogMirror';
import { oneAtATime } from './mirror/oneAtATime';
import { PublishingRule } from './publishing/PublishingRule';
import { withoutStatement } from './withoutStatement';

/** The catalog keeps entities under this name: another one would orphan them. */
export const PROVIDER_NAME = 'LicenceUsageEntityProvider';

const FIRST_ATTEMPT_BACK_OFF_SECONDS = [1, 2, 4, 8, 15];

// By then the catalog has processed what a process that crashed left it with.
const SECOND_LOOK_AFTER_MS = 10 * 60_000;

/**
 * Publishes one `LicenceUsage` entity per Lucid user whom the rule lets in.
 *
 * Follows the Lucid backend with every event of it, and every minute, should
 * an event be missed. Every backend process does so: each keeps the revision
 * that it has reached in memory, asking for what changed since costs next to
 * nothing, and what another one applied already changes nothing. So no process
 * waits for another one, and one that wrote something outdated puts it right
 * a minute later. An audit reads more: each process does it at its start and
 * once more soon after, and from then on one of them for all.
 */
export class LicenceUsageEntityProvider implements EntityProvider {
  readonly #lucid: LucidService;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #events: EventsService;
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #rule: PublishingRule;
  readonly #signal: AbortSignal;
  #auditDue = true;
  #secondLookAt: number | undefined;
  #hasSucceeded = false;
  #isFailing = false;

  constructor(options: {
    lucid: LucidService;
    catalog: CatalogService;
    auth: AuthService;
    events: EventsService;
    scheduler: SchedulerService;
    logger: LoggerService;
    /** Which Lucid users the catalog is to hold. */
    rule: PublishingRule;
    /** Ends what the provider does, at shutdown. */
    signal: AbortSignal;
  }) {
    this.#lucid = options.lucid;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#events = options.events;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#rule = options.rule;
    this.#signal = options.signal;
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const mirror = new CatalogMirror({
      lucid: this.#lucid,
      catalog: this.#catalog,
      auth: this.#auth,
      connection,
      rule: this.#rule,
      logger: this.#logger,
      signal: this.#signal,
    });
    const run = oneAtATime(() => this.#run(mirror));

    await this.#scheduler.scheduleTask({
      id: 'lucid-licence-usage-follow',
      scope: 'local',
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
      // The catalog answers the audit's questions once it has started.
      initialDelay: { seconds: 2 },
      fn: signal => this.#runUntilFirstSuccess(run, signal),
    });
    await this.#scheduler.scheduleTask({
      id: 'lucid-licence-usage-audit',
      scope: 'global',
      frequency: { hours: 6 },
      timeout: { minutes: 30 },
      // Every start of a backend audits anyway.
      initialDelay: { hours: 6 },
      fn: async () => {
        this.#auditDue = true;
        await run();
      },
    });
    await this.#events.subscribe({
      id: this.getProviderName(),
      topics: [LUCID_EVENT_TOPIC],
      onEvent: async ({ eventPayload }) => {
        if (!tellsOfRevision(eventPayload)) {
          return;
        }
        // Not awaited, as whoever publishes has not to wait for the catalog;
        // a failure is logged already, and the next minute tries again.
        run().catch(() => {});
      },
    });
  }

  /** The Lucid backend may start later than the catalog: try again soon. */
  async #runUntilFirstSuccess(
    run: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    for (const seconds of FIRST_ATTEMPT_BACK_OFF_SECONDS) {
      try {
        await run();
        return;
      } catch (error) {
        if (this.#hasSucceeded) {
          throw error;
        }
      }
      await sleep(seconds * 1000, undefined, { signal });
    }
    await run();
  }

  async #run(mirror: CatalogMirror): Promise<void> {
    try {
      if (this.#auditDue || this.#isTimeForSecondLook()) {
        await this.#audit(mirror);
      } else {
        await mirror.catchUp();
      }
    } catch (error) {
      const failure = withoutStatement(error);
      this.#tellFailure(failure);
      throw failure;
    }
    this.#tellSuccess();
  }

  async #audit(mirror: CatalogMirror): Promise<void> {
    await mirror.audit();
    this.#auditDue = false;
    this.#secondLookAt = this.#hasSucceeded
      ? Infinity
      : Date.now() + SECOND_LOOK_AFTER_MS;
  }

  /**
   * The audit at start does not see what was added just before a crash, as the
   * catalog has not processed it yet. Nothing else would remove such an entity
   * if its Lucid user departs, or is not to be published any more.
   */
  #isTimeForSecondLook(): boolean {
    return this.#secondLookAt !== undefined && Date.now() >= this.#secondLookAt;
  }

  #tellFailure(error: unknown): void {
    const message = `Lucid licence usage in the catalog stays as it is for now: ${stringifyError(
      error,
    )}`;
    if (this.#isFailing || this.#signal.aborted) {
      this.#logger.debug(message);
    } else {
      this.#logger.warn(`${message}. It is tried again every minute`);
    }
    this.#isFailing = true;
  }

  #tellSuccess(): void {
    if (this.#isFailing) {
      this.#logger.info(
        'Lucid licence usage in the catalog is up to date again',
      );
    }
    this.#isFailing = false;
    this.#hasSucceeded = true;
  }
}

/** Events of alerts have the same topic, and change nothing in the catalog. */
function tellsOfRevision(payload: unknown): boolean {
  const type: LucidRevisionEvent['type'] = 'revision';
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'type' in payload &&
    payload.type === type
  );
}
