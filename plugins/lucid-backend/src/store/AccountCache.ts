import { Knex } from 'knex';
import { AccountPart } from './PartHealth';

interface Entry<T> {
  version: string;
  value: Promise<T>;
}

/**
 * Remembers what was made of the users of each account, and of its groups or its
 * seats, until they change; several backends may change them.
 */
export class AccountCache<T> {
  readonly #knex: Knex;
  readonly #make: (account: string) => Promise<T>;
  readonly #readAt: string;
  readonly #entries = new Map<string, Entry<T>>();

  /** @param options - `part` is what it is made of beside users; groups unless told */
  constructor(options: {
    knex: Knex;
    make: (account: string) => Promise<T>;
    part?: AccountPart;
  }) {
    this.#knex = options.knex;
    this.#make = options.make;
    this.#readAt = `${options.part ?? 'groups'}_read_at`;
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
      .first<Record<string, number | string | null> | undefined>(
        'revision',
        this.#readAt,
      );
    return `${row?.revision ?? 0}/${row?.[this.#readAt] ?? ''}`;
  }
}
