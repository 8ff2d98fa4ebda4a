import { ACCESS_LEVELS, AccessLevel } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { foldCase } from '../text/foldCase';
import { ConfigurationProblems } from './ConfigurationProblems';
import { LicencePriceConfig, LicenceTerms } from './LicencesConfig';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

const text = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(300, 'must not be longer than 300 characters');

const day = z.iso.date('must be a day, such as 2026-01-31');

// Numbers are floats, but the shortest text of one is what was written. Six digits
// are enough for every currency, and for a discount on it.
const amount = z
  .union([z.string(), z.number()], 'must be an amount, such as "7.95"')
  .transform(given => String(given).trim())
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,12}(\.\d{1,6})?$/,
        'must be an amount of 0 or more, such as "7.95"',
      ),
  );

const currency = z
  .string('must be the code of a currency, such as EUR')
  .trim()
  .toUpperCase()
  .refine(
    code => CURRENCIES.has(code),
    'must be the code of a currency, such as EUR',
  );

const price: z.ZodType<LicencePriceConfig> = z.strictObject(
  {
    amount,
    currency,
    per: z.enum(['month', 'year'], 'must be month or year'),
  },
  'must have the keys amount, currency and per, and no other',
);

const access: z.ZodType<AccessLevel> = z.enum(
  ACCESS_LEVELS,
  'must be can-edit or view-only, or be left out',
);

/** Totals of days hold no larger number. */
const MOST_SEATS = 2_147_483_647;

// Environment variables are text.
const seats = z
  .union(
    [z.number(), z.string().regex(/^\d+$/).transform(Number)],
    'must be a whole number, 0 or more',
  )
  .pipe(
    z
      .int('must be a whole number, 0 or more')
      .min(0, 'must be a whole number, 0 or more')
      .max(
        MOST_SEATS,
        'must be left out where there is no limit, or be a smaller number',
      ),
  );

const termsSchema: z.ZodType<LicenceTerms> = z
  .strictObject(
    {
      licence: text,
      access: access.optional(),
      account: text.optional(),
      seats: seats.optional(),
      renewal: day.optional(),
      price: price.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    'must have the key licence, may have access, account, seats, renewal, price, from and to, and no other key',
  )
  .refine(
    ({ from, to }) => from === undefined || to === undefined || from <= to,
    {
      path: ['to'],
      error: 'must not be before from',
    },
  );

const licencesSchema = z
  .array(
    termsSchema,
    'must be a list, such as [{ licence: Lucidchart, seats: 100 }]',
  )
  .max(1000, 'must not have more than 1,000 entries');

/**
 * Reads `lucid.licences`. What is wrong is noted, and nothing has a price then.
 *
 * @param options - `accounts` are the ids of the Lucid accounts that are configured
 */
export function readLicencesConfig(
  section: unknown,
  options: { accounts: string[]; problems: ConfigurationProblems },
): LicenceTerms[] {
  const { problems } = options;
  const result = licencesSchema.safeParse(section ?? []);
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      problems.add(['lucid.licences', ...path].join('.'), `${message}.`);
    }
    return [];
  }
  const before = problems.found.length;
  reportAccounts(result.data, options);
  reportOverlaps(result.data, problems);
  return problems.found.length === before ? result.data : [];
}

function reportAccounts(
  licences: LicenceTerms[],
  options: { accounts: string[]; problems: ConfigurationProblems },
): void {
  const { accounts, problems } = options;
  licences.forEach(({ account, seats: bought }, index) => {
    const key = `lucid.licences.${index}.account`;
    if (account === undefined) {
      if (bought !== undefined && accounts.length > 1) {
        problems.add(
          key,
          'is missing. Seats belong to one Lucid account, and there are several.',
        );
      }
    } else if (accounts.length > 0 && !accounts.includes(account)) {
      problems.add(key, 'must be the id of a Lucid account.');
    }
  });
}

/** On one day, at most one entry may say what the same licence costs. */
function reportOverlaps(
  licences: LicenceTerms[],
  problems: ConfigurationProblems,
): void {
  const entriesOf = new Map<string, number[]>();
  licences.forEach((terms, index) => {
    const subject = JSON.stringify([
      foldCase(terms.licence),
      terms.access,
      terms.account,
    ]);
    const others = entriesOf.get(subject) ?? [];
    for (const other of others) {
      if (overlap(terms, licences[other])) {
        problems.add(
          `lucid.licences.${index}`,
          `is for the same licence, access and account as lucid.licences.${other}, on some of the same days. Let one end before the other begins.`,
        );
      }
    }
    entriesOf.set(subject, [...others, index]);
  });
}

function overlap(one: LicenceTerms, other: LicenceTerms): boolean {
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

function startsBeforeEnd(one: LicenceTerms, other: LicenceTerms): boolean {
  return (
    one.from === undefined || other.to === undefined || one.from <= other.to
  );
}
