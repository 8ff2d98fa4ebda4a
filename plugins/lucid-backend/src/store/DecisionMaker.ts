import { MatcherOutcome, RENAMED_MATCHER } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import {
  Candidate,
  Decision,
  Found,
  LastMatch,
  decideByMatchers,
} from '../reconciliation/decide';
import { MatchKey, RecognisableUser } from '../reconciliation/Matcher';
import { IDENTITY_TARGET } from '../reconciliation/Matching';
import { CatalogLookup, KeyOwners, Presence } from './CatalogLookup';
import { NearestUsers } from './NearestUsers';
import { DecisionBasis } from './decisionBasis';

/** Catalog users who may be a leaver that are looked at. */
const MOST_LIKELY = 5;

/** Matches that say nothing of the address of the catalog user. */
const NOT_BY_ADDRESS = ['annotation', 'external-id', 'entity-name'];

/** A Lucid user to be decided, and whom it was matched to last. */
export interface UndecidedUser {
  user: RecognisableUser;
  last?: LastMatch & { identity?: string };
}

/** What the catalog says of the last matches of users that no matcher finds. */
interface Whereabouts {
  present: Map<string, Presence>;
  leftOut: Set<string>;
  /** Who is named so by a directory now. */
  owners: KeyOwners;
}

/** Decides who Lucid users are, by one reading of the catalog. */
export class DecisionMaker {
  readonly #basis: DecisionBasis;
  readonly #catalog: CatalogLookup;
  readonly #nearest: NearestUsers;

