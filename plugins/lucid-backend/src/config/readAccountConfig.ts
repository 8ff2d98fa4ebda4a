import { ConfigSection } from './ConfigSection';
import { LucidAccountConfig } from './LucidConfig';
import { REST_BASE_URL, SCIM_BASE_URL, readBaseUrl } from './readBaseUrl';
import { readSchedule } from './readSchedule';
import { readApiKey, readToken } from './readSecret';

/** What can be said of one Lucid account. */
export const ACCOUNT_KEYS = [
  'token',
  'baseUrl',
  'apiKey',
  'apiBaseUrl',
  'schedule',
  'pageSize',
  'concurrency',
  'requestTimeout',
  'removalLimit',
  'rejectLimit',
] as const satisfies (keyof LucidAccountConfig)[];

/**
 * Reads one Lucid account. Where something is wrong the problem is noted and
 * a stand-in is given, so that all problems are found at once.
 */
export function readAccountConfig(
  id: string,
  section: ConfigSection,
): LucidAccountConfig {
  return {
    id,
    token: readToken(section),
    baseUrl: readBaseUrl(section, SCIM_BASE_URL),
    ...readApiKey(section),
    apiBaseUrl: readBaseUrl(section, REST_BASE_URL),
    schedule: readSchedule(section),
    // Pages overlap by one user, so one user a page would never get on.
    pageSize: section.number('pageSize', 100, {
      min: 2,
      max: 1_000,
      integer: true,
    }),
    concurrency: section.number('concurrency', 4, {
      min: 1,
      max: 32,
      integer: true,
    }),
    requestTimeout: section.milliseconds('requestTimeout', 30_000, {
      min: 100,
      max: 600_000,
    }),
    removalLimit: section.number('removalLimit', 0.1, { min: 0, max: 1 }),
    rejectLimit: section.number('rejectLimit', 0.05, { min: 0, max: 1 }),
  };
}
