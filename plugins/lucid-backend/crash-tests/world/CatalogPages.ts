import { Entity } from '@backstage/catalog-model';
import { CATALOG_STATES, World } from './World';
import { catalogEntities } from './catalogPeople';

const KINDS = ['User', 'Group'] as const;

/** The answers of the catalog in each of its states. */
export class CatalogPages {
  readonly #entities: Record<(typeof KINDS)[number], Entity[]>[];

  constructor(users: number) {
    this.#entities = CATALOG_STATES.map(state => ({
      User: catalogEntities('User', users, state),
      Group: catalogEntities('Group', users, state),
    }));
  }

  /** Of `GET /entity-facets?facet=kind`. */
  kinds(state: World['catalog']): string {
    const kind = KINDS.map(value => ({
      value,
      count: this.#entities[state][value].length,
    }));
    return JSON.stringify({ facets: { kind } });
  }

  /** Of `GET /entities/by-query`. */
  page(state: World['catalog'], query: URLSearchParams): string {
    // The cursor of this catalog says of which kind it is, and how far it got.
    const [kindOfCursor, offsetOfCursor] = (query.get('cursor') ?? '').split(
      ':',
    );
    const kind = KINDS.find(
      it => it === kindOfCursor || query.get('filter') === `kind=${it}`,
    );
    const offset = Number(offsetOfCursor ?? 0);
    const limit = Number(query.get('limit') ?? 20);
    const all = kind ? this.#entities[state][kind] : [];
    const items = all.slice(offset, offset + limit);
    const end = offset + items.length;
    return JSON.stringify({
      items,
      totalItems: all.length,
      pageInfo: end < all.length ? { nextCursor: `${kind}:${end}` } : {},
    });
  }
}
