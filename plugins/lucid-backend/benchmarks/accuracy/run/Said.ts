import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { UsageReader } from '../../../src/store/UsageReader';

/** What the plugin says of a Lucid user. */
export interface Said {
  state: 'detected' | 'undetected' | 'ambiguous' | 'leaver' | 'left-out';
  entityRefs: string[];
  /** The matcher that decided, where one did. */
  matcher?: string;
}

const PAGE_SIZE = 200;

/** Reads what is said of everybody who is not departed, by the id of the Lucid user. */
export async function readSaid(
  usages: UsageReader,
  readingId: number | undefined,
): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  let cursor: string | undefined;
  do {
    const page = await usages.list(
      cursor
        ? { cursor, limit: PAGE_SIZE }
        : {
            state: ['detected', 'undetected', 'ambiguous', 'left-out'],
            limit: PAGE_SIZE,
          },
      { readingId },
    );
    page.items.forEach(usage => said.set(usage.id, saidOf(usage)));
    cursor = page.nextCursor;
  } while (cursor);
  return said;
}

function saidOf(usage: LicenceUsage): Said {
  const { state, match, undetectedReason, formerMatch } = usage;
  switch (state) {
    case 'detected':
    case 'ambiguous':
      return {
        state,
        entityRefs: match?.entityRefs ?? [],
        matcher: match?.matcher,
      };
    case 'undetected':
      return undetectedReason === 'leaver'
        ? {
            state: 'leaver',
            entityRefs: formerMatch ? [formerMatch.entityRef] : [],
            matcher: formerMatch?.matcher,
          }
        : { state, entityRefs: [] };
    case 'left-out':
      return { state, entityRefs: [] };
    default:
      throw new Error(`A Lucid user in the list is ${state}`);
  }
}
