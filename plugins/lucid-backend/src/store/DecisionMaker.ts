import { Knex } from 'knex';
import { Candidate, Decision, decide } from '../reconciliation/decide';
import {
  CATALOG_KEY_TARGETS,
  CatalogKeyTarget,
  RecognisableUser,
  matchKeysOf,
} from '../reconciliation/matchKeys';
import { isOneOf } from './bulkRows';

/** What decisions are based on. The same basis gives the same decisions. */
export interface DecisionBasis {
  /** The reading of the catalog; without one, nobody is detected. */
  readingId: number | undefined;
  account: string;
  /** Whether ids need not say which account they belong to. */
  isOnlyAccount: boolean;
}

/** Changes when the matchers change, so that an upgrade decides anew. */
const MATCHING = 1;

/** A text that is equal for equal bases, to be kept with what was decided. */
export function describeBasis(basis: DecisionBasis): string {
  return JSON.stringify([MATCHING, basis.readingId ?? 0, basis.isOnlyAccount]);
}

/** Decides who Lucid users are, by one reading of the catalog. */
export class DecisionMaker {
  readonly #knex: Knex;
  readonly #basis: DecisionBasis;
  #targets: Promise<CatalogKeyTarget[]> | undefined;

  constructor(options: { knex: Knex; basis: DecisionBasis }) {
    this.#knex = options.knex;
    this.#basis = options.basis;
  }

  /** @returns decisions in the order of the users */
  async decide(users: RecognisableUser[]): Promise<Decision[]> {
    const keys = users.map(user => matchKeysOf(user, this.#basis));
    const owners = new Map<CatalogKeyTarget, Map<string, string[]>>();
    for (const target of await this.#targetsOfReading()) {
      const values: string[] = [];
      for (const keysOfUser of keys) {
        for (const key of keysOfUser) {
          if (key.target === target) {
            values.push(key.value);
          }
        }
      }
      owners.set(target, await this.#owners(target, values));
    }
    return keys.map(keysOfUser => {
      const candidates: Candidate[] = [];
      for (const { rank, target, value } of keysOfUser) {
        for (const entityRef of owners.get(target)?.get(value) ?? []) {
          candidates.push({ rank, value, entityRef });
        }
      }
      return decide({
        candidates,
        comparable: keysOfUser.some(key => key.target !== 'lucid-user-id'),
      });
    });
  }

  /** The catalog users that have each of some keys. */
  async #owners(
    target: CatalogKeyTarget,
    values: string[],
  ): Promise<Map<string, string[]>> {
    const owners = new Map<string, string[]>();
    const rows: { value: string; entity_ref: string }[] = await this.#knex(
      'catalog_user_keys',
    )
      .where({ reading_id: this.#basis.readingId ?? 0, target })
      .whereRaw(isOneOf(this.#knex, 'value', values))
      .select('value', 'entity_ref');
    for (const { value, entity_ref: entityRef } of rows) {
      const known = owners.get(value);
      if (known) {
        known.push(entityRef);
      } else {
        owners.set(value, [entityRef]);
      }
    }
    return owners;
  }

  /** Most catalogs name no Lucid user by its id: nobody needs to be looked up by it there. */
  async #targetsOfReading(): Promise<CatalogKeyTarget[]> {
    this.#targets ??= Promise.all(
      CATALOG_KEY_TARGETS.map(async target => {
        const row = await this.#knex('catalog_user_keys')
          .where({ reading_id: this.#basis.readingId ?? 0, target })
          .first('target');
        return row ? [target] : [];
      }),
    ).then(targets => targets.flat());
    return this.#targets;
  }
}
