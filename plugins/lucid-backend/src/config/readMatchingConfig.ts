import { BUILT_IN_MATCHERS } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { ConfigurationProblems } from './ConfigurationProblems';
import { MatchingConfig } from './LucidConfig';

function listOf<T>(item: z.ZodType<T>, example: string) {
  return z.array(item, `must be a list, such as [${example}]`);
}

// YAML takes a department called 4711 for a number.
const text = z
  .union([z.string(), z.number()], 'must be a text')
  .transform(value => String(value).trim())
  .refine(value => value !== '', 'must not be empty');

const patterns = (example: string) => listOf(text, example).default([]);

// Everything that is left out has to be meant.
const pattern = text.refine(
  value => /[^*]/.test(value),
  'would leave everybody out; name something beside the *',
);
const ruleSchema = z
  .strictObject(
    {
      name: text,
      ids: patterns('lucid-1234'),
      emails: listOf(pattern, "'svc-*'").default([]),
      domains: patterns('partner.com'),
      userNames: listOf(pattern, "'svc-*'").default([]),
      displayNames: listOf(pattern, "'*Service Account*'").default([]),
      departments: listOf(pattern, 'Contractors').default([]),
    },
    'must have a name, and at least one of ids, emails, domains, userNames, displayNames and departments, and no other key',
  )
  .refine(
    ({ name: _, ...rule }) => Object.values(rule).some(list => list.length > 0),
    'must have at least one of ids, emails, domains, userNames, displayNames and departments',
  );

const flag = (fallback: boolean) =>
  z.boolean('must be true or false').default(fallback);

const filterValue = z.union(
  [z.string(), z.array(z.string()).min(1), z.literal(true)],
  'must be a text, a list of texts, or true for whatever has the field',
);
const filter = z.record(z.string(), filterValue, {
  error: 'must have fields of User entities as keys, such as spec.type',
});

const matchingSchema = z.strictObject(
  {
    matchers: listOf(text, 'annotation, email')
      .min(1, 'must not be empty')
      .refine(
        ids => new Set(ids).size === ids.length,
        'must name each matcher once',
      )
      .optional(),
    emailAnnotations: listOf(text, 'microsoft.com/email').default([
      'microsoft.com/email',
      'google.com/email',
    ]),
    externalIdAnnotation: text.optional(),
    identityAnnotations: listOf(text, 'graph.microsoft.com/user-id').default([
      'graph.microsoft.com/user-id',
      'backstage.io/ldap-uuid',
    ]),
    equivalence: z
      .strictObject(
        {
          case: flag(true),
          unicode: flag(true),
          plusAddressing: flag(false),
        },
        'may have the keys case, unicode and plusAddressing, and no other',
      )
      .default({ case: true, unicode: true, plusAddressing: false }),
    domainAliases: listOf(
      listOf(text, 'acme.com, acme.io').min(
        2,
        'must name at least two domains of the same mailboxes',
      ),
      '[acme.com, acme.io]',
    )
      .refine(
        lists => new Set(lists.flat()).size === lists.flat().length,
        'must name each domain once',
      )
      .default([]),
    catalogFilter: z
      .union(
        [filter.transform(one => [one]), z.array(filter).min(1)],
        'must be a filter such as { spec.type: employee }, or a list of those of which one has to fit',
      )
      .optional(),
    leaveOut: listOf(ruleSchema, "{ name: Bots, emails: ['svc-*'] }")
      .refine(
        rules => new Set(rules.map(rule => rule.name)).size === rules.length,
        'must have rules of different names',
      )
      .default([]),
    lossLimit: z
      .number('must be a number from 0 to 1')
      .min(0, 'must be a number from 0 to 1')
      .max(1, 'must be a number from 0 to 1')
      .default(0.2),
  },
  'has a key that is not known',
);

/** What holds where the configuration says nothing. */
export function defaultMatching(): MatchingConfig {
  return matchingSchema.parse({});
}

/**
 * Reads `lucid.matching`. What is wrong is noted, and the default holds.
 *
 * @param options - `moduleMatchers` are the ids of the matchers that modules have
 * added
 */
export function readMatchingConfig(
  section: unknown,
  options: { moduleMatchers: string[]; problems: ConfigurationProblems },
): MatchingConfig {
  const { moduleMatchers, problems } = options;
  const result = matchingSchema.safeParse(section ?? {});
  if (!result.success) {
    for (const issue of result.error.issues) {
      const key = ['lucid.matching', ...issue.path].join('.');
      problems.add(key, `${issue.message}.`);
    }
    return defaultMatching();
  }
  const known: string[] = [...BUILT_IN_MATCHERS, ...moduleMatchers];
  for (const id of result.data.matchers ?? []) {
    if (!known.includes(id)) {
      problems.add(
        'lucid.matching.matchers',
        `names a matcher that there is not. There are ${known.join(', ')}.`,
      );
    }
  }
  if (
    result.data.matchers?.includes('external-id') &&
    result.data.externalIdAnnotation === undefined
  ) {
    problems.add(
      'lucid.matching.externalIdAnnotation',
      'is missing. The matcher external-id compares with the annotation that it names.',
    );
  }
  return result.data;
}
