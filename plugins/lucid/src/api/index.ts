export { lucidApiRef } from './LucidApi';
export type { ExportedFile, ListExport, WholeList } from './ListExport';
export type {
  LucidApi,
  LucidRequestOptions,
  PlacesQuery,
  SyncListQuery,
} from './LucidApi';
export { LucidClient } from './LucidClient';
