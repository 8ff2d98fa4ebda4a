import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { nameKey } from '../../reconciliation/readCatalogGroup';
import { ScimGroup } from '../../scim/ScimGroup';
import { StagingLostError } from '../StagingLostError';
import { insertRows, rowsPerStatement } from '../bulkRows';
import { deleteInChunks } from '../deleteInChunks';
import { noteNewValues } from '../noteNewValues';
import { sortName } from '../userRow';
import { GroupsWriter } from './GroupsWriter';
import { hashOfGroup } from './hashOfGroup';

/** What a reading of the groups found, in numbers. */
export interface GroupCounts {
  groups: number;
  /** Members of all groups, each as often as it is one. */
  members: number;
  /** Groups that are new or differ from what is stored. */
  changed: number;
  /** Groups that are stored and are not there any more. */
  removed: number;
  /** Groups that could not be understood. */
  rejected: number;
}

/**
 * The groups of an account while they are being read. Those that differ from
 * what is stored are staged, and nobody sees them before they are current. Of
 * all others, only the id is remembered.
 */
export class IncomingGroups {
  readonly #knex: Knex;
  readonly #account: string;
  readonly #syncId: string;
  /** Hashes of the groups that are stored, by their ids. */
  readonly #stored: Map<string, string>;
  /** How many members each group has that was read, by its id. */
  readonly #seen = new Map<string, number>();
  /** Places of the groups that are staged, by their ids. */
  readonly #staged = new Map<string, number>();
  #lastSeq = 0;
  #rejected = 0;

  private constructor(options: {
    knex: Knex;
    account: string;
    syncId: string;
    stored: Map<string, string>;
  }) {
    this.#knex = options.knex;
    this.#account = options.account;
    this.#syncId = options.syncId;
    this.#stored = options.stored;
  }

  static async begin(options: {
    knex: Knex;
    account: string;
    syncId: string;
  }): Promise<IncomingGroups> {
    const rows: { group_id: string; hash: string }[] = await options
      .knex('lucid_groups')
      .where({ account_id: options.account })
      .select('group_id', 'hash');
    const stored = new Map(rows.map(row => [row.group_id, row.hash]));
    return new IncomingGroups({ ...options, stored });
  }

  get counts(): GroupCounts {
    return {
      groups: this.#seen.size,
      members: [...this.#seen.values()].reduce((sum, size) => sum + size, 0),
      changed: this.#staged.size,
      removed: this.#gone().length,
      rejected: this.#rejected,
    };
  }

  /** Adds a page of groups. Of a group that comes several times, the last one counts. */
  async add(groups: ScimGroup[]): Promise<void> {
    const newest = [
      ...new Map(groups.map(group => [group.id, group])).values(),
    ];
    await this.#unstage(newest);
    const changed: (ScimGroup & { seq: number; hash: string })[] = [];
    for (const group of newest) {
      this.#seen.set(group.id, group.memberIds.length);
      const groupHash = await hashOfGroup(group);
      if (groupHash !== this.#stored.get(group.id)) {
        this.#lastSeq += 1;
        this.#staged.set(group.id, this.#lastSeq);
        changed.push({ ...group, seq: this.#lastSeq, hash: groupHash });
      }
    }
    await this.#stage(changed);
  }

  /** Notes groups that are there, and could not be understood. */
  reject(groups: number): void {
    this.#rejected += groups;
  }

  /** Is to be called once all of them are here, before they are made current. */
  async getReady(): Promise<void> {
    if (this.#staged.size > 0) {
      await noteNewValues(this.#knex, [
        'staged_lucid_groups',
        'staged_lucid_group_members',
      ]);
    }
  }

  /**
   * Puts the groups in the place of those that are stored.
   *
   * @throws StagingLostError where the database has lost some of them
   */
  async makeCurrent(trx: Knex.Transaction): Promise<void> {
    await this.#assertKept(trx);
    const writer = new GroupsWriter({
      trx,
      account: this.#account,
      syncId: this.#syncId,
    });
    await writer.write();
    await writer.dropReturned();
    await writer.remove(this.#gone());
  }

  /** A group that was not understood may be any of those that are missing. */
  #gone(): string[] {
    return this.#rejected > 0
      ? []
      : [...this.#stored.keys()].filter(id => !this.#seen.has(id));
  }

  /** Members are staged after their group, and lost with it. */
  async #assertKept(trx: Knex.Transaction): Promise<void> {
    const [{ groups }] = await trx('staged_lucid_groups')
      .where({ sync_id: this.#syncId })
      .count<{ groups: number | string }[]>({ groups: '*' });
    if (Number(groups) !== this.#staged.size) {
      throw new StagingLostError();
    }
  }

  async #unstage(groups: ScimGroup[]): Promise<void> {
    const seqs = groups.flatMap(group => this.#staged.get(group.id) ?? []);
    if (seqs.length === 0) {
      return;
    }
    for (const table of ['staged_lucid_group_members', 'staged_lucid_groups']) {
      await deleteInChunks(this.#knex, table, rows =>
        rows.where({ sync_id: this.#syncId }).whereIn('seq', seqs),
      );
    }
    groups.forEach(group => this.#staged.delete(group.id));
  }

  async #stage(
    groups: (ScimGroup & { seq: number; hash: string })[],
  ): Promise<void> {
    await insertRows(this.#knex, {
      table: 'staged_lucid_groups',
      columns: {
        sync_id: 'text',
        seq: 'integer',
        group_id: 'text',
        display_name: 'text',
        sort_name: 'text',
        name_key: 'text',
        hash: 'text',
        members: 'integer',
      },
      rows: groups.map(group => ({
        sync_id: this.#syncId,
        seq: group.seq,
        group_id: group.id,
        display_name: group.name,
        sort_name: sortName(group.name),
        name_key: nameKey(group.name),
        hash: group.hash,
        members: group.memberIds.length,
      })),
    });
    const size = rowsPerStatement(this.#knex);
    for (const { seq, memberIds } of groups) {
      for (let from = 0; from < memberIds.length; from += size) {
        await insertRows(this.#knex, {
          table: 'staged_lucid_group_members',
          columns: { sync_id: 'text', seq: 'integer', member_id: 'text' },
          rows: memberIds.slice(from, from + size).map(memberId => ({
            sync_id: this.#syncId,
            seq,
            member_id: memberId,
          })),
        });
        await yieldToEventLoop();
      }
    }
  }
}
