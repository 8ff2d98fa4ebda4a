import { ACCESS_LEVELS, AccessLevel } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { ConfigurationProblems } from './ConfigurationProblems';
import { GroupsConfig } from './GroupsConfig';

const name = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(300, 'must not be longer than 300 characters');

const access: z.ZodType<AccessLevel> = z.enum(
  ACCESS_LEVELS,
  'must be can-edit or view-only, or be left out',
);

const hintSchema = z
  .strictObject(
    { group: name, licence: name, access: access.optional() },
    'must have the keys group and licence, may have access, and no other key',
  )
  .transform(hint => ({
    group: hint.group,
    licence: {
      name: hint.licence,
      ...(hint.access && { access: hint.access }),
    },
  }));

const groupsSchema = z.strictObject(
  {
    // Environment variables are text.
    enabled: z
      .union(
        [z.boolean(), z.enum(['true', 'false']).transform(on => on === 'true')],
        'must be true or false',
      )
      .default(false),
    licenceHints: z
      .array(
        hintSchema,
        "must be a list, such as [{ group: 'Lucidchart*', licence: Lucidchart }]",
      )
      .default([]),
  },
  'may have the keys enabled and licenceHints, and no other',
);

/** Reads `lucid.groups`. What is wrong is noted, and no groups are read then. */
export function readGroupsConfig(
  section: unknown,
  problems: ConfigurationProblems,
): GroupsConfig {
  const result = groupsSchema.safeParse(section ?? {});
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      problems.add(['lucid.groups', ...path].join('.'), `${message}.`);
    }
    return { enabled: false, licenceHints: [] };
  }
  return result.data;
}
