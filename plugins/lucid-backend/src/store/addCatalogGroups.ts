import { Knex } from 'knex';
import { CatalogGroupRecord } from '../reconciliation/readCatalogGroup';
import { insertRows } from './bulkRows';

/** The tables that hold the groups of a reading of the catalog. */
export const CATALOG_GROUP_TABLES = ['catalog_groups', 'catalog_group_keys'];

/** Notes groups of the catalog, and what groups of Lucid are recognised by. */
export async function addCatalogGroups(
  knex: Knex,
  readingId: number,
  groups: CatalogGroupRecord[],
): Promise<void> {
  await insertRows(knex, {
    onConflict: 'do nothing',
    table: 'catalog_groups',
    columns: { reading_id: 'integer', group_ref: 'text', display_name: 'text' },
    rows: groups.map(group => ({
      reading_id: readingId,
      group_ref: group.groupRef,
      display_name: group.displayName,
    })),
  });
  await insertRows(knex, {
    onConflict: 'do nothing',
    table: 'catalog_group_keys',
    columns: {
      reading_id: 'integer',
      target: 'text',
      value: 'text',
      group_ref: 'text',
    },
    rows: groups.flatMap(group =>
      group.keys.map(({ target, value }) => ({
        reading_id: readingId,
        target,
        value,
        group_ref: group.groupRef,
      })),
    ),
  });
}
