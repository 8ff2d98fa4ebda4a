import {
  CatalogMembership,
  CatalogUserRecord,
} from '../../src/reconciliation/readCatalogUser';
import { CatalogGroupRecord } from '../../src/reconciliation/readCatalogGroup';
import { CatalogReadingStore } from '../../src/store/CatalogReadingStore';

/** Keeps readings as ever, and counts the rows of what they hold. */
export class CountedReadings extends CatalogReadingStore {
  rowsWritten = 0;

  override async addUsers(
    readingId: number,
    users: CatalogUserRecord[],
  ): Promise<void> {
    this.rowsWritten += users.reduce((sum, { keys }) => sum + keys.length, 0);
    this.rowsWritten += users.length;
    await super.addUsers(readingId, users);
  }

  override async addLeftOut(
    readingId: number,
    entityRefs: string[],
  ): Promise<void> {
    this.rowsWritten += entityRefs.length;
    await super.addLeftOut(readingId, entityRefs);
  }

  override async addGroups(
    readingId: number,
    groups: CatalogGroupRecord[],
  ): Promise<void> {
    this.rowsWritten += groups.reduce((sum, { keys }) => sum + keys.length, 0);
    this.rowsWritten += groups.length;
    await super.addGroups(readingId, groups);
  }

  override async addMemberships(
    readingId: number,
    memberships: CatalogMembership[],
  ): Promise<void> {
    this.rowsWritten += memberships.length;
    await super.addMemberships(readingId, memberships);
  }
}
