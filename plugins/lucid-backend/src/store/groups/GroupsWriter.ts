import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isOneOf, rowsPerStatement } from '../bulkRows';
import { changeInChunks } from '../changeInChunks';
import { DEPARTED_MEMBER, MembersWriter, StagedGroup } from './MembersWriter';
import { deleteGroups } from './deleteGroups';

/**
 * Moves the staged groups of one sync to where everybody sees them, in the
 * transaction that makes its snapshot current.
 */
export class GroupsWriter {
  readonly #trx: Knex.Transaction;
  readonly #account: string;
  readonly #syncId: string;
  readonly #members: MembersWriter;

  constructor(options: {
    trx: Knex.Transaction;
    account: string;
    syncId: string;
  }) {
    this.#trx = options.trx;
    this.#account = options.account;
    this.#syncId = options.syncId;
    this.#members = new MembersWriter(options);
  }

  async write(): Promise<void> {
    for (const groups of await this.#chunks()) {
      await this.#store(groups);
      await this.#members.store(groups);
    }
  }

  /**
   * Who has come back is in the groups that list them, and in no other. Their
   * former groups may not have changed, and are not staged then.
   */
  async dropReturned(): Promise<void> {
    await changeInChunks(this.#trx, {
      table: 'lucid_group_members',
      id: 'rowid',
      which: rows =>
        rows.where({ account_id: this.#account }).whereRaw('not listed'),
      change: rows => rows.whereRaw(`not exists (${DEPARTED_MEMBER})`).delete(),
    });
  }

  /** Forgets groups that are not there any more. */
  async remove(groupIds: string[]): Promise<void> {
    const size = rowsPerStatement(this.#trx);
    for (let from = 0; from < groupIds.length; from += size) {
      // Each statement goes through the ids once more.
      const ids = groupIds.slice(from, from + size);
      await deleteGroups(this.#trx, groups =>
        groups
          .where({ account_id: this.#account })
          .whereRaw(isOneOf(this.#trx, 'group_id', ids)),
      );
    }
  }

  /** Groups that have, together, about as many members as a statement may touch. */
  async #chunks(): Promise<StagedGroup[][]> {
    const groups: StagedGroup[] = await this.#trx('staged_lucid_groups')
      .where({ sync_id: this.#syncId })
      .orderBy('seq')
      .select('seq', 'group_id', 'members');
    const most = rowsPerStatement(this.#trx);
    const chunks: StagedGroup[][] = [];
    let size = Infinity;
    for (const group of groups) {
      size += group.members + 1;
      if (size > most) {
        chunks.push([group]);
        size = group.members + 1;
      } else {
        chunks[chunks.length - 1].push(group);
      }
    }
    return chunks;
  }

  async #store(groups: StagedGroup[]): Promise<void> {
    await this.#trx.raw(
      `insert into lucid_groups
         (account_id, group_id, display_name, sort_name, name_key, hash)
       select ?, g.group_id, g.display_name, g.sort_name, g.name_key, g.hash
       from staged_lucid_groups g
       where g.sync_id = ? and g.seq between ? and ?
       on conflict (account_id, group_id) do update set
         display_name = excluded.display_name, sort_name = excluded.sort_name,
         name_key = excluded.name_key, hash = excluded.hash`,
      [
        this.#account,
        this.#syncId,
        groups[0].seq,
        groups[groups.length - 1].seq,
      ],
    );
    await yieldToEventLoop();
  }
}
