import { Entity } from '@backstage/catalog-model';
import { LucidMatcher } from 'backstage-plugin-lucid-node';
import { hash } from 'node:crypto';
import { MatchingConfig } from '../config/LucidConfig';
import { AddressNormaliser } from './AddressNormaliser';
import { LeaveOutRules } from './LeaveOutRules';
import {
  CatalogKeySource,
  MatchKey,
  Matcher,
  RecognisableUser,
} from './Matcher';
import {
  DEFAULT_MATCHERS,
  MatcherRule,
  annotationSource,
  builtInKeySources,
  builtInMatchers,
} from './builtInMatchers';
import { orAborted } from './orAborted';

/** Changes when the matchers change, so that an upgrade decides anew. */
const FORMAT = 2;

/** Longest key of a matcher of a module. */
const LONGEST_KEY = 500;

/** How long a matcher of a module may take to fetch what it compares with. */
const LONGEST_LOAD_MS = 60_000;

/** What a catalog user that was renamed is recognised by; see `identityAnnotations`. */
export const IDENTITY_TARGET = 'identity';

/** A matcher could not get what it compares with. */
export class MatcherUnavailableError extends Error {
  constructor(matcher: string) {
    super(
      `The matcher ${matcher} has not been loaded yet. The log says why; it is tried again all the time.`,
    );
    this.name = 'MatcherUnavailableError';
  }
}

/** How Lucid users are recognised in the catalog: the matchers in their order, and what they compare. */
export class Matching {
  readonly matchers: readonly Matcher[];
  readonly #sources: CatalogKeySource[];
  readonly #leaveOut: LeaveOutRules;
  readonly #rules: string;
  readonly #modules: LucidMatcher[];
  /** What the matchers of modules have loaded last, by their ids. */
  readonly #loaded = new Map<string, string>();

  /**
   * @param options - `modules` are the matchers that modules have added;
   * `config.matchers` holds ids of theirs and of `BUILT_IN_MATCHERS` only
   */
  constructor(options: {
    config: MatchingConfig;
    isOnlyAccount: boolean;
    modules: LucidMatcher[];
  }) {
    const { config, isOnlyAccount, modules } = options;
    const ids = config.matchers ?? [
      ...DEFAULT_MATCHERS,
      ...modules.map(matcher => matcher.id),
    ];
    const addresses = new AddressNormaliser(config);
    const builtIn = { ...config, addresses, isOnlyAccount };
    const rules: Record<string, MatcherRule> = {
      ...Object.fromEntries(
        modules.map(matcher => [matcher.id, ruleOfModule(matcher)]),
      ),
      ...builtInMatchers(builtIn),
    };
    this.matchers = ids.map(id => ({ id, ...rules[id] }));
    this.#modules = modules.filter(({ id }) => ids.includes(id));
    this.#sources = [
      ...builtInKeySources(ids, builtIn),
      ...config.identityAnnotations.map(annotation =>
        annotationSource(annotation, id => [
          { target: IDENTITY_TARGET, value: `${annotation} ${id}` },
        ]),
      ),
      ...this.#modules.map(sourceOfModule),
    ];
    this.#leaveOut = new LeaveOutRules({
      rules: config.leaveOut,
      addresses,
    });
    this.#rules = JSON.stringify([FORMAT, ids, isOnlyAccount, config]);
  }

  /** The fields of `User` entities that are compared. */
  get fields(): string[] {
    return [...new Set(this.#sources.flatMap(source => source.fields))];
  }

  /** A text that is equal for equal rules: the same rules decide the same. */
  get version(): string {
    const loaded = [...this.#loaded].sort();
    return hash('sha1', `${this.#rules}${JSON.stringify(loaded)}`, 'base64url');
  }

  /** Whether every matcher has what it compares with. */
  get isLoaded(): boolean {
    return this.#unloaded() === undefined;
  }

  /** @throws MatcherUnavailableError where a matcher lacks what it compares with */
  assertLoaded(): void {
    const unloaded = this.#unloaded();
    if (unloaded) {
      throw new MatcherUnavailableError(unloaded.id);
    }
  }

  /** Has the matchers of modules fetch what they compare with. */
  async load(options: { signal: AbortSignal }): Promise<void> {
    for (const matcher of this.#modules) {
      const version = await loadModule(matcher, options.signal);
      this.#loaded.set(matcher.id, version);
    }
  }

  /** What a catalog user can be found by. */
  catalogKeysOf(user: Entity): MatchKey[] {
    return this.#sources.flatMap(source => source.keysOf(user));
  }

  /** The name of the rule that leaves a Lucid user out. */
  leftOutBy(user: RecognisableUser): string | undefined {
    return this.#leaveOut.ruleOf(user);
  }

  #unloaded(): LucidMatcher | undefined {
    return this.#modules.find(({ id }) => !this.#loaded.has(id));
  }
}

async function loadModule(
  matcher: LucidMatcher,
  signal: AbortSignal,
): Promise<string> {
  if (!matcher.load) {
    return '';
  }
  const patience = AbortSignal.any([
    signal,
    AbortSignal.timeout(LONGEST_LOAD_MS),
  ]);
  try {
    // Whatever it does with the signal, nobody waits for it any longer.
    return await orAborted(matcher.load({ signal: patience }), patience);
  } catch (error) {
    signal.throwIfAborted();
    // Not a ForwardedError, whose name is that of its cause: this is no time-out of a
    // sync, say.
    throw new Error(`The matcher ${matcher.id} failed: ${error}`, {
      cause: error,
    });
  }
}

function ruleOfModule(matcher: LucidMatcher): MatcherRule {
  return {
    targets: [moduleTarget(matcher.id)],
    keysOf: (user, account) =>
      moduleKeys(matcher.id, matcher.keysOfLucidUser({ ...user, account })),
  };
}

function sourceOfModule(matcher: LucidMatcher): CatalogKeySource {
  return {
    fields: matcher.fields,
    keysOf: user => moduleKeys(matcher.id, matcher.keysOfCatalogUser(user)),
  };
}

function moduleTarget(id: string): string {
  return `module:${id}`;
}

function moduleKeys(id: string, values: unknown): MatchKey[] {
  return (Array.isArray(values) ? values : [])
    .filter(
      value =>
        typeof value === 'string' &&
        value.length > 0 &&
        value.length <= LONGEST_KEY &&
        !value.includes('\0'),
    )
    .map(value => ({ target: moduleTarget(id), value: value.toWellFormed() }));
}
