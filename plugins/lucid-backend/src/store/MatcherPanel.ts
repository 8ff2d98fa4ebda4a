import { MatcherOutcome } from 'backstage-plugin-lucid-common';
import { Candidate, Found, decideByMatcher } from '../reconciliation/decide';
import { MatchKey, Matcher, RecognisableUser } from '../reconciliation/Matcher';
import { Matching } from '../reconciliation/Matching';
import { USER_ID } from '../reconciliation/builtInMatchers';
import { CatalogLookup, KeyOwners } from './CatalogLookup';

/** What the matchers say of one Lucid user. */
export interface MatcherVerdict {
  /** Absent where none of them finds anybody. */
  found?: Found;
  /** Whether there is anything to be recognised by but the id. */
  comparable: boolean;
}

/**
 * Asks the matchers, in their order, by one reading of the catalog. Each is asked
 * only of those whom none before it has found: the first that finds anybody decides.
 */
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
    const verdicts: MatcherVerdict[] = users.map(() => ({ comparable: true }));
    let open = [...users.keys()];
    for (const matcher of this.#matching.matchers) {
      if (open.length > 0 && (await this.#canFind(matcher))) {
        open = await this.#askOne(matcher, users, open, verdicts);
      }
    }
    for (const index of open) {
      verdicts[index].comparable = this.#isComparable(users[index]);
    }
    return verdicts;
  }

  /** @returns those of the open users whom the matcher does not find */
  async #askOne(
    { id, keysOf }: Matcher,
    users: RecognisableUser[],
    open: number[],
    verdicts: MatcherVerdict[],
  ): Promise<number[]> {
    const keys = open.map(index => keysOf(users[index], this.#account));
    const owners = await this.#catalog.owners(keys.flat());
    return open.filter((index, place) => {
      const found = decideByMatcher(id, candidatesOf(keys[place], owners));
      verdicts[index].found = found;
      return !found;
    });
  }

  async #canFind({ targets }: Matcher): Promise<boolean> {
    for (const target of targets) {
      if (await this.#catalog.has(target)) {
        return true;
      }
    }
    return false;
  }

  #isComparable(user: RecognisableUser): boolean {
    return this.#matching.matchers.some(({ keysOf }) =>
      keysOf(user, this.#account).some(({ target }) => target !== USER_ID),
    );
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
      const candidates = candidatesOf(keysOfMatcher, owners);
      const found = decideByMatcher(id, candidates);
      const entityRefs = found?.match.entityRefs ?? [];
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

/** Whoever has a key may be the Lucid user, the closer the key, the sooner. */
function candidatesOf(keys: MatchKey[], owners: KeyOwners): Candidate[] {
  return keys.flatMap(key =>
    owners.of(key).map(entityRef => ({
      distance: key.distance ?? 0,
      value: key.value,
      entityRef,
    })),
  );
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
