import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { isOneOf, rowsPerStatement } from '../bulkRows';

/** Staged groups that are written together. */
interface Chunk {
  from: number;
  to: number;
}

/** A member of a stored group that its staged version has not. */
const NOT_STAGED = `not exists (
  select 1 from staged_lucid_groups g
  join staged_lucid_group_members m on m.sync_id = g.sync_id and m.seq = g.seq
  where g.sync_id = ? and g.group_id = lucid_group_members.group_id
    and m.member_id = lucid_group_members.member_id)`;

const DEPARTED_MEMBER = `
  select 1 from lucid_users u
  where u.account_id = lucid_group_members.account_id
    and u.user_id = lucid_group_members.member_id
    and u.state = 'departed'`;

/**
 * Moves the staged groups of one sync to where everybody sees them, in the
 * transaction that makes its snapshot current. Of a group that has changed a
 * little, only the members are written that came or went.
 */
export class GroupsWriter {
  readonly #trx: Knex.Transaction;
  readonly #account: string;
  readonly #syncId: string;

  constructor(options: {
    trx: Knex.Transaction;
    account: string;
    syncId: string;
  }) {
    this.#trx = options.trx;
    this.#account = options.account;
    this.#syncId = options.syncId;
  }

  async write(): Promise<void> {
    for (const chunk of await this.#chunks()) {
      await this.#storeGroups(chunk);
      await this.#storeMembers(chunk);
      await yieldToEventLoop();
    }
  }

  /**
   * Who has come back is in the groups that list them, and in no other. Their
   * former groups may not have changed, and are not staged then.
   */
  async dropReturned(): Promise<void> {
    await this.#trx.raw(
      `delete from lucid_group_members where account_id = ? and not listed
         and not exists (${DEPARTED_MEMBER})`,
      [this.#account],
    );
  }

  /** Forgets groups that are not there any more. */
  async remove(groupIds: string[]): Promise<void> {
    for (const table of ['lucid_group_members', 'lucid_groups']) {
      await this.#trx(table)
        .where({ account_id: this.#account })
        .whereRaw(isOneOf(this.#trx, 'group_id', groupIds))
        .delete();
    }
  }

  /** Groups that have, together, about as many members as a statement may touch. */
  async #chunks(): Promise<Chunk[]> {
    const rows: { seq: number; members: number }[] = await this.#trx(
      'staged_lucid_groups',
    )
      .where({ sync_id: this.#syncId })
      .orderBy('seq')
      .select('seq', 'members');
    const most = rowsPerStatement(this.#trx);
    const chunks: Chunk[] = [];
    let size = Infinity;
    for (const { seq, members } of rows) {
      size += members + 1;
      if (size > most) {
        chunks.push({ from: seq, to: seq });
        size = members + 1;
      } else {
        chunks[chunks.length - 1].to = seq;
      }
    }
    return chunks;
  }

  async #storeGroups({ from, to }: Chunk): Promise<void> {
    await this.#trx.raw(
      `insert into lucid_groups
         (account_id, group_id, display_name, sort_name, name_key, hash)
       select ?, g.group_id, g.display_name, g.sort_name, g.name_key, g.hash
       from staged_lucid_groups g
       where g.sync_id = ? and g.seq between ? and ?
       on conflict (account_id, group_id) do update set
         display_name = excluded.display_name, sort_name = excluded.sort_name,
         name_key = excluded.name_key, hash = excluded.hash`,
      [this.#account, this.#syncId, from, to],
    );
  }

  /**
   * Lucid lists nobody who is deactivated. Who has left a group by departing is
   * kept with it, so that it can say how many did.
   */
  async #storeMembers({ from, to }: Chunk): Promise<void> {
    const inChunk = `lucid_group_members.account_id = ?
      and lucid_group_members.group_id in (
        select c.group_id from staged_lucid_groups c
        where c.sync_id = ? and c.seq between ? and ?)`;
    const gone = [this.#account, this.#syncId, from, to, this.#syncId];
    await this.#trx.raw(
      `delete from lucid_group_members where ${inChunk} and ${NOT_STAGED}
         and not exists (${DEPARTED_MEMBER})`,
      gone,
    );
    await this.#trx.raw(
      `update lucid_group_members set listed = false
       where ${inChunk} and listed and ${NOT_STAGED}`,
      gone,
    );
    await this.#trx.raw(
      `insert into lucid_group_members (account_id, group_id, member_id, listed)
       select ?, g.group_id, m.member_id, true
       from staged_lucid_groups g
       join staged_lucid_group_members m on m.sync_id = g.sync_id and m.seq = g.seq
       where g.sync_id = ? and g.seq between ? and ?
       on conflict (account_id, group_id, member_id) do update set listed = true
       where not lucid_group_members.listed`,
      [this.#account, this.#syncId, from, to],
    );
  }
}
