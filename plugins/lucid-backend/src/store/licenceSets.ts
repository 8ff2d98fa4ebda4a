import { AccessLevel, Licence } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { hash } from 'node:crypto';
import { insertRows } from './bulkRows';

/** There are few combinations, so their names are remembered; this many at most. */
const MOST_REMEMBERED = 1_000;

const remembered = new Map<string, string>();

/**
 * Names the combination of licences that a user holds, whatever their order.
 * Users refer to it, so that a licence of a hundred thousand users is stored,
 * searched and counted once.
 */
export function licenceSetOf(licences: Licence[]): string {
  // No name of a licence holds a line break.
  let text = '';
  for (const { name, access } of licences) {
    text += `${name}\n${access ?? ''}\n`;
  }
  const known = remembered.get(text);
  if (known !== undefined) {
    return known;
  }
  const names = licences.map(({ name, access }) => [name, access ?? '']);
  const set = hash('sha1', JSON.stringify(names.sort()), 'base64url');
  if (remembered.size >= MOST_REMEMBERED) {
    remembered.clear();
  }
  remembered.set(text, set);
  return set;
}

/** Sees to it that every set that is referred to is there. */
export class LicenceSetWriter {
  readonly #knex: Knex;
  readonly #known = new Set<string>();

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async ensure(users: { licences: Licence[] }[]): Promise<void> {
    const added = new Map<string, Licence[]>();
    for (const { licences } of users) {
      const set = licenceSetOf(licences);
      if (!this.#known.has(set)) {
        added.set(set, licences);
      }
    }
    const rows = [...added].flatMap(([set, licences]) =>
      licences.map(({ name, access }) => ({
        licence_set: set,
        licence: name,
        access,
      })),
    );
    await insertRows(this.#knex, {
      onConflict: 'do nothing',
      table: 'licence_sets',
      columns: { licence_set: 'text', licence: 'text', access: 'text' },
      // In one order, lest two accounts that are read at once wait for each other.
      rows: rows.sort(
        (a, b) =>
          compare(a.licence_set, b.licence_set) ||
          compare(a.licence, b.licence),
      ),
    });
    for (const set of added.keys()) {
      this.#known.add(set);
    }
  }
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** What each set holds. */
export async function readLicenceSets(
  knex: Knex,
): Promise<Map<string, { licence: string; access: AccessLevel | null }[]>> {
  const rows = await knex('licence_sets').select<
    { licence_set: string; licence: string; access: AccessLevel | null }[]
  >('licence_set', 'licence', 'access');
  const sets = new Map<
    string,
    { licence: string; access: AccessLevel | null }[]
  >();
  for (const { licence_set: set, licence, access } of rows) {
    sets.set(set, [...(sets.get(set) ?? []), { licence, access }]);
  }
  return sets;
}
