import {
  lucidSyncManagePermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import { SyncService } from '../sync/SyncService';
import { Authorizer, OnBehalf } from './Authorizer';

/** Answers tell what is to be read of a sync. */
const NEEDED = [lucidSyncManagePermission, lucidUsageReadPermission];

type Started = ReturnType<SyncService['start']>;
type Settled = ReturnType<SyncService['confirm']>;

/** What can be asked for of syncs; see {@link SyncService}. */
export interface RequestedSyncs {
  start(account: string | undefined, onBehalf: OnBehalf): Started;
  confirm(syncId: string, onBehalf: OnBehalf): Settled;
  discard(syncId: string, onBehalf: OnBehalf): Settled;
}

/** Starts and settles syncs for those who may. */
export class AuthorizedSyncService implements RequestedSyncs {
  readonly #syncs: Pick<SyncService, keyof RequestedSyncs>;
  readonly #authorizer: Authorizer;

  constructor(options: {
    syncs: Pick<SyncService, keyof RequestedSyncs>;
    authorizer: Authorizer;
  }) {
    this.#syncs = options.syncs;
    this.#authorizer = options.authorizer;
  }

  async start(account: string | undefined, onBehalf: OnBehalf): Started {
    await this.#authorizer.require(NEEDED, onBehalf);
    return this.#syncs.start(account);
  }

  async confirm(syncId: string, onBehalf: OnBehalf): Settled {
    await this.#authorizer.require(NEEDED, onBehalf);
    return this.#syncs.confirm(syncId);
  }

  async discard(syncId: string, onBehalf: OnBehalf): Settled {
    await this.#authorizer.require(NEEDED, onBehalf);
    return this.#syncs.discard(syncId);
  }
}
