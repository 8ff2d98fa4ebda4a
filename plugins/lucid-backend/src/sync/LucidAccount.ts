import { LucidAccountConfig } from '../config/LucidConfig';
import { SyncRunner } from './SyncRunner';

/** A configured Lucid account with what runs its syncs. */
export interface LucidAccount {
  config: LucidAccountConfig;
  runner: SyncRunner;
}
