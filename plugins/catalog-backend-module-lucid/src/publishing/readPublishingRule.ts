import { RootConfigService } from '@backstage/backend-plugin-api';
import { ACCESS_LEVELS } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { PublishingRule, comparable } from './PublishingRule';

const KEYS = 'accounts, licences, access, departments and groups';

function listOf<T>(item: z.ZodType<T>, example: string) {
  const message = `must be a list that is not empty, such as [${example}]`;
  return z
    .array(item, message)
    .min(1, message)
    .transform(items => new Set(items))
    .optional();
}

// YAML takes a department called 4711 for a number.
const text = z
  .union([z.string(), z.number()], 'must be a text')
  .transform(value => comparable(String(value)))
  .refine(value => value !== '', 'must not be empty');

const access = z.enum(ACCESS_LEVELS, 'must be can-edit or view-only');

const ruleSchema = z.strictObject(
  {
    publish: z
      .enum(['all', 'detected', 'none'], 'must be all, detected or none')
      .default('all'),
    filter: z
      .strictObject(
        {
          accounts: listOf(text, 'emea'),
          licences: listOf(text, 'Lucidchart'),
          access: listOf(access, 'can-edit'),
          departments: listOf(text, 'Engineering'),
          groups: listOf(text, 'Design team'),
        },
        `may have the keys ${KEYS}, and no other`,
      )
      .default({}),
  },
  'may have the keys publish and filter, and no other',
);

/** What the configuration says, or what is wrong with it. */
export type PublishingRuleReading =
  | { state: 'valid'; rule: PublishingRule }
  | { state: 'invalid'; problems: string[] };

/**
 * Reads `lucid.catalog`. Never throws for what is wrong in there, so that the
 * portal starts and can say it.
 */
export function readPublishingRule(
  config: RootConfigService,
): PublishingRuleReading {
  const lucid = config.getOptional('lucid');
  const section = isSection(lucid) ? lucid.catalog : undefined;
  const result = ruleSchema.safeParse(section ?? {});
  if (result.success) {
    return { state: 'valid', rule: result.data };
  }
  return {
    state: 'invalid',
    problems: result.error.issues.map(
      ({ path, message }) =>
        `${['lucid.catalog', ...path].join('.')} ${message}`,
    ),
  };
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
