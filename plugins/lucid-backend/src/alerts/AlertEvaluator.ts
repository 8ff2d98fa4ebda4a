import { SeatPool } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { AlertsConfig } from '../config/AlertsConfig';
import {
  AccountFacts,
  AlertFactsReader,
} from '../store/alerts/AlertFactsReader';
import { AlertLedger, RaisedAlert } from '../store/alerts/AlertLedger';
import { LeaverReader } from '../store/alerts/LeaverReader';
import { NotificationQueue } from '../store/alerts/NotificationQueue';
import { limitSilence } from '../store/limitSilence';
import { AlertChanges, AlertRecord } from './AlertRecord';
import { LeaverWatch } from './LeaverWatch';
import { AlertFacts, Observation, Wording } from './Observation';
import { PageLinks } from './PageLinks';
import { observe, watchesAccount } from './observe';

/** Reads the pools of seats of all accounts. */
export type ReadPools = () => Promise<SeatPool[]>;

const RULES_OF_POOLS: string[] = ['seats-left', 'utilisation', 'renewal'];

/** Holds the rules against what is stored, and writes down what has begun and ended. */
export class AlertEvaluator {
  readonly #knex: Knex;
  readonly #rules: AlertsConfig['rules'];
  readonly #accounts: string[];
  readonly #readPools: ReadPools;
  readonly #wording: Wording;

  constructor(options: {
    knex: Knex;
    config: AlertsConfig;
    /** Ids of the configured Lucid accounts. */
    accounts: string[];
    readPools: ReadPools;
  }) {
    const { accounts, config } = options;
    const isOnlyAccount = accounts.length === 1;
    this.#knex = options.knex;
    this.#rules = config.rules;
    this.#accounts = accounts;
    this.#readPools = options.readPools;
    this.#wording = {
      links: new PageLinks({ pagePath: config.pagePath, isOnlyAccount }),
      inAccount: account => (isOnlyAccount ? '' : ` in ${account}`),
    };
  }

  /** One evaluation at a time, among all backends. */
  async evaluate(now: Date): Promise<AlertChanges> {
    for (;;) {
      const last = await AlertLedger.lastOpened(this.#knex);
      // Outside of the transaction, where counts of who takes them are remembered.
      const pools = await this.#readNeededPools();
      const changes = await this.#knex.transaction(async trx => {
        await limitSilence(trx);
        const ledger = await AlertLedger.open(trx, now.toISOString(), last);
        return ledger && this.#settle(trx, { now, pools }, ledger);
      });
      if (changes) {
        return changes;
      }
    }
  }

  async #settle(
    trx: Knex.Transaction,
    { now, pools }: Pick<AlertFacts, 'now' | 'pools'>,
    ledger: AlertLedger,
  ): Promise<AlertChanges> {
    const record = new AlertRecord({
      ledger,
      queue: new NotificationQueue({ knex: trx }),
      at: now.toISOString(),
    });
    const accounts = await this.#readAccounts(trx);
    const facts = { now, accounts, pools };
    const goingOn = await ledger.goingOn();
    const watched = [
      ...(await this.#settleObservations(facts, goingOn, record)),
      ...(await this.#settleLeavers(trx, facts, goingOn, record)),
    ];
    const watchedIds = new Set(watched.map(({ id }) => id));
    await this.#dropUnwatched(
      goingOn.filter(({ id }) => !watchedIds.has(id)),
      record,
    );
    return record.changes;
  }

  async #readNeededPools(): Promise<SeatPool[]> {
    const needsPools = this.#rules.some(({ rule }) =>
      RULES_OF_POOLS.includes(rule),
    );
    return needsPools ? this.#readPools() : [];
  }

  async #readAccounts(trx: Knex.Transaction): Promise<AccountFacts[]> {
    const reader = new AlertFactsReader({ knex: trx });
    const accounts: AccountFacts[] = [];
    for (const account of this.#accounts) {
      accounts.push(await reader.read(account));
    }
    return accounts;
  }

  async #settleObservations(
    facts: AlertFacts,
    goingOn: RaisedAlert[],
    record: AlertRecord,
  ): Promise<RaisedAlert[]> {
    const byKey = new Map(goingOn.map(alert => [alert.key, alert]));
    const watched: RaisedAlert[] = [];
    for (const observation of observe(this.#rules, facts, this.#wording)) {
      const alert = byKey.get(observation.key);
      if (alert) {
        watched.push(alert);
      }
      await settle(observation, alert, record);
    }
    return watched;
  }

  async #settleLeavers(
    trx: Knex.Transaction,
    { accounts }: AlertFacts,
    goingOn: RaisedAlert[],
    record: AlertRecord,
  ): Promise<RaisedAlert[]> {
    const watch = new LeaverWatch({
      leavers: new LeaverReader({ knex: trx }),
      record,
      wording: this.#wording,
    });
    const watched: RaisedAlert[] = [];
    for (const rule of this.#rules) {
      if (rule.rule === 'leaver-with-licence') {
        for (const facts of accounts) {
          if (watchesAccount(rule, facts.account)) {
            watched.push(...(await watch.evaluate(rule, facts, goingOn)));
          }
        }
      }
    }
    return watched;
  }

  /**
   * Ends what no rule of the configuration watches any more. That is no all clear,
   * so nobody is told.
   */
  async #dropUnwatched(
    unwatched: RaisedAlert[],
    record: AlertRecord,
  ): Promise<void> {
    await record.end(unwatched);
    for (const scope of new Set(unwatched.map(alert => alert.scope))) {
      await record.forget(scope);
    }
  }
}

async function settle(
  observation: Observation,
  alert: RaisedAlert | undefined,
  record: AlertRecord,
): Promise<void> {
  const { holds, recipients, ...seen } = observation;
  const { scope, rule, severity, title, description, link } = seen;
  const announcement = { scope, rule, description, link, recipients };
  if (holds && alert) {
    await record.rephrase(alert, seen);
  } else if (holds) {
    await record.raise(scope, [seen], () => ({
      ...announcement,
      severity,
      title,
    }));
  } else if (alert) {
    await record.end([alert]);
    await record.allClear(scope, {
      ...announcement,
      severity: 'normal',
      title: `All clear: ${title}`,
    });
  }
}
