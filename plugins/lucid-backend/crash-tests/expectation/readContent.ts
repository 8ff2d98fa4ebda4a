import { LicenceUsage, UsageFacets } from 'backstage-plugin-lucid-common';
import { LucidApi } from '../backend/LucidApi';
import { FILTERS, GROUP, StoreContent, UserContent } from './StoreContent';

/** Attempts to read a store that changes while it is read. */
const MOST_ATTEMPTS = 5;

/**
 * Reads all that a backend shows, through its API.
 *
 * @throws Error when the store changes again and again meanwhile
 */
export async function readContent(api: LucidApi): Promise<StoreContent> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const before = await api.status();
    const content = await readOnce(api);
    const after = await api.status();
    // What a database was told before the crash may come into force right after it.
    if (
      before.revision === after.revision &&
      before.snapshotAt === after.snapshotAt
    ) {
      const { leavers, ...counts } = after.counts;
      if (content.leavers !== leavers) {
        throw new Error(
          `${content.leavers} leavers are listed, and ${leavers} counted`,
        );
      }
      return { ...content.shown, counts };
    }
  }
  throw new Error('The store does not come to rest');
}

async function readOnce(
  api: LucidApi,
): Promise<{ shown: Omit<StoreContent, 'counts'>; leavers: number }> {
  const users = await api.users();
  const departed = await api.users({ state: ['departed'] });
  const filtered: Record<string, string[]> = {};
  for (const [name, query] of Object.entries(FILTERS)) {
    const found = await api.users(query);
    filtered[name] = found.map(user => user.id).sort();
  }
  const facets = await api.facets();
  const unlicensed = await api.catalogUsers({ state: 'unlicensed' });
  const { members } = await api.groupUsage(GROUP);
  return {
    leavers: users.filter(user => user.undetectedReason === 'leaver').length,
    shown: {
      users: byId(users),
      departed: byId(departed),
      filtered,
      licenceFacets: toRecord(facets.licences),
      departmentFacets: toRecord(facets.departments),
      unlicensed: unlicensed.map(({ entityRef }) => entityRef).sort(),
      group: members,
    },
  };
}

/** @throws Error when a user is listed twice */
function byId(usages: LicenceUsage[]): Map<string, UserContent> {
  const users = new Map<string, UserContent>();
  for (const usage of usages) {
    if (users.has(usage.id)) {
      throw new Error(`${usage.id} is listed twice`);
    }
    users.set(usage.id, {
      displayName: usage.displayName,
      email: usage.email,
      department: usage.department,
      licences: usage.licences,
      state: usage.state,
      entityRefs:
        usage.state === 'departed' ? [] : usage.match?.entityRefs ?? [],
    });
  }
  return users;
}

function toRecord(facet: UsageFacets['licences']): Record<string, number> {
  return Object.fromEntries(facet.map(({ value, users }) => [value, users]));
}
