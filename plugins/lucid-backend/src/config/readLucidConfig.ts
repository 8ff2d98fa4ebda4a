import { Config } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { ConfigSection } from './ConfigSection';
import { ConfigurationProblems } from './ConfigurationProblems';
import { LucidAccountConfig, LucidConfig } from './LucidConfig';
import { isSection } from './isSection';
import { ACCOUNT_KEYS, readAccountConfig } from './readAccountConfig';
import { readAlertsConfig } from './readAlertsConfig';
import { readGroupsConfig } from './readGroupsConfig';
import { readHistoryConfig } from './readHistoryConfig';
import { readLicencesConfig } from './readLicencesConfig';
import { readMatchingConfig } from './readMatchingConfig';
import { RECONCILIATION_DEFAULTS, readSchedule } from './readSchedule';

/** Id of the Lucid account that is configured by `lucid.token`. */
export const DEFAULT_ACCOUNT_ID = 'default';

// Ids are part of task ids, entity names and URLs.
const ACCOUNT_ID = /^[a-z0-9-]{1,20}$/;

/**
 * Reads the configuration under `lucid`: either one Lucid account by
 * `lucid.token`, or several by `lucid.accounts.<id>`. Never throws for a wrong
 * configuration, so that the portal starts and can say what is wrong.
 *
 * @param config - the root configuration
 * @param options - `moduleMatchers` are the ids of the matchers that modules have
 * added
 */
export function readLucidConfig(
  config: Config,
  options: { moduleMatchers: string[] } = { moduleMatchers: [] },
): LucidConfig {
  const problems = new ConfigurationProblems();
  const accounts = readAccounts(config, problems);
  reportShared('token', accounts, problems);
  reportShared('apiKey', accounts, problems);
  const lucid = config.getOptional('lucid');
  const section = isSection(lucid) ? lucid : {};
  const rest = {
    ...readMatchingSection(section.matching, { ...options, problems }),
    groups: readGroupsConfig(section.groups, problems),
    licences: readLicencesConfig(section.licences, {
      accounts: accounts.map(({ id }) => id),
      problems,
    }),
    alerts: readAlertsConfig(section.alerts, {
      accounts: accounts.map(({ id }) => id),
      problems,
    }),
    history: readHistoryConfig(section.history, problems),
    ...readLicenceRequestUrl(section.licenceRequestUrl, problems),
  };

  const found = problems.found;
  if (found.length > 0) {
    return { ...rest, state: 'invalid', accounts: [], problems: found };
  }
  if (accounts.length === 0) {
    problems.add(
      'lucid.token',
      'is missing. Set it to the SCIM token that Lucid shows at Admin > App Integration > SCIM.',
    );
    return {
      ...rest,
      state: 'missing',
      accounts: [],
      problems: problems.found,
    };
  }
  return { ...rest, state: 'valid', accounts, problems: [] };
}

function readAccounts(
  config: Config,
  problems: ConfigurationProblems,
): LucidAccountConfig[] {
  const lucid = config.getOptional('lucid');
  if (lucid === undefined) {
    return [];
  }
  if (!isSection(lucid)) {
    problems.add('lucid', 'must have keys, such as token.');
    return [];
  }
  if (lucid.accounts === undefined) {
    return lucid.token === undefined
      ? []
      : [
          readAccountConfig(
            DEFAULT_ACCOUNT_ID,
            new ConfigSection({ data: lucid, prefix: 'lucid', problems }),
          ),
        ];
  }
  for (const key of ACCOUNT_KEYS) {
    if (lucid[key] !== undefined) {
      problems.add(
        `lucid.${key}`,
        `cannot be used beside lucid.accounts. Move it to lucid.accounts.<id>.${key}, or remove one of the two.`,
      );
    }
  }
  if (!isSection(lucid.accounts)) {
    problems.add(
      'lucid.accounts',
      'must have one key for each Lucid account, with its token below.',
    );
    return [];
  }
  return readNamedAccounts(lucid.accounts, problems);
}

function readNamedAccounts(
  accounts: JsonObject,
  problems: ConfigurationProblems,
): LucidAccountConfig[] {
  return Object.entries(accounts).flatMap(([id, data]) => {
    const prefix = `lucid.accounts.${id}`;
    if (!ACCOUNT_ID.test(id)) {
      problems.add(
        prefix,
        'is not a usable id. Name the Lucid account with at most 20 lower-case letters, digits and hyphens.',
      );
      return [];
    }
    if (!isSection(data)) {
      problems.add(prefix, 'must have keys, at least token.');
      return [];
    }
    return [
      readAccountConfig(id, new ConfigSection({ data, prefix, problems })),
    ];
  });
}

/** A secret belongs to one Lucid account: whoever uses it twice would count that twice. */
function reportShared(
  key: 'token' | 'apiKey',
  accounts: LucidAccountConfig[],
  problems: ConfigurationProblems,
): void {
  const owners = new Map<string, string>();
  for (const { id, [key]: secret } of accounts) {
    if (!secret) {
      continue;
    }
    const owner = owners.get(secret);
    if (owner === undefined) {
      owners.set(secret, id);
    } else {
      problems.add(
        `lucid.accounts.${id}.${key}`,
        `is the ${key} of lucid.accounts.${owner} too. Each Lucid account has one of its own.`,
      );
    }
  }
}

/** `lucid.matching`: how to recognise people, and when to look for them again. */
function readMatchingSection(
  value: unknown,
  options: { moduleMatchers: string[]; problems: ConfigurationProblems },
): Pick<LucidConfig, 'matching' | 'reconciliationSchedule'> {
  const { schedule, ...matching } = isSection(value) ? value : {};
  const section = new ConfigSection({
    data: schedule === undefined ? {} : { schedule },
    prefix: 'lucid.matching',
    problems: options.problems,
  });
  return {
    matching: readMatchingConfig(
      value === undefined || isSection(value) ? matching : value,
      options,
    ),
    reconciliationSchedule: readSchedule(section, RECONCILIATION_DEFAULTS),
  };
}

/** A link that people follow: nothing but http and https is one. */
function readLicenceRequestUrl(
  value: unknown,
  problems: ConfigurationProblems,
): { licenceRequestUrl?: string } {
  if (value === undefined) {
    return {};
  }
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    problems.add(
      'lucid.licenceRequestUrl',
      'must be the URL of a page, such as https://help.example.com/licences.',
    );
    return {};
  }
  return { licenceRequestUrl: url.href };
}
