export { lucidApiRef } from './LucidApi';
export type {
  LucidApi,
  LucidRequestOptions,
  PlacesQuery,
  SyncListQuery,
} from './LucidApi';
export { LucidClient } from './LucidClient';
