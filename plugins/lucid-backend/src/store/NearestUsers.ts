import {
  LicenceUsage,
  NearestCatalogUser,
} from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import {
  NamedLucidUser,
  identityOfLucidUser,
} from '../reconciliation/likeness/Identity';
import {
  Likeness,
  compareIdentities,
} from '../reconciliation/likeness/compareIdentities';
import { rankNearest } from '../reconciliation/likeness/rankNearest';
import { KnownUser, LikenessIndex } from './LikenessIndex';
import { isOneOf } from './bulkRows';
import { visibleUsers } from './usageRow';

/** A Lucid user for whom catalog users are sought. */
export type SoughtUser = NamedLucidUser &
  Pick<LicenceUsage, 'account' | 'formerMatch'>;

/** What blocks the event loop, in SQLite and in comparing, takes some 20 ms. */
const USERS_AT_ONCE = 25;

/** A catalog user who may be a Lucid user, as far as the two tell. */
interface Resemblance {
  known: KnownUser;
  likeness: Likeness | undefined;
}

/** Finds catalog users who may be a Lucid user, although no matcher says so. */
export class NearestUsers {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /**
   * @param options - the reading of the catalog in which to look, and the most
   * catalog users to name for each
   * @returns in the order of the users, each time the likeliest first
   */
  async nearest(
    users: SoughtUser[],
    options: { readingId: number | undefined; most: number },
  ): Promise<NearestCatalogUser[][]> {
    const { readingId, most } = options;
    // No reading has the id 0.
    const index = new LikenessIndex({
      knex: this.#knex,
      readingId: readingId ?? 0,
    });
    const nearest: NearestCatalogUser[][] = [];
    for (let from = 0; from < users.length; from += USERS_AT_ONCE) {
      if (from > 0) {
        await yieldToEventLoop();
      }
      const chunk = users.slice(from, from + USERS_AT_ONCE);
      nearest.push(...(await this.#nearestOfChunk(index, chunk, most)));
    }
    return nearest;
  }

  async #nearestOfChunk(
    index: LikenessIndex,
    users: SoughtUser[],
    most: number,
  ): Promise<NearestCatalogUser[][]> {
    const resemblances = await resemblancesOf(index, users);
    const refs = resemblances.flat().map(({ known }) => known.user.entityRef);
    const licensed = await this.#licensed([...new Set(refs)]);
    return users.map((user, position) =>
      rankNearest(
        resemblances[position].map(({ known, likeness }) => {
          const { entityRef } = known.user;
          return {
            nearest: {
              ...known.user,
              licensed: licensed.has(licenceKey(user.account, entityRef)),
              ...(entityRef === user.formerMatch?.entityRef || !likeness
                ? { likeness: 'former-match', distance: 0 }
                : { likeness: likeness.likeness, distance: likeness.distance }),
            },
            isTwofold: likeness?.isTwofold ?? false,
          };
        }),
        most,
      ),
    );
  }

  /** Which of some catalog users a Lucid user is matched to, and of which account. */
  async #licensed(refs: string[]): Promise<Set<string>> {
    const rows: { account_id: string; match_ref: string }[] =
      await visibleUsers(this.#knex)
        .whereRaw(isOneOf(this.#knex, 'u.match_ref', refs))
        .where('u.state', 'detected')
        .select('u.account_id', 'u.match_ref');
    return new Set(rows.map(row => licenceKey(row.account_id, row.match_ref)));
  }
}

/** Who is alike, or was matched before, for each of some users. */
async function resemblancesOf(
  index: LikenessIndex,
  users: SoughtUser[],
): Promise<Resemblance[][]> {
  const identities = users.map(identityOfLucidUser);
  const candidates = await index.find(identities);
  const former = await index.byRef(
    users.flatMap(({ formerMatch }) => formerMatch?.entityRef ?? []),
  );
  return users.map(({ formerMatch }, position) => {
    const found = new Map<string, Resemblance>();
    for (const known of candidates[position]) {
      const likeness = compareIdentities(identities[position], known.identity);
      if (likeness) {
        found.set(known.user.entityRef, { known, likeness });
      }
    }
    const known = formerMatch && former.get(formerMatch.entityRef);
    if (known && !found.has(known.user.entityRef)) {
      found.set(known.user.entityRef, { known, likeness: undefined });
    }
    return [...found.values()];
  });
}

function licenceKey(account: string, entityRef: string): string {
  return JSON.stringify([account, entityRef]);
}
