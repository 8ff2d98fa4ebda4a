import {
  ActivityQuery,
  CatalogUserListQuery,
  ExceptionListQuery,
  UsageListQuery,
} from 'backstage-plugin-lucid-common';

/**
 * Parameters of a list, without those of its pages.
 *
 * @public
 */
export type WholeList<T> = Omit<T, 'limit' | 'cursor'>;

/**
 * A list to be exported as a whole, with its filters and its order.
 *
 * @public
 */
export type ListExport =
  | { list: 'users'; query: WholeList<UsageListQuery> }
  | { list: 'catalog-users'; query: WholeList<CatalogUserListQuery> }
  | { list: 'exceptions'; query: WholeList<ExceptionListQuery> }
  | { list: 'activity'; query: WholeList<ActivityQuery> };

/**
 * A file that the backend has made.
 *
 * @public
 */
export interface ExportedFile {
  /** Such as `lucid-undetected-2026-11-22.csv`. */
  name: string;
  content: Blob;
}
