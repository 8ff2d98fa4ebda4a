import { Knex } from 'knex';
import { z } from 'zod';
import { Matching } from '../reconciliation/Matching';
import { OutdatedReadingError } from '../reconciliation/OutdatedReadingError';
import { ActiveExceptions } from './ActiveExceptions';
import { CatalogReadingStore } from './CatalogReadingStore';

/** What decisions are based on. The same basis gives the same decisions. */
export interface DecisionBasis {
  account: string;
  /** The reading of the catalog; without one, nobody is detected. */
  readingId: number | undefined;
  matching: Matching;
  /**
   * The version of the rules when this was taken: matchers of modules may load
   * something else while users are decided.
   */
  rules: string;
  exceptions: ActiveExceptions;
}

const storedBasisSchema = z.object({
  readingId: z.number(),
  rules: z.string(),
  exceptions: z.string(),
});

type StoredBasis = z.infer<typeof storedBasisSchema>;

/** A text that is equal for equal bases, to be kept with what was decided. */
export function describeBasis(basis: DecisionBasis): string {
  return JSON.stringify({
    readingId: basis.readingId ?? 0,
    rules: basis.rules,
    exceptions: basis.exceptions.version,
  } satisfies StoredBasis);
}

/** Who has to be decided anew, because something has changed on which decisions are based. */
export type DecisionScope =
  | { of: 'nobody' }
  | { of: 'everybody' }
  /** Exceptions count for nobody who is detected. */
  | { of: 'not-detected' }
  /** Whomever the difference between two readings of the catalog concerns. */
  | {
      of: 'concerned';
      earlierReadingId: number;
      /** Whether exceptions have changed as well. */
      andNotDetected: boolean;
    };

/** @param decidedBy - describes what the stored decisions are based on */
export function scopeOf(
  decidedBy: string,
  basis: DecisionBasis,
): DecisionScope {
  if (decidedBy === describeBasis(basis)) {
    return { of: 'nobody' };
  }
  const stored = parseBasis(decidedBy);
  if (!stored || stored.rules !== basis.rules) {
    return { of: 'everybody' };
  }
  return stored.readingId === (basis.readingId ?? 0)
    ? { of: 'not-detected' }
    : {
        of: 'concerned',
        earlierReadingId: stored.readingId,
        andNotDetected: stored.exceptions !== basis.exceptions.version,
      };
}

/**
 * What decisions have to be based on now.
 *
 * @throws MatcherUnavailableError and {@link OutdatedReadingError} where they
 * would be wrong; those that are stored stay then
 */
export async function currentBasis(
  knex: Knex,
  options: { account: string; matching: Matching },
): Promise<DecisionBasis> {
  const { account, matching } = options;
  matching.assertLoaded();
  const rules = matching.version;
  const reading = await new CatalogReadingStore({ knex }).current();
  if (reading && reading.rules !== rules) {
    throw new OutdatedReadingError();
  }
  return {
    account,
    readingId: reading?.id,
    matching,
    rules,
    exceptions: await ActiveExceptions.read(knex, account),
  };
}

function parseBasis(text: string): StoredBasis | undefined {
  try {
    return storedBasisSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Of a version of the plugin that described it in another way.
    return undefined;
  }
}
