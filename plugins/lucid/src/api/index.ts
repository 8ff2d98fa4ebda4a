export { lucidApiRef } from './LucidApi';
export type { ExportedFile, ListExport } from './ListExport';
export type {
  LucidApi,
  LucidRequestOptions,
  PlacesQuery,
  SyncListQuery,
} from './LucidApi';
export { LucidClient } from './LucidClient';
