import SCIMMY from 'scimmy';
import { LucidAccount } from '../account/LucidAccount';
import { LucidUser } from '../account/lucidUser';
import { EqualityFilter } from './EqualityFilter';
import { ListQuery, RawQuery } from './ListQuery';
import { valuesAt } from './attributePaths';
import { renderGroup } from './renderGroup';
import { ScimResource, UserShape, renderUser } from './renderUser';

/**
 * Handed to the resources with every request: SCIMMY keeps its resource types
 * once per process, while several simulators may run in it.
 */
export interface ScimContext {
  account: LucidAccount;
  shape: UserShape;
  /** URL up to and with `/scim/v2`. */
  baseUrl: string;
  /** Called after a page of users was put together. */
  onPageRead(): void;
}

function notFound(id: string): never {
  throw new SCIMMY.Types.Error(404, '', `Resource ${id} not found`);
}

/** What Lucid finds fast is looked at without putting together every user. */
const fastAttributes: Record<string, (user: LucidUser) => unknown[]> = {
  id: user => [user.id],
  username: user => [user.userName],
  displayname: user => [user.displayName],
  externalid: user => [user.externalId],
  email: user => user.emails.map(email => email.value),
  'emails.value': user => user.emails.map(email => email.value),
  workemail: user =>
    user.emails
      .filter(email => email.type === 'work')
      .map(email => email.value),
};

function findUsers(
  filter: EqualityFilter,
  users: readonly LucidUser[],
  render: (user: LucidUser) => ScimResource,
): LucidUser[] {
  const read =
    fastAttributes[filter.attribute] ??
    ((user: LucidUser) => valuesAt(render(user), filter.path));
  return users.filter(user => filter.matches(read(user)));
}

/** SCIMMY's routers make one of these for each request. */
abstract class LucidResource extends SCIMMY.Types.Resource {
  protected readonly query: ListQuery;

  /** Takes an id and a query for one resource, a query alone for a list. */
  constructor(idOrQuery?: string | RawQuery, query: RawQuery = {}) {
    super(typeof idOrQuery === 'string' ? idOrQuery : undefined);
    this.query = new ListQuery(
      typeof idOrQuery === 'object' ? idOrQuery : query,
    );
  }
}

class LucidUsers extends LucidResource {
  static readonly endpoint = '/Users';
  static readonly schema = SCIMMY.Schemas.User;
  /** The URL is part of the context, so there is nothing to be kept. */
  static readonly basepath = () => LucidUsers;

  async read(context?: unknown) {
    const { account, shape, baseUrl, onPageRead } = context as ScimContext;
    const render = (user: LucidUser) =>
      renderUser(user, account, shape, baseUrl);
    if (this.id !== undefined) {
      const user = account.findUser(this.id) ?? notFound(this.id);
      return this.query.project(render(user));
    }
    const { filter } = this.query;
    const users = filter
      ? findUsers(filter, account.activeUsers, render)
      : account.activeUsers;
    const page = this.query.page(users, render);
    onPageRead();
    return page;
  }
}

class LucidGroups extends LucidResource {
  static readonly endpoint = '/Groups';
  static readonly schema = SCIMMY.Schemas.Group;
  static readonly basepath = () => LucidGroups;

  constructor(idOrQuery?: string | RawQuery, query?: RawQuery) {
    super(idOrQuery, query);
    const { filter } = this.query;
    if (filter && filter.attribute !== 'displayname') {
      throw new SCIMMY.Types.Error(
        400,
        'invalidFilter',
        'Groups can be filtered by displayName only',
      );
    }
  }

  async read(context?: unknown) {
    const { account, baseUrl } = context as ScimContext;
    if (this.id !== undefined) {
      const group = account.findGroup(this.id) ?? notFound(this.id);
      return this.query.project(renderGroup(group, account, baseUrl));
    }
    const { filter } = this.query;
    const groups = filter
      ? account.groups.filter(group =>
          filter.matchesExactly([group.displayName]),
        )
      : account.groups;
    return this.query.page(groups, group =>
      renderGroup(group, account, baseUrl),
    );
  }
}

/** Makes the resource types known to SCIMMY. */
export function declareResources(): void {
  SCIMMY.Resources.declare(LucidUsers, 'User');
  SCIMMY.Resources.declare(LucidGroups, 'Group');
}
