import { Knex } from 'knex';
import { LucidSubscription } from '../../rest/LucidRestClient';

/** A subscription as it is stored. */
interface SubscriptionRow {
  account_id: string;
  subscription_id: string;
  bought: number | null;
  used: number;
  /** SQLite gives a number for a boolean. */
  trial: boolean | number | null;
  start_day: string | null;
  end_day: string | null;
  renewal_day: string | null;
}

/** The subscriptions of an account, as they were read last. */
export async function readSubscriptions(
  knex: Knex,
  account: string,
): Promise<LucidSubscription[]> {
  const rows: SubscriptionRow[] = await knex('subscriptions')
    .where({ account_id: account })
    .orderBy('subscription_id');
  return rows.map(row => ({
    id: row.subscription_id,
    ...(row.bought !== null && { bought: row.bought }),
    used: row.used,
    ...(row.trial !== null && { trial: Boolean(row.trial) }),
    ...(row.start_day !== null && { start: row.start_day }),
    ...(row.end_day !== null && { end: row.end_day }),
    ...(row.renewal_day !== null && { renewal: row.renewal_day }),
  }));
}

/** Stores a subscription in the place of what is known of it. */
export async function storeSubscription(
  trx: Knex.Transaction,
  account: string,
  subscription: LucidSubscription,
): Promise<void> {
  const { bought, used, trial, start, end, renewal } = subscription;
  const row: SubscriptionRow = {
    account_id: account,
    subscription_id: subscription.id,
    bought: bought ?? null,
    used,
    trial: trial ?? null,
    start_day: start ?? null,
    end_day: end ?? null,
    renewal_day: renewal ?? null,
  };
  await trx('subscriptions')
    .insert(row)
    .onConflict(['account_id', 'subscription_id'])
    .merge();
}
