import { RejectedUser } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { insertRows } from './bulkRows';

/** Only the first ones are kept: a hundred tell as much as a hundred thousand. */
const MOST_KEPT = 100;

/**
 * What somebody is counted by whose id is no id: cleaned, to be shown, it may be
 * the very id of somebody else. No id holds a line break.
 */
export function strangerKey(id: string): string {
  return `\n${id}`;
}

/** Keeps which users of one sync could not be understood, and why. */
export class RejectedUsers {
  readonly #knex: Knex;
  readonly #syncId: string;
  /** Positions taken in the list. */
  #kept = 0;
  #withoutId = 0;

  constructor(options: { knex: Knex; syncId: string }) {
    this.#knex = options.knex;
    this.#syncId = options.syncId;
  }

  /** Those whose id could not be read, and who cannot be told apart. */
  get withoutId(): number {
    return this.#withoutId;
  }

  /** @returns the ids of those that have one, each once */
  async add(rejected: RejectedUser[]): Promise<string[]> {
    const rows = rejected
      .slice(0, MOST_KEPT - this.#kept)
      .map(({ id, reason }, index) => ({
        sync_id: this.#syncId,
        position: this.#kept + index,
        user_id: id,
        reason,
      }));
    this.#kept += rows.length;
    this.#withoutId += rejected.filter(({ id }) => !id).length;
    await insertRows<(typeof rows)[number]>(this.#knex, {
      table: 'rejected_users',
      columns: {
        sync_id: 'text',
        position: 'integer',
        user_id: 'text',
        reason: 'text',
      },
      rows,
    });
    return [...new Set(rejected.flatMap(({ id }) => (id ? [id] : [])))];
  }
}
