import { AlertRuleOf } from '../config/AlertsConfig';
import { alertRuleKey } from '../config/alertRuleKey';
import { NewAlert, RaisedAlert } from '../store/alerts/AlertLedger';
import { LeaverReader } from '../store/alerts/LeaverReader';
import { AccountFacts } from '../store/alerts/AlertFactsReader';
import { AlertRecord, Announcement } from './AlertRecord';
import { Wording } from './Observation';
import { countText, numberText } from './numbers';
import { keyOf, scopeOf } from './occurrence';

/** Of one account, so many are alerts at a time: more than anybody goes through one by one. */
const MOST_AT_A_TIME = 300;

type LeaverRule = AlertRuleOf<'leaver-with-licence'>;

/**
 * Watches for Lucid users whose catalog user has gone. Each is an alert of its
 * own, and one notification tells how many there are.
 */
export class LeaverWatch {
  readonly #leavers: LeaverReader;
  readonly #record: AlertRecord;
  readonly #wording: Wording;

  constructor(options: {
    leavers: LeaverReader;
    record: AlertRecord;
    wording: Wording;
  }) {
    this.#leavers = options.leavers;
    this.#record = options.record;
    this.#wording = options.wording;
  }

  /**
   * @param goingOn - all alerts that go on
   * @returns what of it this rule has raised in this account
   */
  async evaluate(
    rule: LeaverRule,
    { account, counts }: AccountFacts,
    goingOn: RaisedAlert[],
  ): Promise<RaisedAlert[]> {
    const scope = scopeOf(keyOf(alertRuleKey(rule), account));
    const known = goingOn.filter(alert => alert.scope === scope);
    if (!counts || (counts.leavers === 0 && known.length === 0)) {
      return known;
    }
    const knownIds = known.flatMap(({ subject }) => subject ?? []);
    const still = new Set(
      knownIds.length > 0 ? await this.#leavers.among(account, knownIds) : [],
    );
    const over = known.filter(({ subject = '' }) => !still.has(subject));
    await this.#record.end(over);

    const fresh = await this.#freshLeavers(account, counts.leavers, still);
    const total = still.size + fresh.length;
    await this.#record.raise(
      scope,
      fresh.map(id => this.#alertOf(rule, account, scope, id)),
      untold => this.#announce(rule, account, scope, { untold, total }),
    );
    if (total === 0 && over.length > 0) {
      await this.#record.allClear(scope, {
        ...this.#announce(rule, account, scope, { untold: 0, total }),
        title: `All clear: no leaver holds a Lucid licence any more${this.#wording.inAccount(
          account,
        )}`,
        description:
          'Their licences were taken back, or are accounted for, or they are in the catalog again.',
        severity: 'normal',
      });
    }
    return known;
  }

  /** Leavers who are no alerts yet, as many as there is room for. */
  async #freshLeavers(
    account: string,
    leavers: number,
    known: Set<string>,
  ): Promise<string[]> {
    if (leavers <= known.size || known.size >= MOST_AT_A_TIME) {
      return [];
    }
    const newest = await this.#leavers.newest(account, MOST_AT_A_TIME);
    return newest
      .filter(id => !known.has(id))
      .slice(0, MOST_AT_A_TIME - known.size);
  }

  #alertOf(
    rule: LeaverRule,
    account: string,
    scope: string,
    id: string,
  ): NewAlert {
    return {
      key: keyOf(alertRuleKey(rule), account, id),
      scope,
      rule: rule.rule,
      account,
      subject: id,
      severity: rule.severity,
      // No name: alerts are forwarded to places that nobody here knows.
      title: `Lucid user ${id}${this.#wording.inAccount(
        account,
      )} has left the catalog, and still holds a licence`,
      description:
        'Take the licence back in Lucid, or make an exception if it is right.',
      link: this.#wording.links.leaver(account, id),
    };
  }

  #announce(
    rule: LeaverRule,
    account: string,
    scope: string,
    { untold, total }: { untold: number; total: number },
  ): Announcement {
    const where = this.#wording.inAccount(account);
    const hold = `still hold${untold === 1 ? 's' : ''} a Lucid licence`;
    const isMost = total >= MOST_AT_A_TIME;
    return {
      scope,
      rule: rule.rule,
      severity: rule.severity,
      title:
        untold === total
          ? `${countText(
              untold,
              isMost ? 'or more leaver' : 'leaver',
            )}${where} ${hold}`
          : `${countText(untold, 'more leaver')}${where} ${hold}, ${numberText(
              total,
            )}${isMost ? ' or more' : ''} in all`,
      description:
        'They are not in the catalog any more. Take their licences back in Lucid, or make exceptions where they are right.',
      link: this.#wording.links.leavers(account),
      recipients: rule.recipients,
    };
  }
}
