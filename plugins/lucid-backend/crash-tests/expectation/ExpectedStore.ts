import { Licence, UsageChange } from 'backstage-plugin-lucid-common';
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
        ? [
            {
              type: 'departed',
              before: labelOf(before.person),
              after: 'deleted',
            },
          ]
        : [];
    }
    if (!before?.isPresent) {
      const type = before ? 'returned' : 'appeared';
      return [{ type, after: labelOf(after) }];
    }
    const changes = [
      { type: 'email', of: (person: LucidPerson) => person.email },
      { type: 'department', of: (person: LucidPerson) => person.department },
    ] as const;
    return [
      ...licenceEventsOf(before.person, after),
      ...changes
        .map(({ type, of }) => ({
          type,
          before: of(before.person),
          after: of(after),
        }))
        .filter(change => change.before !== change.after),
      ...stateEventsOf(
        this.#oracle.refsOf(before.person.email, this.#world?.catalog ?? 0),
        this.#oracle.refsOf(after.email, world.catalog),
      ),
    ];
  }
}

/** In the worlds there are, nobody's access changes. */
function licenceEventsOf(
  before: LucidPerson,
  after: LucidPerson,
): HistoryEntry['events'] {
  const [lost, gained] = [
    [before, after],
    [after, before],
  ].map(([one, other]) =>
    one.licences.filter(({ name }) =>
      other.licences.every(licence => licence.name !== name),
    ),
  );
  return [
    ...lost.map(
      licence =>
        ({ type: 'licence-lost', before: labelOfLicence(licence) } as const),
    ),
    ...gained.map(
      licence =>
        ({ type: 'licence-gained', after: labelOfLicence(licence) } as const),
    ),
  ];
}

/** Somebody who is detected may be taken for somebody else. */
function stateEventsOf(
  before: string[],
  after: string[],
): HistoryEntry['events'] {
  const states = [stateOf(before), stateOf(after)];
  if (states[0] !== states[1]) {
    return [{ type: 'state', before: states[0], after: states[1] }];
  }
  return states[0] === 'detected' && before[0] !== after[0]
    ? [{ type: 'state', before: before[0], after: after[0] }]
    : [];
}

/** The licences as the history tells of them. */
function labelOf({ licences }: LucidPerson): string {
  return licences.map(labelOfLicence).join(', ');
}

function labelOfLicence({ name, access }: Licence): string {
  return access ? `${name} (${access})` : name;
}
