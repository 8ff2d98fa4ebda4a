export { lucidApiRef } from './LucidApi';
export type { ExportedFile, ListExport, WholeList } from './ListExport';
export type { LucidApi, PlacesQuery, SyncListQuery } from './LucidApi';
export { LucidClient } from './LucidClient';
export type {
  AccountQuery,
  LucidFigures,
  LucidRequestOptions,
} from './LucidFigures';
export { LucidFiguresClient } from './LucidFiguresClient';
