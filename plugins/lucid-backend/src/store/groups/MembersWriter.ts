import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { rowsPerStatement } from '../bulkRows';
import { memberRanges } from './memberRanges';

/** A group that differs from what is stored. */
export interface StagedGroup {
  seq: number;
  group_id: string;
  members: number;
}

/** Which rows a statement is about. */
interface Condition {
  sql: string;
  bindings: (string | number)[];
}

/**
 * A member of a stored group that its staged version has not. Counted, because
 * PostgreSQL would make a join of `not exists`: it has last looked at the staged
 * members of another sync, takes those of this one for none, and would compare
 * each member with all of them.
 */
const NOT_STAGED = `0 = (
  select count(*) from staged_lucid_groups g
  join staged_lucid_group_members m on m.sync_id = g.sync_id and m.seq = g.seq
  where g.sync_id = ? and g.group_id = lucid_group_members.group_id
    and m.member_id = lucid_group_members.member_id)`;

/** The member of a stored group, as a user who has departed. */
export const DEPARTED_MEMBER = `
  select 1 from lucid_users u
  where u.account_id = lucid_group_members.account_id
    and u.user_id = lucid_group_members.member_id
    and u.state = 'departed'`;

/**
 * Moves the members of staged groups to where everybody sees them. Of a group that
 * has changed a little, only those are written that came or went.
 */
export class MembersWriter {
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

  /**
   * @param groups - those that follow one another, with about as many members as a
   * statement may touch, or a single one with any number of them
   */
  async store(groups: StagedGroup[]): Promise<void> {
    if (await this.#areFew(groups)) {
      await this.#storeTogether(groups);
      return;
    }
    for (const group of groups) {
      await this.#storeInRanges(group);
    }
  }

  /** Whichever group it is, it may have had any number of members before. */
  async #areFew(groups: StagedGroup[]): Promise<boolean> {
    const most = rowsPerStatement(this.#trx);
    if (groups[0].members > most) {
      return false;
    }
    const { sql, bindings } = this.#staged(groups);
    const next = await this.#trx('staged_lucid_groups as g')
      // Keeps SQLite from going through the members of all groups.
      .joinRaw('cross join lucid_group_members as m')
      .whereRaw(sql, bindings)
      .where('m.account_id', this.#account)
      .where('m.group_id', this.#trx.ref('g.group_id'))
      .offset(most)
      .first('m.member_id');
    return next === undefined;
  }

  async #storeTogether(groups: StagedGroup[]): Promise<void> {
    const staged = this.#staged(groups);
    await this.#drop({
      sql: `lucid_group_members.account_id = ?
        and lucid_group_members.group_id in (
          select g.group_id from staged_lucid_groups g where ${staged.sql})`,
      bindings: [this.#account, ...staged.bindings],
    });
    await this.#add(staged);
  }

  async #storeInRanges(group: StagedGroup): Promise<void> {
    const stored = this.#trx('lucid_group_members').where({
      account_id: this.#account,
      group_id: group.group_id,
    });
    for await (const { after, last } of memberRanges(this.#trx, stored)) {
      await this.#drop({
        sql: `lucid_group_members.account_id = ?
          and lucid_group_members.group_id = ?
          and lucid_group_members.member_id > ?
          and lucid_group_members.member_id <= ?`,
        bindings: [this.#account, group.group_id, after, last],
      });
    }
    const staged = this.#trx('staged_lucid_group_members').where({
      sync_id: this.#syncId,
      seq: group.seq,
    });
    for await (const { after, last } of memberRanges(this.#trx, staged)) {
      const { sql, bindings } = this.#staged([group]);
      await this.#add({
        sql: `${sql} and m.member_id > ? and m.member_id <= ?`,
        bindings: [...bindings, after, last],
      });
    }
  }

  /**
   * Lucid lists nobody who is deactivated. Who has left a group by departing is
   * kept with it, so that it can say how many did.
   *
   * @param which - rows of `lucid_group_members`
   */
  async #drop(which: Condition): Promise<void> {
    const gone = [...which.bindings, this.#syncId];
    await this.#run(
      `delete from lucid_group_members where ${which.sql} and ${NOT_STAGED}
         and not exists (${DEPARTED_MEMBER})`,
      gone,
    );
    await this.#run(
      `update lucid_group_members set listed = false
       where ${which.sql} and listed and ${NOT_STAGED}`,
      gone,
    );
  }

  /** @param which - rows of `staged_lucid_groups g`, and `m`, their members */
  async #add(which: Condition): Promise<void> {
    await this.#run(
      `insert into lucid_group_members (account_id, group_id, member_id, listed)
       select ?, g.group_id, m.member_id, true
       from staged_lucid_groups g
       join staged_lucid_group_members m on m.sync_id = g.sync_id and m.seq = g.seq
       where ${which.sql}
       on conflict (account_id, group_id, member_id) do update set listed = true
       where not lucid_group_members.listed`,
      [this.#account, ...which.bindings],
    );
  }

  /** Rows of `staged_lucid_groups g`. */
  #staged(groups: StagedGroup[]): Condition {
    return {
      sql: 'g.sync_id = ? and g.seq between ? and ?',
      bindings: [this.#syncId, groups[0].seq, groups[groups.length - 1].seq],
    };
  }

  async #run(sql: string, bindings: Condition['bindings']): Promise<void> {
    await this.#trx.raw(sql, bindings);
    // On SQLite, statements follow one another without letting anybody in.
    await yieldToEventLoop();
  }
}
