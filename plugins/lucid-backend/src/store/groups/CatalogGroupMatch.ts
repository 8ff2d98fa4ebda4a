import { LucidGroup } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { nameKey } from '../../reconciliation/readCatalogGroup';
import { isOneOf } from '../bulkRows';

/** What {@link CatalogGroupMatch.columns} selects. */
export interface GroupMatchRow {
  annotated: number | string;
  annotated_ref: string | null;
  named: number | string;
  named_ref: string | null;
}

/**
 * Which catalog group a group or a department of Lucid is taken to be: the only
 * one whose annotation names it, or else the only one that has its name. Several
 * are none, since nobody could say which.
 */
export class CatalogGroupMatch {
  readonly #knex: Knex;
  readonly #readingId: number;
  readonly #isOnlyAccount: boolean;

  /**
   * @param options - `readingId` is the reading of the catalog to look in;
   * `isOnlyAccount` says that an annotation need not name the account
   */
  constructor(options: {
    knex: Knex;
    readingId: number | undefined;
    isOnlyAccount: boolean;
  }) {
    this.#knex = options.knex;
    // No reading has the id 0.
    this.#readingId = options.readingId ?? 0;
    this.#isOnlyAccount = options.isOnlyAccount;
  }

  /** Columns of {@link GroupMatchRow}, for rows of `lucid_groups as g`. */
  columns(): Knex.Raw[] {
    return [
      this.#raw(
        `${this.#annotated('count(distinct k.group_ref)')} as annotated`,
      ),
      this.#raw(`${this.#annotated('min(k.group_ref)')} as annotated_ref`),
      this.#raw(`${this.#named('count(*)')} as named`),
      this.#raw(`${this.#named('min(k.group_ref)')} as named_ref`),
    ];
  }

  /** Whether a row of `lucid_groups as g` is taken to be a catalog group. */
  isMatched(): Knex.Raw {
    const annotated = this.#annotated('count(distinct k.group_ref)');
    return this.#raw(
      `case ${annotated} when 0 then ${this.#named(
        'count(*)',
      )} when 1 then 1 else 0 end = 1`,
    );
  }

  /** What {@link CatalogGroupMatch.columns} has found. */
  static of(row: GroupMatchRow): LucidGroup['match'] {
    if (Number(row.annotated) > 0) {
      return Number(row.annotated) === 1 && row.annotated_ref !== null
        ? { entityRef: row.annotated_ref, by: 'annotation' }
        : undefined;
    }
    return Number(row.named) === 1 && row.named_ref !== null
      ? { entityRef: row.named_ref, by: 'name' }
      : undefined;
  }

  /** The catalog groups that departments are taken to be, by their names. */
  async ofDepartments(departments: string[]): Promise<Map<string, string>> {
    const keys = [...new Set(departments.map(nameKey))];
    const rows: { value: string; refs: number | string; ref: string }[] =
      await this.#knex('catalog_group_keys as k')
        .where({ 'k.reading_id': this.#readingId, 'k.target': 'name' })
        .whereRaw(isOneOf(this.#knex, 'k.value', keys))
        .groupBy('k.value')
        .select('k.value')
        .count({ refs: '*' })
        .min({ ref: 'k.group_ref' });
    const refs = new Map(
      rows.flatMap(({ value, refs: found, ref }) =>
        Number(found) === 1 ? [[value, ref] as const] : [],
      ),
    );
    return new Map(
      departments.flatMap(department => {
        const ref = refs.get(nameKey(department));
        return ref === undefined ? [] : [[department, ref] as const];
      }),
    );
  }

  /** The annotation may name a group with its account, as it has to where there are several. */
  #annotated(wanted: string): string {
    const values = [
      `g.account_id || '/' || g.group_id`,
      ...(this.#isOnlyAccount ? ['g.group_id'] : []),
    ];
    return `(select ${wanted} from catalog_group_keys k
      where k.reading_id = ${this.#readingId} and k.target = 'lucid-group-id'
        and k.value in (${values.join(', ')}))`;
  }

  #named(wanted: string): string {
    return `(select ${wanted} from catalog_group_keys k
      where k.reading_id = ${this.#readingId} and k.target = 'name'
        and k.value = g.name_key)`;
  }

  #raw(sql: string): Knex.Raw {
    return this.#knex.raw(sql);
  }
}
