import { MatcherOutcome } from 'backstage-plugin-lucid-common';
import { Candidate, Found, decideByMatchers } from '../reconciliation/decide';
import { MatchKey, RecognisableUser } from '../reconciliation/Matcher';
import { Matching } from '../reconciliation/Matching';
import { CatalogLookup, KeyOwners } from './CatalogLookup';

/** What the matchers say of one Lucid user. */
export interface MatcherVerdict {
  /** Absent where none of them finds anybody. */
  found?: Found;
  /** Whether there was anything to be recognised by but the id. */
  comparable: boolean;
}

/** Asks the matchers, in their order, by one reading of the catalog. */
export class MatcherPanel {
  readonly #account: string;
  readonly #matching: Matching;
  readonly #catalog: CatalogLookup;

  constructor(options: {
    account: string;
    matching: Matching;
    catalog: CatalogLookup;
  }) {
    this.#account = options.account;
    this.#matching = options.matching;
    this.#catalog = options.catalog;
  }

  /** @returns verdicts in the order of the users */
  async ask(users: RecognisableUser[]): Promise<MatcherVerdict[]> {
    const { matchers } = this.#matching;
    const keys = users.map(user =>
      matchers.map(matcher => matcher.keysOf(user, this.#account)),
    );
    const owners = await this.#catalog.owners(allOf(keys));
    return keys.map(keysOfUser => {
      const candidates: Candidate[] = [];
      let comparable = false;
      keysOfUser.forEach((keysOfMatcher, rank) => {
        for (const key of keysOfMatcher) {
          comparable ||= key.target !== 'lucid-user-id';
          addCandidates(candidates, matchers[rank].id, rank, key, owners);
        }
      });
      return { found: decideByMatchers(candidates), comparable };
    });
  }

  /** What each matcher makes of a Lucid user, whoever decides. */
  async explain(user: RecognisableUser): Promise<MatcherOutcome[]> {
    const keys = this.#matching.matchers.map(({ id, keysOf }) => ({
      id,
      keys: keysOf(user, this.#account),
    }));
    const owners = await this.#catalog.owners(keys.flatMap(one => one.keys));
    let decided = false;
    return keys.map(({ id, keys: keysOfMatcher }) => {
      const candidates: Candidate[] = [];
      for (const key of keysOfMatcher) {
        addCandidates(candidates, id, 0, key, owners);
      }
      const entityRefs = decideByMatchers(candidates)?.match.entityRefs ?? [];
      const outcome = decided
        ? 'not-asked'
        : outcomeOf(keysOfMatcher, entityRefs);
      decided ||= entityRefs.length > 0;
      return {
        matcher: id,
        outcome,
        values: [...new Set(keysOfMatcher.map(key => key.value))],
        entityRefs,
      };
    });
  }
}

function* allOf(keys: MatchKey[][][]): Generator<MatchKey> {
  for (const keysOfUser of keys) {
    for (const keysOfMatcher of keysOfUser) {
      yield* keysOfMatcher;
    }
  }
}

/** Whoever has a key may be the Lucid user, the closer the key, the sooner. */
function addCandidates(
  candidates: Candidate[],
  matcher: string,
  rank: number,
  key: MatchKey,
  owners: KeyOwners,
): void {
  for (const entityRef of owners.of(key)) {
    candidates.push({
      rank: rank + (key.distance ?? 0) / 4,
      matcher,
      value: key.value,
      entityRef,
    });
  }
}

function outcomeOf(
  keys: MatchKey[],
  entityRefs: string[],
): MatcherOutcome['outcome'] {
  if (keys.length === 0) {
    return 'nothing-to-compare';
  }
  if (entityRefs.length === 0) {
    return 'none';
  }
  return entityRefs.length === 1 ? 'found' : 'several';
}
