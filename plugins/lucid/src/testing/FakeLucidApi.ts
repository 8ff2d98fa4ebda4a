import { NotFoundError } from '@backstage/errors';
import {
  CatalogUser,
  CatalogUserListQuery,
  EntityUsage,
  LicenceUsage,
  ListPage,
  LucidStatus,
  Sync,
  UsageFacets,
  UsageListQuery,
} from 'backstage-plugin-lucid-common';
import { LucidApi } from '../api';
import { statusOf, syncOf } from './fixtures';

/** What a {@link FakeLucidApi} knows. */
export interface FakeLucidData {
  status?: LucidStatus;
  usages?: LicenceUsage[];
  catalogUsers?: CatalogUser[];
  syncs?: Sync[];
  entities?: EntityUsage[];
}

/**
 * A backend in memory, which filters, sorts and pages as the real one does.
 * A running sync moves on with every look at it, to the end it is given.
 */
export class FakeLucidApi implements LucidApi {
  data: Required<FakeLucidData>;
  /** Every list of Lucid users that was asked for. */
  readonly userQueries: UsageListQuery[] = [];
  readonly decisions: string[] = [];
  /** What a started sync looks like with every look; the last one stays. */
  looks: Sync[] = [syncOf()];
  failure?: Error;

  constructor(data: FakeLucidData = {}) {
    this.data = {
      status: statusOf(),
      usages: [],
      catalogUsers: [],
      syncs: [],
      entities: [],
      ...data,
    };
  }

  async status(): Promise<LucidStatus> {
    this.#failIfTold();
    return this.data.status;
  }

  async startSync(account = 'default'): Promise<Sync> {
    this.#failIfTold();
    return this.#look(account);
  }

  async sync(): Promise<Sync> {
    this.#failIfTold();
    return this.#look('default');
  }

  async syncs(): Promise<ListPage<Sync>> {
    this.#failIfTold();
    const { syncs } = this.data;
    return { items: syncs, totalItems: syncs.length };
  }

  async confirmSync(id: string): Promise<Sync> {
    this.#failIfTold();
    this.decisions.push(`confirm ${id}`);
    return syncOf({ id });
  }

  async discardSync(id: string): Promise<Sync> {
    this.#failIfTold();
    this.decisions.push(`discard ${id}`);
    return syncOf({ id, state: 'cancelled' });
  }

  async users(query: UsageListQuery = {}): Promise<ListPage<LicenceUsage>> {
    this.#failIfTold();
    this.userQueries.push(query);
    const { filters, offset } = query.cursor
      ? readCursor(query.cursor)
      : { filters: query, offset: 0 };
    const matching = this.data.usages
      .filter(usage => fits(usage, filters))
      .sort((a, b) => a.displayName.localeCompare(b.displayName));
    if (filters.sort === '-displayName') matching.reverse();
    return pageOf(matching, offset, query.limit ?? 25, filters);
  }

  async facets(): Promise<UsageFacets> {
    this.#failIfTold();
    const { usages } = this.data;
    return {
      licences: tally(usages.flatMap(each => each.licences.map(l => l.name))),
      departments: tally(usages.flatMap(each => each.department ?? [])),
    };
  }

  async user(account: string, id: string) {
    const usage = this.data.usages.find(
      each => each.account === account && each.id === id,
    );
    if (!usage) throw new NotFoundError(`No Lucid user ${id}`);
    return { usage, history: [] };
  }

  async catalogUsers(
    query: CatalogUserListQuery = {},
  ): Promise<ListPage<CatalogUser>> {
    this.#failIfTold();
    const text = query.q?.toLowerCase() ?? '';
    const items = this.data.catalogUsers.filter(user =>
      user.displayName.toLowerCase().includes(text),
    );
    return { items, totalItems: items.length };
  }

  async entityUsage(entityRef: string): Promise<EntityUsage | undefined> {
    this.#failIfTold();
    return this.data.entities.find(each => each.entityRef === entityRef);
  }

  #look(account: string): Sync {
    const [next, ...later] = this.looks;
    if (later.length > 0) this.looks = later;
    return { ...next, account };
  }

  #failIfTold() {
    if (this.failure) throw this.failure;
  }
}

function fits(usage: LicenceUsage, query: UsageListQuery): boolean {
  const text = query.q?.toLowerCase() ?? '';
  return (
    (query.state?.includes(usage.state) ?? usage.state !== 'departed') &&
    (!query.department || usage.department === query.department) &&
    (!query.licence ||
      usage.licences.some(({ name }) => name === query.licence)) &&
    (!query.access ||
      usage.licences.some(({ access }) => access === query.access)) &&
    [usage.displayName, usage.email ?? '', usage.id].some(value =>
      value.toLowerCase().includes(text),
    )
  );
}

function pageOf(
  all: LicenceUsage[],
  offset: number,
  limit: number,
  filters: UsageListQuery,
): ListPage<LicenceUsage> {
  const cursorAt = (at: number) => JSON.stringify({ filters, offset: at });
  return {
    items: all.slice(offset, offset + limit),
    totalItems: all.length,
    nextCursor:
      offset + limit < all.length ? cursorAt(offset + limit) : undefined,
    prevCursor: offset > 0 ? cursorAt(Math.max(0, offset - limit)) : undefined,
  };
}

function readCursor(cursor: string): {
  filters: UsageListQuery;
  offset: number;
} {
  return JSON.parse(cursor);
}

function tally(values: string[]): { value: string; users: number }[] {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].map(([value, users]) => ({ value, users }));
}
