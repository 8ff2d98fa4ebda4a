import { Knex } from 'knex';
import { deleteInChunks } from '../deleteInChunks';

/** How long it is kept what has ended, and who was told. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Deletes what ended long ago, and what was told of it. */
export async function forgetOldAlerts(knex: Knex, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS).toISOString();
  await deleteInChunks(knex, 'alerts', alerts =>
    alerts.where('ended_at', '<', before),
  );
  await deleteInChunks(knex, 'alert_notifications', notifications =>
    notifications
      .where('created_at', '<', before)
      // Whoever was told of what goes on is to be told of its end.
      .whereNotIn(
        'scope',
        knex('alerts').whereNull('ended_at').select('scope'),
      ),
  );
}
