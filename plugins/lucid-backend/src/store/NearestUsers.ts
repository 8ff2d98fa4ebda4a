import {
  CatalogUser,
  LicenceUsage,
  NearestCatalogUser,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import {
  Identity,
  NamedLucidUser,
  identityOfCatalogUser,
  identityOfLucidUser,
} from '../reconciliation/likeness/Identity';
import { compareIdentities } from '../reconciliation/likeness/compareIdentities';
import {
  LikenessKey,
  likenessKeys,
} from '../reconciliation/likeness/likenessKeys';
import {
  Resemblance,
  rankNearest,
} from '../reconciliation/likeness/rankNearest';
import { wordDistance } from '../reconciliation/likeness/wordDistance';
import { wordsOfLabel } from '../reconciliation/likeness/words';
import { LikenessEntry, LikenessIndex } from './LikenessIndex';
import { isOneOf } from './bulkRows';
import { visibleUsers } from './usageRow';

/** A Lucid user for whom catalog users are sought. */
export type SoughtUser = NamedLucidUser &
  Pick<LicenceUsage, 'account' | 'formerMatch'>;

/** Keeps what blocks the event loop, in SQLite and in comparing, to some 20 ms. */
const USERS_AT_ONCE = 50;

interface Seeker {
  user: SoughtUser;
  identity: Identity;
  keys: LikenessKey[];
}

/** Finds catalog users who may be a Lucid user, although no matcher says so. */
export class NearestUsers {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * @param options - the reading of the catalog in which to look, and the most
   * catalog users to find for each
   * @returns in the order of the users, each time the likeliest first
   */
  async nearest(
    users: SoughtUser[],
    options: { readingId: number | undefined; most: number },
  ): Promise<NearestCatalogUser[][]> {
    const { readingId, most } = options;
    const nearest: NearestCatalogUser[][] = [];
    for (let from = 0; from < users.length; from += USERS_AT_ONCE) {
      if (from > 0) {
        await yieldToEventLoop();
      }
      const seekers = users.slice(from, from + USERS_AT_ONCE).map(user => {
        const identity = identityOfLucidUser(user);
        return { user, identity, keys: likenessKeys(identity) };
      });
      // No reading has the id 0.
      for (const found of await this.#resemblances(seekers, readingId ?? 0)) {
        nearest.push(rankNearest(found, most));
      }
    }
    return nearest;
  }

  /** Who resembles each of some seekers, in their order. */
  async #resemblances(
    seekers: Seeker[],
    readingId: number,
  ): Promise<Resemblance[][]> {
    const index = new LikenessIndex({ knex: this.#knex, readingId });
    const entries = await index.find(seekers.flatMap(({ keys }) => keys));
    const candidates = seekers.map(seeker => candidatesOf(seeker, entries));

    const refs = [...new Set(candidates.flatMap(found => [...found]))];
    const catalogUsers = await this.#catalogUsers(refs, readingId);
    const licensed = await this.#licensed([...catalogUsers.keys()]);
    return seekers.map((seeker, position) =>
      [...candidates[position]].flatMap(ref => {
        const found = catalogUsers.get(ref);
        const resemblance =
          found &&
          resemblanceOf(seeker, found, {
            licensed: licensed.has(licenceKey(seeker.user.account, ref)),
          });
        return resemblance ? [resemblance] : [];
      }),
    );
  }

  async #catalogUsers(
    refs: string[],
    readingId: number,
  ): Promise<Map<string, FoundUser>> {
    const rows: {
      entity_ref: string;
      display_name: string;
      email: string | null;
    }[] = await this.#knex('catalog_users')
      .where({ reading_id: readingId })
      .whereRaw(isOneOf(this.#knex, 'entity_ref', refs))
      .select('entity_ref', 'display_name', 'email');
    return new Map(
      rows.map(row => {
        const user: CatalogUser = {
          entityRef: row.entity_ref,
          displayName: row.display_name,
          ...(row.email !== null && { email: row.email }),
        };
        return [
          user.entityRef,
          { user, identity: identityOfCatalogUser(user) },
        ];
      }),
    );
  }

  /** Which of some catalog users a Lucid user is matched to, of which account. */
  async #licensed(refs: string[]): Promise<Set<string>> {
    const rows: { account_id: string; match_ref: string }[] =
      await visibleUsers(this.#knex)
        .whereRaw(isOneOf(this.#knex, 'u.match_ref', refs))
        .where('u.state', 'detected')
        .select('u.account_id', 'u.match_ref');
    return new Set(rows.map(row => licenceKey(row.account_id, row.match_ref)));
  }
}

interface FoundUser {
  user: CatalogUser;
  identity: Identity;
}

function licenceKey(account: string, entityRef: string): string {
  return JSON.stringify([account, entityRef]);
}

/** Those whose words are alike, of all who stand under the keys of a Lucid user. */
function candidatesOf(
  { user, identity, keys }: Seeker,
  entries: Map<string, LikenessEntry[]>,
): Set<string> {
  const own = [...identity.names, ...identity.localParts];
  const alike = new Map<string, boolean>();
  const isAlike = (label: string) => {
    let known = alike.get(label);
    if (known === undefined) {
      const words = wordsOfLabel(label);
      known = own.some(one => wordDistance(one, words) !== undefined);
      alike.set(label, known);
    }
    return known;
  };
  const refs = new Set<string>();
  if (user.formerMatch) {
    refs.add(user.formerMatch.entityRef);
  }
  for (const block of new Set(keys.map(key => key.block))) {
    for (const { label, entityRef } of entries.get(block) ?? []) {
      if (isAlike(label)) {
        refs.add(entityRef);
      }
    }
  }
  return refs;
}

function resemblanceOf(
  { user, identity }: Seeker,
  found: FoundUser,
  known: { licensed: boolean },
): Resemblance | undefined {
  const alike = compareIdentities(identity, found.identity);
  if (found.user.entityRef === user.formerMatch?.entityRef) {
    return {
      nearest: {
        ...found.user,
        ...known,
        likeness: 'former-match',
        distance: 0,
      },
      isTwofold: alike !== undefined,
    };
  }
  if (!alike) {
    return undefined;
  }
  const { likeness, distance, isTwofold } = alike;
  return {
    nearest: { ...found.user, ...known, likeness, distance },
    isTwofold,
  };
}
