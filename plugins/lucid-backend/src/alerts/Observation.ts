import { SeatPool } from 'backstage-plugin-lucid-common';
import { AlertRuleConfig } from '../config/AlertsConfig';
import { AccountFacts } from '../store/alerts/AlertFactsReader';
import { NewAlert } from '../store/alerts/AlertLedger';
import { PageLinks } from './PageLinks';

/** What rules are held against. */
export interface AlertFacts {
  now: Date;
  accounts: AccountFacts[];
  pools: SeatPool[];
}

/** What a rule sees of one account or one pool of seats, whether or not that is an alert. */
export interface Observation extends NewAlert {
  /** Whether what the rule watches for is there; all texts are those of that case. */
  holds: boolean;
  /** Entity refs of whom to tell. */
  recipients: string[];
}

/** What an observation is put into words with. */
export interface Wording {
  links: PageLinks;
  /** ` in emea`, where there are several accounts. */
  inAccount(account: string): string;
}

/** The part of an observation that says what was seen. */
export type Sighting = Pick<
  Observation,
  'holds' | 'title' | 'description' | 'link'
>;

/** A rule with what it is held against in one account. */
export interface Watched<TRule extends AlertRuleConfig = AlertRuleConfig> {
  rule: TRule;
  facts: AccountFacts;
  now: Date;
  wording: Wording;
}
