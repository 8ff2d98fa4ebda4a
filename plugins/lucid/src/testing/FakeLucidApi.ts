import { NotFoundError } from '@backstage/errors';
import {
  CatalogUserListQuery,
  CsvOptions,
  EntityUsage,
  ExceptionListQuery,
  ExceptionRequest,
  ExceptionResult,
  ExceptionTerms,
  LicenceException,
  LicenceUsageDetails,
  ListPage,
  ListedCatalogUser,
  ListedUsage,
  LucidGroup,
  LucidStatus,
  MatchExplanation,
  PlacedUsers,
  ReconciliationRequest,
  ReconciliationStatus,
  Sync,
  UsageFacets,
  UsageListQuery,
  UsagePlaces,
} from 'backstage-plugin-lucid-common';
import {
  ExportedFile,
  ListExport,
  LucidApi,
  LucidRequestOptions,
} from '../api';
import {
  FakeFigureData,
  FakeLucidFigures,
  noFigures,
} from './FakeLucidFigures';
import { fitsCatalogQuery, fitsUsageQuery, sortUsages } from './fakeQueries';
import { explanationOf, statusOf, syncOf } from './fixtures';
import { pageOf } from './fakePages';

const MADE_AT = '2026-03-10T09:00:00.000Z';

/** What a {@link FakeLucidApi} knows. */
export interface FakeLucidData extends FakeFigureData {
  status?: LucidStatus;
  usages?: ListedUsage[];
  catalogUsers?: ListedCatalogUser[];
  exceptions?: LicenceException[];
  lucidGroups?: LucidGroup[];
  places?: PlacedUsers[];
  explanation?: MatchExplanation;
  syncs?: Sync[];
  entities?: EntityUsage[];
}

/**
 * A backend in memory, which filters, sorts and pages as the real one does.
 * A running sync moves on with every look at it, to the end it is given.
 */
export class FakeLucidApi extends FakeLucidFigures implements LucidApi {
  data: Required<FakeLucidData>;
  /** Every list of Lucid users that was asked for. */
  readonly userQueries: UsageListQuery[] = [];
  /** Every list of catalog users that was asked for. */
  readonly catalogQueries: CatalogUserListQuery[] = [];
  /** Every list that was exported, and how. */
  readonly exports: (ListExport & { format: CsvOptions })[] = [];
  readonly decisions: string[] = [];
  /** Every exception that was made. */
  readonly exceptionRequests: ExceptionRequest[] = [];
  readonly reconciliations: ReconciliationRequest[] = [];
  /** What a started sync looks like with every look; the last one stays. */
  looks: Sync[] = [syncOf()];

  constructor(data: FakeLucidData = {}) {
    super();
    this.data = {
      ...noFigures(),
      status: statusOf(),
      usages: [],
      catalogUsers: [],
      exceptions: [],
      lucidGroups: [],
      places: [],
      explanation: explanationOf(),
      syncs: [],
      entities: [],
      ...data,
    };
  }

  async status(): Promise<LucidStatus> {
    this.failIfTold();
    return this.data.status;
  }

  async startSync(account = 'default'): Promise<Sync> {
    this.failIfTold();
    return this.#look(account);
  }

  async sync(id: string): Promise<Sync> {
    this.failIfTold();
    const isFollowed = this.looks.some(look => look.id === id);
    const known = this.data.syncs.find(each => each.id === id);
    if (known && !isFollowed) return known;
    return this.#look('default');
  }

  async syncs(): Promise<ListPage<Sync>> {
    this.failIfTold();
    const { syncs } = this.data;
    return { items: syncs, totalItems: syncs.length };
  }

  async confirmSync(id: string): Promise<Sync> {
    this.failIfTold();
    this.decisions.push(`confirm ${id}`);
    return syncOf({ id });
  }

  async discardSync(id: string): Promise<Sync> {
    this.failIfTold();
    this.decisions.push(`discard ${id}`);
    return syncOf({ id, state: 'cancelled' });
  }

  async users(query: UsageListQuery = {}): Promise<ListPage<ListedUsage>> {
    this.failIfTold();
    this.userQueries.push(query);
    return pageOf(query, filters =>
      sortUsages(
        this.data.usages.filter(usage => fitsUsageQuery(usage, filters)),
        filters.sort,
      ),
    );
  }

