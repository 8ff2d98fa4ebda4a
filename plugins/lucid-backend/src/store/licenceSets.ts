import { AccessLevel, Licence } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { hash } from 'node:crypto';
import { insertRows } from './bulkRows';

/**
 * Names the combination of licences that a user holds, whatever their order.
 * Users refer to it, so that a licence of a hundred thousand users is stored,
 * searched and counted once.
 */
export function licenceSetOf(licences: Licence[]): string {
  const names = licences.map(({ name, access }) => [name, access ?? '']);
  return hash('sha1', JSON.stringify(names.sort()), 'base64url');
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
    await insertRows(this.#knex, {
      table: 'licence_sets',
      columns: { licence_set: 'text', licence: 'text', access: 'text' },
      rows: [...added].flatMap(([set, licences]) =>
        licences.map(({ name, access }) => ({
          licence_set: set,
          licence: name,
          access,
        })),
      ),
    });
    for (const set of added.keys()) {
      this.#known.add(set);
    }
  }
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
