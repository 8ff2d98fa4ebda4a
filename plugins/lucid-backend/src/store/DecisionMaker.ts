import { MatcherOutcome } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { Decision } from '../reconciliation/decide';
import { RecognisableUser } from '../reconciliation/Matcher';
import { IDENTITY_TARGET } from '../reconciliation/Matching';
import { CatalogLookup } from './CatalogLookup';
import { LastMatches, RememberedMatch } from './LastMatches';
import { MatcherPanel, MatcherVerdict } from './MatcherPanel';
import { NearestUsers } from './NearestUsers';
import { DecisionBasis } from './decisionBasis';

/** Catalog users who may be a leaver that are looked at. */
const MOST_LIKELY = 5;

/** A Lucid user to be decided, and whom it was matched to last. */
export interface UndecidedUser {
  user: RecognisableUser;
  last?: RememberedMatch;
}

/** Decides who Lucid users are, by one reading of the catalog. */
export class DecisionMaker {
  readonly #basis: DecisionBasis;
  readonly #catalog: CatalogLookup;
  readonly #matchers: MatcherPanel;
  readonly #nearest: NearestUsers;

  constructor(options: { knex: Knex; basis: DecisionBasis }) {
    const { knex, basis } = options;
    this.#basis = basis;
    this.#catalog = new CatalogLookup({ knex, readingId: basis.readingId });
    this.#matchers = new MatcherPanel({ ...basis, catalog: this.#catalog });
    this.#nearest = new NearestUsers({ knex });
  }

  /**
   * @param at - since when a match is lost that is lost now
   * @returns decisions in the order of the users
   */
  async decide(users: UndecidedUser[], at: string): Promise<Decision[]> {
    const { matching } = this.#basis;
    const rules = users.map(({ user }) => matching.leftOutBy(user));
    const compared = users.filter((_, index) => rules[index] === undefined);
    const byCatalog = (await this.#compare(compared)).values();
    const decisions = rules.map(
      (leftOutBy): Decision =>
        leftOutBy === undefined
          ? byCatalog.next().value ?? { state: 'undetected' }
          : { state: 'left-out', leftOutBy },
    );
    return decisions.map((decision, index) =>
      decision.state === 'detected'
        ? decision
        : { ...decision, ...this.#lost(users[index].last, at) },
    );
  }

  /** What each matcher makes of a Lucid user, whoever decides. */
  async explain(user: RecognisableUser): Promise<MatcherOutcome[]> {
    return this.#matchers.explain(user);
  }

  async #compare(users: UndecidedUser[]): Promise<Decision[]> {
    const verdicts = await this.#matchers.ask(users.map(({ user }) => user));
    const isUncertain = (index: number) => !verdicts[index].found?.isExact;
    const lastMatches = await LastMatches.read({
      catalog: this.#catalog,
      readingId: this.#basis.readingId,
      matches: users.flatMap(({ last }, index) =>
        last && isUncertain(index) ? [last] : [],
      ),
      others: verdicts.flatMap(({ found }) =>
        found && !found.isExact ? found.match.entityRefs : [],
      ),
    });
    const decisions = users.map(({ last }, index) =>
      combine(verdicts[index], last, lastMatches),
    );
    await this.#acquit(users, decisions);
    await this.#addIdentities(decisions);
    await this.#except(users, decisions);
    return decisions;
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

function combine(
  { found, comparable }: MatcherVerdict,
  last: RememberedMatch | undefined,
  lastMatches: LastMatches,
): Decision {
  if (found && !(last && lastMatches.isSomebodyElse(last, found))) {
    return { state: found.state, match: found.match };
  }
  const renamed = last && lastMatches.renamed(last);
  if (renamed) {
    return renamed;
  }
  const reason = comparable ? 'no-catalog-user' : 'nothing-to-compare';
  return {
    state: 'undetected',
    undetectedReason: last && lastMatches.hasLeft(last) ? 'leaver' : reason,
  };
}
