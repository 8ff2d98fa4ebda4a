import { UsageChange } from 'backstage-plugin-lucid-common';
import { LucidPerson, lucidPerson } from '../world/lucidPeople';
import { World } from '../world/World';
import { CatalogOracle, stateOf } from './CatalogOracle';
import { StoreContent } from './StoreContent';
import { contentOf } from './contentOf';

/** What happened to one user with one change of the store, in any order. */
export interface HistoryEntry {
  /** Absent where the catalog changed, and not Lucid. */
  syncId?: string;
  events: Pick<UsageChange, 'type' | 'before' | 'after'>[];
}

/** A Lucid user that the store has seen. */
export interface SeenUser {
  /** As it was when it was there for the last time. */
  person: LucidPerson;
  isPresent: boolean;
}

/**
 * What a store must hold after the worlds that it has been brought to, one
 * after the other. Built from what the worlds are, not from what the code under
 * test does.
 */
export class ExpectedStore {
  readonly #users: number;
  readonly #oracle: CatalogOracle;
  readonly #world: World | undefined;
  readonly #seen: Map<string, SeenUser>;
  /** By id, oldest first; shared with the stores that follow this one. */
  readonly #history: Map<string, HistoryEntry[]>;
  #content: StoreContent | undefined;

  /** A store that has never been synced. */
  static empty(users: number): ExpectedStore {
    return new ExpectedStore({
      users,
      oracle: new CatalogOracle(users),
      seen: new Map(),
      history: new Map(),
    });
  }

  private constructor(options: {
    users: number;
    oracle: CatalogOracle;
    world?: World;
    seen: Map<string, SeenUser>;
    history: Map<string, HistoryEntry[]>;
  }) {
    this.#users = options.users;
    this.#oracle = options.oracle;
    this.#world = options.world;
    this.#seen = options.seen;
    this.#history = options.history;
  }

  get world(): World | undefined {
    return this.#world;
  }

  /** What the API has to show. */
  get content(): StoreContent {
    this.#content ??= contentOf(
      [...this.#seen.values()],
      this.#world?.catalog ?? 0,
      this.#oracle,
    );
    return this.#content;
  }

  /** The history of a user, newest first. */
  historyOf(id: string): HistoryEntry[] {
    return [...(this.#history.get(id) ?? [])].reverse();
  }

  /** Ids of all users that were ever there. */
  get ids(): string[] {
    return [...this.#seen.keys()];
  }

  /**
   * The store after a change to another world.
   *
   * @param syncId - the sync that made it, or none where it was reconciled anew
   */
  after(world: World, syncId: string | undefined): ExpectedStore {
    const seen = new Map<string, SeenUser>();
    const history = new Map(this.#history);
    for (let index = 0; index < this.#users; index += 1) {
      const person = lucidPerson(index, world.lucid);
      const id = `lucid-${index}`;
      const before = this.#seen.get(id);
      if (person) {
        seen.set(id, { person, isPresent: true });
      } else if (before) {
        seen.set(id, { ...before, isPresent: false });
      }
      const events = this.#eventsOf(before, person, world);
      if (events.length > 0) {
        const entry = { ...(syncId !== undefined && { syncId }), events };
        history.set(id, [...(history.get(id) ?? []), entry]);
      }
    }
    return new ExpectedStore({
      users: this.#users,
      oracle: this.#oracle,
      world,
      seen,
      history,
    });
  }

  #eventsOf(
    before: SeenUser | undefined,
    after: LucidPerson | undefined,
    world: World,
  ): HistoryEntry['events'] {
    if (!after) {
      return before?.isPresent
        ? [{ type: 'departed', before: labelOf(before.person) }]
        : [];
    }
    if (!before?.isPresent) {
      const type = before ? 'returned' : 'appeared';
      return [{ type, after: labelOf(after) }];
    }
    const changes = [
      { type: 'licences', of: labelOf },
      { type: 'email', of: (person: LucidPerson) => person.email },
      { type: 'department', of: (person: LucidPerson) => person.department },
    ] as const;
    const stateBefore = this.#stateOf(before.person, this.#world?.catalog ?? 0);
    const stateAfter = this.#stateOf(after, world.catalog);
    return [
      ...changes
        .map(({ type, of }) => ({
          type,
          before: of(before.person),
          after: of(after),
        }))
        .filter(change => change.before !== change.after),
      ...(stateBefore === stateAfter
        ? []
        : [{ type: 'state', before: stateBefore, after: stateAfter } as const]),
    ];
  }

  #stateOf(person: LucidPerson, catalog: World['catalog']): string {
    return stateOf(this.#oracle.refsOf(person.email, catalog));
  }
}

/** The licences as the history tells of them. */
function labelOf({ licences }: LucidPerson): string {
  return licences
    .map(({ name, access }) => (access ? `${name} (${access})` : name))
    .join(', ');
}