  async facets(): Promise<UsageFacets> {
    this.failIfTold();
    const { usages } = this.data;
    return {
      licences: tally(usages.flatMap(each => each.licences.map(l => l.name))),
      departments: tally(usages.flatMap(each => each.department ?? [])),
    };
  }

  async user(account: string, id: string): Promise<LicenceUsageDetails> {
    this.failIfTold();
    const usage = this.data.usages.find(
      each => each.account === account && each.id === id,
    );
    if (!usage) throw new NotFoundError(`No Lucid user ${id}`);
    return { usage, history: [], explanation: this.data.explanation };
  }

  async exceptUser(account: string, id: string, terms: ExceptionTerms) {
    await this.makeExceptions({ ...terms, users: [{ account, id }] });
    const { usage } = await this.user(account, id);
    return usage;
  }

  async endUserException(account: string, id: string): Promise<void> {
    this.failIfTold();
    this.decisions.push(`end exception of ${account}/${id}`);
    this.#change(account, id, ({ exception: _, ...usage }) => ({
      ...usage,
      state: 'undetected',
    }));
  }

  async makeExceptions(request: ExceptionRequest): Promise<ExceptionResult> {
    this.failIfTold();
    this.exceptionRequests.push(request);
    const { note, until } = request;
    const made = { note, until, by: 'user:default/guest', at: MADE_AT };
    if ('rule' in request) {
      const id = `exception-of-rule-${this.exceptionRequests.length}`;
      const { rule } = request;
      this.data.exceptions = [
        { ...made, id, rule, state: 'active', users: 0 },
        ...this.data.exceptions,
      ];
      return { exceptions: [id] };
    }
    const exceptions = request.users.map(user => {
      const id = `exception-of-${user.id}`;
      this.#change(user.account, user.id, usage => ({
        ...usage,
        state: 'excepted',
        exception: { ...made, id },
      }));
      return id;
    });
    return { exceptions };
  }

  async exceptions(
    query: ExceptionListQuery = {},
  ): Promise<ListPage<LicenceException>> {
    this.failIfTold();
    return pageOf(query, ({ state }) =>
      this.data.exceptions.filter(each => !state || each.state === state),
    );
  }

  async endException(id: string): Promise<void> {
    this.failIfTold();
    this.decisions.push(`end exception ${id}`);
    this.data.exceptions = this.data.exceptions.map(each =>
      each.id === id
        ? { ...each, state: 'revoked', endedAt: MADE_AT, users: 0 }
        : each,
    );
  }

  async reconcile(
    request: ReconciliationRequest = {},
  ): Promise<ReconciliationStatus> {
    this.failIfTold();
    this.reconciliations.push(request);
    return { ...this.data.status.reconciliation, running: true };
  }

  async lucidGroups(): Promise<ListPage<LucidGroup>> {
    this.failIfTold();
    const { lucidGroups } = this.data;
    return { items: lucidGroups, totalItems: lucidGroups.length };
  }

  async places(): Promise<UsagePlaces> {
    this.failIfTold();
    return { places: this.data.places };
  }

  async catalogUsers(
    query: CatalogUserListQuery = {},
  ): Promise<ListPage<ListedCatalogUser>> {
    this.failIfTold();
    this.catalogQueries.push(query);
    return pageOf(query, filters =>
      this.data.catalogUsers.filter(user => fitsCatalogQuery(user, filters)),
    );
  }

  async exportCsv(
    wanted: ListExport,
    format: CsvOptions = {},
    _options?: LucidRequestOptions,
  ): Promise<ExportedFile> {
    this.failIfTold();
    this.exports.push({ ...wanted, format });
    return {
      name: `lucid-${wanted.list}-2026-03-10.csv`,
      content: new Blob(['Name\r\n'], { type: 'text/csv' }),
    };
  }

  async entityUsage(entityRef: string): Promise<EntityUsage | undefined> {
    this.failIfTold();
    return this.data.entities.find(each => each.entityRef === entityRef);
  }

  #look(account: string): Sync {
    const [next, ...later] = this.looks;
    if (later.length > 0) this.looks = later;
    return { ...next, account };
  }

  #change(
    account: string,
    id: string,
    change: (usage: ListedUsage) => ListedUsage,
  ) {
    this.data.usages = this.data.usages.map(usage =>
      usage.account === account && usage.id === id ? change(usage) : usage,
    );
  }
}

function tally(values: string[]): { value: string; users: number }[] {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].map(([value, users]) => ({ value, users }));
}
