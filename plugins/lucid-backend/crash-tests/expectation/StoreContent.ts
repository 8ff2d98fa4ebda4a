import {
  Licence,
  UsageCounts,
  UsageListQuery,
  UsageState,
} from 'backstage-plugin-lucid-common';
import { isDeepStrictEqual } from 'node:util';

/** One Lucid user as the API shows it, without its times. */
export interface UserContent {
  displayName: string;
  email?: string;
  department?: string;
  licences: Licence[];
  state: UsageState;
  /** Catalog users that it matches; empty where the state is undetected or departed. */
  entityRefs: string[];
}

/** Filters of `GET /users` that are tried, by name. */
export const FILTERS = {
  'licence Lucidspark': { licence: 'Lucidspark' },
  'access view-only': { access: 'view-only' },
  'department 3': { department: 'Department 3' },
  'group 5': { group: 'group:default/team-5' },
  ambiguous: { state: ['ambiguous'] },
  'undetected or departed': { state: ['undetected', 'departed'] },
  'search for 13': { q: 'person 13' },
} satisfies Record<string, UsageListQuery>;

/** A group whose card is looked at. */
export const GROUP = 'group:default/team-7';

/** All that the API shows of one account, in a form in which two can be compared. */
export interface StoreContent {
  /** The current snapshot, by id. */
  users: Map<string, UserContent>;
  /** Departed users, by id. */
  departed: Map<string, UserContent>;
  /** Who is a leaver depends on what was there before, and not on the snapshot alone. */
  counts: Omit<UsageCounts, 'leavers'>;
  /** Ids that each filter finds, sorted. */
  filtered: Record<string, string[]>;
  licenceFacets: Record<string, number>;
  departmentFacets: Record<string, number>;
  /** Refs of catalog users whom nobody matches, sorted. */
  unlicensed: string[];
  group: { total: number; licensed: number };
}

/** Most differences that are told of. */
const MOST_DIFFERENCES = 3;

/** Whether nothing is shown of Lucid. Who is in the catalog may be known before. */
export function isEmpty({ users, departed, counts, filtered }: StoreContent) {
  return (
    users.size === 0 &&
    departed.size === 0 &&
    counts.users === 0 &&
    Object.values(filtered).every(ids => ids.length === 0)
  );
}

/** What is otherwise than it should be, in a few lines; empty where all is well. */
export function differences(
  observed: StoreContent,
  expected: StoreContent,
): string[] {
  const found = [
    ...differentUsers('users', observed.users, expected.users),
    ...differentUsers('departed users', observed.departed, expected.departed),
  ];
  for (const [filter, ids] of Object.entries(expected.filtered)) {
    const wrong = different(observed.filtered[filter], ids);
    if (wrong.length > 0) {
      found.push(`filter "${filter}" is wrong about ${shortened(wrong)}`);
    }
  }
  const unlicensed = different(observed.unlicensed, expected.unlicensed);
  if (unlicensed.length > 0) {
    found.push(`unlicensed: wrong about ${shortened(unlicensed)}`);
  }
  for (const part of [
    'counts',
    'licenceFacets',
    'departmentFacets',
    'group',
  ] as const) {
    if (!isDeepStrictEqual(observed[part], expected[part])) {
      found.push(
        `${part}: ${shortened(observed[part])} instead of ${shortened(
          expected[part],
        )}`,
      );
    }
  }
  return found;
}

/** What only one of two lists holds, or one holds twice. */
function different(observed: string[], expected: string[]): string[] {
  const [its, wanted] = [new Set(observed), new Set(expected)];
  return [
    ...observed.filter(
      (id, at) => !wanted.has(id) || observed.indexOf(id) < at,
    ),
    ...expected.filter(id => !its.has(id)),
  ];
}

function differentUsers(
  what: string,
  observed: Map<string, UserContent>,
  expected: Map<string, UserContent>,
): string[] {
  const ids = new Set([...observed.keys(), ...expected.keys()]);
  const wrong = [...ids].filter(
    id => !isDeepStrictEqual(observed.get(id), expected.get(id)),
  );
  if (wrong.length === 0) {
    return [];
  }
  return [
    `${what}: ${wrong.length} of ${ids.size} differ`,
    ...wrong
      .slice(0, MOST_DIFFERENCES)
      .map(
        id =>
          `${id}: ${shortened(observed.get(id))} instead of ${shortened(
            expected.get(id),
          )}`,
      ),
  ];
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 250 ? `${text.slice(0, 250)}…` : text;
}
