import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ALERT_RULES, Alert, AlertRule } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { AlertRuleConfig, AlertsConfig } from './AlertsConfig';
import { ConfigurationProblems } from './ConfigurationProblems';
import { alertRuleKey } from './alertRuleKey';
import { durationSchema } from './durationSchema';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const SEVERITIES: Record<AlertRule, Alert['severity']> = {
  'undetected-users': 'normal',
  'undetected-share': 'normal',
  'seats-left': 'high',
  utilisation: 'normal',
  renewal: 'high',
  'sync-failing': 'high',
  'held-snapshot': 'high',
  'leaver-with-licence': 'normal',
};

const recipient = z
  .string('must be an entity ref, such as group:default/platform')
  .transform((value, context) => {
    try {
      const ref = parseEntityRef(value);
      if (['user', 'group'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
        return stringifyEntityRef(ref);
      }
    } catch {
      // No entity ref at all: the issue below says what is wanted.
    }
    context.addIssue({
      code: 'custom',
      message:
        'must be the entity ref of a user or a group, such as group:default/platform',
    });
    return z.NEVER;
  });

const recipients = z.array(
  recipient,
  'must be a list of entity refs, such as [group:default/platform]',
);

// Environment variables are text.
const number = (wanted: string, fits: (value: number) => boolean) =>
  z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d+(\.\d+)?$/)
          .transform(Number),
      ],
      wanted,
    )
    .refine(fits, wanted);

const share = number(
  'must be a share from 0 to 1, such as 0.1',
  value => value >= 0 && value <= 1,
);

const text = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(300, 'must not be longer than 300 characters');

const ofEveryRule = {
  account: text.optional(),
  recipients: recipients.optional(),
  severity: z
    .enum(
      ['critical', 'high', 'normal'],
      'must be critical, high or normal, or be left out',
    )
    .optional(),
};

const ofPools = { pool: text.optional(), licence: text.optional() };

const KEYS_OF_EVERY_RULE = 'account, recipients and severity';

function ruleSchema<R extends AlertRule, S extends z.ZodRawShape>(
  rule: R,
  shape: S,
) {
  const own = Object.keys(shape);
  return z.strictObject(
    { rule: z.literal(rule), ...shape, ...ofEveryRule },
    `may have the keys ${[...own, KEYS_OF_EVERY_RULE].join(
      ', ',
    )} beside rule: ${rule}, and no other`,
  );
}

const rulesSchema = z.array(
  z.discriminatedUnion(
    'rule',
    [
      ruleSchema('undetected-users', {
        above: number(
          'must be a whole number, such as 50',
          value => value >= 0 && Number.isSafeInteger(value),
        ),
      }),
      ruleSchema('undetected-share', { above: share }),
      ruleSchema('seats-left', {
        below: number(
          'must be a whole number from 1, such as 10',
          value => value >= 1 && Number.isSafeInteger(value),
        ),
        ...ofPools,
      }),
      ruleSchema('utilisation', { above: share, ...ofPools }),
      ruleSchema('renewal', {
        within: durationSchema('{ days: 60 }, of a day at least', {
          least: DAY,
          most: 3_660 * DAY,
        }),
        ...ofPools,
      }),
      ruleSchema('sync-failing', {
        for: durationSchema('{ hours: 6 }, of a minute at least', {
          least: 60_000,
          most: 366 * DAY,
        }),
      }),
      ruleSchema('held-snapshot', {}),
      ruleSchema('leaver-with-licence', {}),
    ],
    `must have the key rule, which is one of ${ALERT_RULES.join(', ')}`,
  ),
  'must be a list, such as [{ rule: undetected-users, above: 50 }]',
);

const alertsSchema = z.strictObject(
  {
    recipients: recipients.default([]),
    rules: rulesSchema.default([]),
    pagePath: z
      .string('must be a path, such as /lucid')
      .regex(
        /^(\/[\w.~-]+)*\/?$/,
        'must be a path within the portal, such as /lucid',
      )
      .transform(path => path.replace(/\/$/, ''))
      .default('/lucid'),
  },
  'may have the keys recipients, rules and pagePath, and no other',
);

type GivenRule = z.infer<typeof rulesSchema>[number];

/**
 * Reads `lucid.alerts`. What is wrong is noted, and nothing is watched then.
 *
 * @param accounts - ids of the configured Lucid accounts
 */
export function readAlertsConfig(
  section: unknown,
  {
    accounts,
    problems,
  }: { accounts: string[]; problems: ConfigurationProblems },
): AlertsConfig {
  const result = alertsSchema.safeParse(section ?? {});
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      problems.add(['lucid.alerts', ...path].join('.'), `${message}.`);
    }
    return { rules: [], pagePath: '/lucid' };
  }
  const { recipients: everybody, rules: given, pagePath } = result.data;
  const rules = given.map(rule => toRule(rule, everybody));
  reportUnknownAccounts(rules, accounts, problems);
  reportDuplicates(rules, problems);
  return { rules, pagePath };
}

function toRule(given: GivenRule, everybody: string[]): AlertRuleConfig {
  const common = {
    ...(given.account !== undefined && { account: given.account }),
    severity: given.severity ?? SEVERITIES[given.rule],
    recipients: [...new Set(given.recipients ?? everybody)],
  };
  switch (given.rule) {
    case 'undetected-users':
    case 'undetected-share':
      return { ...common, rule: given.rule, above: given.above };
    case 'seats-left':
      return {
        ...common,
        rule: given.rule,
        below: given.below,
        ...pools(given),
      };
    case 'utilisation':
      return {
        ...common,
        rule: given.rule,
        above: given.above,
        ...pools(given),
      };
    case 'renewal':
      return {
        ...common,
        rule: given.rule,
        withinDays: Math.floor(given.within / DAY),
        ...pools(given),
      };
    case 'sync-failing':
      return { ...common, rule: given.rule, forMilliseconds: given.for };
    default:
      return { ...common, rule: given.rule };
  }
}

function pools({ pool, licence }: { pool?: string; licence?: string }) {
  return {
    ...(pool !== undefined && { pool }),
    ...(licence !== undefined && { licence }),
  };
}

function reportUnknownAccounts(
  rules: AlertRuleConfig[],
  accounts: string[],
  problems: ConfigurationProblems,
): void {
  rules.forEach(({ account }, index) => {
    // Without any account, something else is wrong, and is said already.
    if (account && accounts.length > 0 && !accounts.includes(account)) {
      problems.add(
        `lucid.alerts.rules.${index}.account`,
        `is no Lucid account that is configured. Name one of ${accounts.join(
          ', ',
        )}, or leave it out to watch all of them.`,
      );
    }
  });
}

/** What two rules watch alike would be raised once, and nobody could say for whom. */
function reportDuplicates(
  rules: AlertRuleConfig[],
  problems: ConfigurationProblems,
): void {
  rules.forEach((rule, index) => {
    const before = rules
      .slice(0, index)
      .findIndex(
        other =>
          alertRuleKey(other) === alertRuleKey(rule) &&
          (!other.account || !rule.account || other.account === rule.account),
      );
    if (before >= 0) {
      problems.add(
        `lucid.alerts.rules.${index}`,
        `watches the same as lucid.alerts.rules.${before}. Remove one of the two, and name all recipients in the other.`,
      );
    }
  });
}
