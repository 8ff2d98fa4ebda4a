import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { ConfigurationProblem } from 'backstage-plugin-lucid-common';

/** How to reach one Lucid account, and how to sync it. */
export interface LucidAccountConfig {
  /** Unique in the portal: `[a-z0-9-]+`, at most 20 characters. */
  id: string;
  /** SCIM bearer token: visible ASCII only, so that it is safe in a header. */
  token: string;
  /** Base URL of the SCIM API, without a trailing slash. */
  baseUrl: string;
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

/** The configuration under `lucid`, or what is wrong with it. */
export interface LucidConfig {
  /** `missing` when there is no Lucid account in the configuration at all. */
  state: 'valid' | 'missing' | 'invalid';
  /** Empty unless the state is `valid`. */
  accounts: LucidAccountConfig[];
  /** Empty when the state is `valid`. */
  problems: ConfigurationProblem[];
}
