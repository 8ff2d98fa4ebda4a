import {
  MetricsService,
  MetricsServiceObservableResult,
} from '@backstage/backend-plugin-api/alpha';

/** What can be asked of one Lucid account at any time. */
export interface AccountGauges {
  id: string;
  /** How many requests may be under way at this moment. */
  concurrency(): number;
  /** When the reading of the current snapshot began, as ISO 8601. */
  snapshotAt(): Promise<string | undefined>;
  /** A snapshot waits for somebody to confirm or discard it. */
  isHeld(): Promise<boolean>;
}

/** Lets whoever collects metrics ask how the accounts are at that moment. */
export function observeAccounts(options: {
  metrics: MetricsService;
  accounts: AccountGauges[];
}): void {
  const { metrics, accounts } = options;
  const ofEach =
    (read: (account: AccountGauges) => Promise<number | undefined>) =>
    async (result: MetricsServiceObservableResult) => {
      for (const account of accounts) {
        const value = await read(account);
        if (value !== undefined) {
          result.observe(value, { account: account.id });
        }
      }
    };

  metrics
    .createObservableGauge('lucid.requests.concurrency', {
      description: 'Requests to Lucid that this process may have under way',
      unit: '{request}',
    })
    .addCallback(ofEach(async account => account.concurrency()));
  metrics
    .createObservableGauge('lucid.snapshots.held', {
      description: 'Snapshots that wait to be confirmed or discarded',
      unit: '{snapshot}',
    })
    .addCallback(ofEach(async account => Number(await account.isHeld())));
  metrics
    .createObservableGauge('lucid.snapshot.age', {
      description: 'Time since the reading of the current snapshot began',
      unit: 's',
    })
    .addCallback(
      ofEach(async account => {
        const at = await account.snapshotAt();
        return at === undefined
          ? undefined
          : Math.max(0, (Date.now() - Date.parse(at)) / 1_000);
      }),
    );
}
