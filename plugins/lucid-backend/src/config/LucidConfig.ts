import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { ConfigurationProblem } from 'backstage-plugin-lucid-common';
import { AlertsConfig } from './AlertsConfig';
import { GroupsConfig } from './GroupsConfig';
import { HistoryConfig } from './HistoryConfig';
import { LicenceTerms } from './LicencesConfig';

/** How to reach one Lucid account, and how to sync it. */
export interface LucidAccountConfig {
  /** Unique in the portal: `[a-z0-9-]+`, at most 20 characters. */
  id: string;
  /** SCIM bearer token: visible ASCII only, so that it is safe in a header. */
  token: string;
  /** Base URL of the SCIM API, without a trailing slash. */
  baseUrl: string;
  /** Key of the REST API, as safe as the token; without one, seats are not read. */
  apiKey?: string;
  /** Base URL of the REST API, without a trailing slash. */
  apiBaseUrl: string;
  /** When to sync. `scope` is always `global`. */
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Users to ask for in one request. Lucid may send fewer. */
  pageSize: number;
  /** Most connections to Lucid at the same time. */
  concurrency: number;
  /** Milliseconds that one request may take from start to last byte. */
  requestTimeout: number;
  /** Share of users, 0 to 1, above which a removal is held. */
  removalLimit: number;
  /** Share of users, 0 to 1, that may be unreadable before a snapshot is held. */
  rejectLimit: number;
}

/** Lucid users that are left out of reconciliation: who fits any of the patterns. */
export interface LeaveOutRule {
  /** Unique; what the page shows. */
  name: string;
  /** In these, `*` stands for any text, and case does not matter. */
  ids: string[];
  emails: string[];
  userNames: string[];
  displayNames: string[];
  departments: string[];
  /** Domains of e-mail addresses, without wildcards. */
  domains: string[];
}

/** Which spellings of an address are taken for the same mailbox. */
export interface AddressEquivalence {
  /**
   * Case of the local part does not matter. It does not in any mail system in
   * use, although RFC 5321 leaves it to the receiving host. That of the domain
   * never matters.
   */
  case: boolean;
  /** Unicode is normalised (NFC), and a domain is the same as its IDNA form. */
  unicode: boolean;
  /** `jane+lucid@` is `jane@`: so it is with some mail systems, and not with others. */
  plusAddressing: boolean;
}

/** How Lucid users are recognised in the catalog: `lucid.matching`. */
export interface MatchingConfig {
  /** Ids of matchers, in the order in which they decide; the default order where absent. */
  matchers?: string[];
  /** Annotations of `User` entities that hold an address. */
  emailAnnotations: string[];
  /** Annotation of `User` entities that holds what Lucid has as the external id. */
  externalIdAnnotation?: string;
  /** Annotations by which a directory names one and the same person for ever. */
  identityAnnotations: string[];
  equivalence: AddressEquivalence;
  /** Each list holds domains of the same mailboxes. */
  domainAliases: string[][];
  /** Which `User` entities count: those that one of the filters fits. */
  catalogFilter?: Record<string, string | string[] | true>[];
  leaveOut: LeaveOutRule[];
  /** Share of catalog users, 0 to 1, that may be gone at once. */
  lossLimit: number;
}

/** The configuration under `lucid`, or what is wrong with it. */
export interface LucidConfig {
  /** `missing` when there is no Lucid account in the configuration at all. */
  state: 'valid' | 'missing' | 'invalid';
  /** Empty unless the state is `valid`. */
  accounts: LucidAccountConfig[];
  matching: MatchingConfig;
  /** When to look whether the catalog has changed: `lucid.matching.schedule`. */
  reconciliationSchedule: SchedulerServiceTaskScheduleDefinition;
  groups: GroupsConfig;
  /** What was bought of which licence, and at what price: `lucid.licences`. */
  licences: LicenceTerms[];
  /** What to raise alerts for, and whom to tell: `lucid.alerts`. */
  alerts: AlertsConfig;
  /** For how long what has been is remembered: `lucid.history`. */
  history: HistoryConfig;
  /** Where somebody without a licence can ask for one. */
  licenceRequestUrl?: string;
  /** Empty when the state is `valid`. */
  problems: ConfigurationProblem[];
}
