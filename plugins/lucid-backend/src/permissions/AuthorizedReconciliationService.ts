import {
  lucidSyncManagePermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { Authorizer, OnBehalf } from './Authorizer';

/** What can be asked for of reconciliations; see {@link ReconciliationService}. */
export interface RequestedReconciliations {
  start(options: { acceptLoss: boolean }, onBehalf: OnBehalf): Promise<void>;
}

/** Starts reconciliations for those who may. */
export class AuthorizedReconciliationService
  implements RequestedReconciliations
{
  readonly #reconciliations: Pick<ReconciliationService, 'start'>;
  readonly #authorizer: Authorizer;

  constructor(options: {
    reconciliations: Pick<ReconciliationService, 'start'>;
    authorizer: Authorizer;
  }) {
    this.#reconciliations = options.reconciliations;
    this.#authorizer = options.authorizer;
  }

  async start(
    options: { acceptLoss: boolean },
    onBehalf: OnBehalf,
  ): Promise<void> {
    await this.#authorizer.require(
      [lucidSyncManagePermission, lucidUsageReadPermission],
      onBehalf,
    );
    this.#reconciliations.start(options);
  }
}
