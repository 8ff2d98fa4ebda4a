export { lucidApiRef } from './LucidApi';
export type { LucidApi, LucidRequestOptions, SyncListQuery } from './LucidApi';
export { LucidClient } from './LucidClient';