  constructor(options: { knex: Knex; basis: DecisionBasis }) {
    this.#basis = options.basis;
    this.#nearest = new NearestUsers({ knex: options.knex });
    this.#catalog = new CatalogLookup({
      knex: options.knex,
      readingId: options.basis.readingId,
    });
  }

  /**
   * @param at - since when a match is lost that is lost now
   * @returns decisions in the order of the users
   */
  async decide(users: UndecidedUser[], at: string): Promise<Decision[]> {
    const { matching } = this.#basis;
    const rules = users.map(({ user }) => matching.leftOutBy(user));
    const byMatchers = await this.#askMatchers(
      users.map(({ user }, index) => (rules[index] ? undefined : user)),
    );
    const uncertain = users.filter(
      (_, index) => !rules[index] && !byMatchers[index].found?.isExact,
    );
    const whereabouts = await this.#whereabouts(
      uncertain,
      byMatchers.flatMap(({ found }) =>
        found && !found.isExact ? found.match.entityRefs : [],
      ),
    );
    const decisions = users.map((undecided, index): Decision => {
      const leftOutBy = rules[index];
      if (leftOutBy) {
        return {
          state: 'left-out',
          leftOutBy,
          ...this.#lost(undecided.last, at),
        };
      }
      const { found, comparable } = byMatchers[index];
      const isSomebodyElse =
        found && this.#isSomebodyElse(undecided.last, found, whereabouts);
      return (
        (found && !isSomebodyElse
          ? { state: found.state, match: found.match }
          : undefined) ??
        renamed(undecided.last, whereabouts) ?? {
          state: 'undetected',
          undetectedReason: reasonOf(undecided.last, whereabouts, comparable),
        }
      );
    });
    await this.#acquit(users, decisions);
    await this.#addIdentities(decisions);
    await this.#except(users, decisions);
    return decisions.map((decision, index) =>
      decision.state === 'detected' || decision.state === 'left-out'
        ? decision
        : { ...decision, ...this.#lost(users[index].last, at) },
    );
  }

  /** What each matcher makes of a Lucid user, whoever decides. */
  async explain(user: RecognisableUser): Promise<MatcherOutcome[]> {
    const { matching, account } = this.#basis;
    const keys = matching.matchers.map(({ id, keysOf }) => ({
      id,
      keys: keysOf(user, account),
    }));
    const owners = await this.#catalog.owners(keys.flatMap(one => one.keys));
    let decided = false;
    return keys.map(({ id, keys: keysOfMatcher }) => {
      const entityRefs = closestOwners(keysOfMatcher, owners);
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

  /** Asks the matchers about each of some users; nobody about those that are left out. */
  async #askMatchers(users: (RecognisableUser | undefined)[]): Promise<
    {
      found?: Found;
      /** Whether there was anything to be recognised by but the id. */
      comparable: boolean;
    }[]
  > {
    const { matching, account } = this.#basis;
    const keys = users.map(user =>
      user
        ? matching.matchers.map(matcher => matcher.keysOf(user, account))
        : [],
    );
    const owners = await this.#catalog.owners(allOf(keys));
    return keys.map(keysOfUser => {
      const candidates: Candidate[] = [];
      let comparable = false;
      keysOfUser.forEach((keysOfMatcher, rank) => {
        for (const key of keysOfMatcher) {
          comparable ||= key.target !== 'lucid-user-id';
          for (const entityRef of owners.of(key)) {
            candidates.push({
              rank: rank + (key.distance ?? 0) / 4,
              matcher: matching.matchers[rank].id,
              value: key.value,
              entityRef,
            });
          }
        }
      });
      return { found: decideByMatchers(candidates), comparable };
    });
  }

  /** @param found - refs of others of whom it matters since when they are there */
  async #whereabouts(
    users: UndecidedUser[],
    found: string[],
  ): Promise<Whereabouts> {
    const last = users.flatMap(user => user.last ?? []);
    const refs = [...new Set(last.map(({ entityRef }) => entityRef))];
    return {
      present: await this.#catalog.presence([...new Set([...refs, ...found])]),
      leftOut: await this.#catalog.leftOut(refs),
      owners: await this.#catalog.owners(
        last.flatMap(({ identity }) => identityKey(identity)),
      ),
    };
  }

  /**
   * Calls nobody a leaver who may have moved from one directory to another: whose
   * catalog user is gone, while somebody of the same name, or the same address in
   * another domain, is there, and has no licence.
   */
  async #acquit(users: UndecidedUser[], decisions: Decision[]): Promise<void> {
    const leavers = decisions
      .map((decision, index) => ({ decision, user: users[index].user }))
      .filter(({ decision }) => decision.undetectedReason === 'leaver');
    const { account, readingId } = this.#basis;
    const nearest = await this.#nearest.nearest(
      leavers.map(({ user }) => ({ ...user, account })),
      { readingId, most: MOST_LIKELY },
    );
    leavers.forEach(({ decision }, index) => {
      const hasMoved = nearest[index].some(
        ({ likeness, licensed }) =>
          !licensed && ['same-name', 'same-local-part'].includes(likeness),
      );
      if (hasMoved) {
        decision.undetectedReason = 'no-catalog-user';
      }
    });
  }

  /** Remembers how the directory names those who are detected. */
  async #addIdentities(decisions: Decision[]): Promise<void> {
    if (!(await this.#catalog.has(IDENTITY_TARGET))) {
      return;
    }
    const refs = decisions.flatMap(({ state, match }) =>
      state === 'detected' && match ? match.entityRefs : [],
    );
    const present = await this.#catalog.presence(refs);
    for (const decision of decisions) {
      if (decision.state === 'detected' && decision.match) {
        decision.identity = present.get(decision.match.entityRefs[0])?.identity;
      }
    }
  }

  /**
   * Whether somebody who is only taken for the same was in the catalog together
   * with the person it was matched to, who has gone: two people, then.
   */
  #isSomebodyElse(
    last: UndecidedUser['last'],
    found: Found,
    { present }: Whereabouts,
  ): boolean {
    if (!last || found.isExact || NOT_BY_ADDRESS.includes(last.matcher)) {
      return false;
    }
    const lostBy = last.readingId ?? this.#basis.readingId ?? 0;
    return (
      hasGone(last, present) &&
      found.match.entityRefs.every(
        ref => (present.get(ref)?.sinceReading ?? lostBy) < lostBy,
      )
    );
  }

  /** What is kept of a match by whoever is not detected any more. */
  #lost(
    last: UndecidedUser['last'],
    at: string,
  ): Pick<Decision, 'former' | 'identity'> {
    if (!last) {
      return {};
    }
    const { identity, ...match } = last;
    return {
      identity,
      former: {
        ...match,
        until: match.until ?? at,
        readingId: match.readingId ?? this.#basis.readingId,
      },
    };
  }

  /** Whoever is not detected may be accounted for by an exception. */
  async #except(users: UndecidedUser[], decisions: Decision[]): Promise<void> {
    const isOpen = ({ state }: Decision) =>
      state === 'undetected' || state === 'ambiguous';
    const open = users.filter((_, index) => isOpen(decisions[index]));
    if (open.length === 0) {
      return;
    }
    const exceptions = await this.#basis.exceptions.of(
      open.map(({ user }) => user),
    );
    decisions.forEach((decision, index) => {
      const exceptionId = exceptions.get(users[index].user.id);
      if (exceptionId !== undefined && isOpen(decision)) {
        decision.state = 'excepted';
        decision.exceptionId = exceptionId;
      }
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

/** Who has the key that is closest to what the Lucid user has, of all that anybody has. */
function closestOwners(keys: MatchKey[], owners: KeyOwners): string[] {
  for (const distance of [0, 1, 2, 3]) {
    const refs = keys
      .filter(key => (key.distance ?? 0) === distance)
      .flatMap(key => owners.of(key));
    if (refs.length > 0) {
      return [...new Set(refs)].sort();
    }
  }
  return [];
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

/**
 * A person whom no matcher finds any more, because the address in the catalog
 * has changed, while the directory still names the person as before. A match
 * that somebody made by hand, and took back, is not made again.
 */
function renamed(
  last: UndecidedUser['last'],
  { owners }: Whereabouts,
): Decision | undefined {
  if (!last?.identity || NOT_BY_ADDRESS.includes(last.matcher)) {
    return undefined;
  }
  const refs = new Set(
    identityKey(last.identity).flatMap(key => owners.of(key)),
  );
  return refs.size === 1
    ? {
        state: 'detected',
        match: {
          matcher: RENAMED_MATCHER,
          value: last.value,
          entityRefs: [...refs],
        },
      }
    : undefined;
}

function reasonOf(
  last: UndecidedUser['last'],
  { present, leftOut }: Whereabouts,
  comparable: boolean,
): Decision['undetectedReason'] {
  if (last && hasGone(last, present) && !leftOut.has(last.entityRef)) {
    return 'leaver';
  }
  return comparable ? 'no-catalog-user' : 'nothing-to-compare';
}

/** Whether a catalog user is not there any more, or its name is that of somebody else now. */
function hasGone(
  last: LastMatch & { identity?: string },
  present: Map<string, Presence>,
): boolean {
  const presence = present.get(last.entityRef);
  if (!presence) {
    return true;
  }
  const { identity } = presence;
  return (
    last.identity !== undefined &&
    identity !== undefined &&
    identity !== last.identity
  );
}

function identityKey(identity: string | undefined): MatchKey[] {
  return identity === undefined
    ? []
    : [{ target: IDENTITY_TARGET, value: identity }];
}
