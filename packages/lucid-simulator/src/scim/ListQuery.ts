import SCIMMY from 'scimmy';
import { EqualityFilter } from './EqualityFilter';
import {
  AttributePath,
  keepOnly,
  leaveOut,
  parseAttributePath,
} from './attributePaths';
import { ScimResource } from './renderUser';

/** Parameters as Express parses them; SCIMMY makes numbers of the paging ones. */
export type RawQuery = Record<string, unknown>;

/** No page is longer, whatever is asked for. */
const LONGEST_PAGE = 100;

/** Lucid finds no more than this many results with a filter. */
const MOST_FILTERED = 10_000;

function parseNames(query: RawQuery, parameter: string): AttributePath[] {
  const text = query[parameter];
  if (text === undefined) {
    return [];
  }
  if (typeof text !== 'string' || text.trim() === '') {
    throw new SCIMMY.Types.Error(
      400,
      'invalidValue',
      `Expected ${parameter} to be a comma-separated list of attributes`,
    );
  }
  return text.split(',').map(name => parseAttributePath(name.trim()));
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value)
    ? value
    : undefined;
}

/** What a request wants to see: which part of a list, and what of each item. */
export class ListQuery {
  readonly filter?: EqualityFilter;
  readonly #startIndex: number;
  readonly #count: number;
  readonly #wanted: AttributePath[];
  readonly #unwanted: AttributePath[];

  /** @throws a SCIM error with status 400 that names the bad parameter */
  constructor(query: RawQuery) {
    this.#wanted = parseNames(query, 'attributes');
    this.#unwanted = parseNames(query, 'excludedAttributes');
    if (this.#wanted.length && this.#unwanted.length) {
      throw new SCIMMY.Types.Error(
        400,
        'invalidValue',
        'attributes and excludedAttributes exclude each other',
      );
    }
    if (query.filter !== undefined) {
      this.filter = EqualityFilter.parse(query.filter);
    }
    this.#startIndex = Math.max(wholeNumber(query.startIndex) ?? 1, 1);
    this.#count = Math.min(
      Math.max(wholeNumber(query.count) ?? LONGEST_PAGE, 0),
      LONGEST_PAGE,
    );
  }

  /**
   * One page of a list. SCIMMY's own ListResponse would cut a page that is a
   * slice already a second time.
   */
  page<T>(
    items: readonly T[],
    render: (item: T) => ScimResource,
  ): Record<string, unknown> {
    const start = this.#startIndex - 1;
    const totalResults = this.filter
      ? Math.min(items.length, MOST_FILTERED)
      : items.length;
    const end = Math.min(start + this.#count, totalResults);
    const resources = items
      .slice(start, Math.max(start, end))
      .map(item => this.project(render(item)));
    return {
      schemas: [SCIMMY.Messages.ListResponse.id],
      totalResults,
      startIndex: this.#startIndex,
      itemsPerPage: resources.length,
      Resources: resources,
    };
  }

  /** The attributes asked for; `id` and `schemas` are always among them. */
  project(resource: ScimResource): unknown {
    if (this.#wanted.length) {
      return keepOnly(resource, [['schemas'], ['id'], ...this.#wanted]);
    }
    const unwanted = this.#unwanted.filter(
      path => !['schemas', 'id'].includes(path.join('.').toLowerCase()),
    );
    return leaveOut(resource, unwanted);
  }
}
