import { Knex } from 'knex';

interface Entry<T> {
  version: string;
  value: Promise<T>;
}

/**
 * Remembers what was made of the users and the groups of each account, until
 * they change; several backends may change them.
 */
export class AccountCache<T> {
  readonly #knex: Knex;
  readonly #make: (account: string) => Promise<T>;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(options: { knex: Knex; make: (account: string) => Promise<T> }) {
    this.#knex = options.knex;
    this.#make = options.make;
  }

  async of(account: string): Promise<T> {
    const version = await this.#version(account);
    const known = this.#entries.get(account);
    if (known?.version === version) {
      return known.value;
    }
    const entry = { version, value: this.#make(account) };
    this.#entries.set(account, entry);
    try {
      return await entry.value;
    } catch (error) {
      if (this.#entries.get(account) === entry) {
        this.#entries.delete(account);
      }
      throw error;
    }
  }

  async #version(account: string): Promise<string> {
    const row = await this.#knex('accounts')
      .where({ account_id: account })
      .first<
        | { revision: number | string | null; groups_read_at: string | null }
        | undefined
      >('revision', 'groups_read_at');
    return `${row?.revision ?? 0}/${row?.groups_read_at ?? ''}`;
  }
}
