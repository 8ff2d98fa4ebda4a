import { LucidSimulatorAdmin, exampleTruth } from 'lucid-simulator';
import { PortalPlan } from '../PortalPlan';
import { LucidRecords } from './LucidRecords';
import { SyncedPortal } from './SyncedPortal';

/** Today itself is left to the portal. */
const LAST_DAY_AGO = 1;
const FIRST_DAY_AGO = 365;
const DAYS_PER_REPORT = 60;

/**
 * Has a running portal live through the past year of the example account: for
 * each day, the simulator shows the account as it was, a sync reads it as any
 * sync does, and what was recorded is put where it belongs in time.
 *
 * @param report - is told how far it has got
 * @param signal - ends it early
 */
export async function liveThroughYear(
  plan: PortalPlan,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const simulator = new LucidSimulatorAdmin({
    adminUrl: `http://localhost:${plan.ports.simulator}/admin`,
    token: plan.lucid.token,
  });
  const portal = await SyncedPortal.signIn(plan.backendUrl);
  await portal.catalogHolds(exampleTruth.catalogUsers.length, signal);
  const records = new LucidRecords(plan.dataDirectory);
  try {
    let shown = '';
    for (let ago = FIRST_DAY_AGO; ago >= LAST_DAY_AGO; ago--) {
      signal.throwIfAborted();
      await simulator.reset({ daysAgo: ago });
      const users = JSON.stringify(await simulator.users());
      if (users === shown) {
        // A sync would find nothing, and there would be nothing new to count.
        continue;
      }
      shown = users;
      const since = new Date().toISOString();
      await portal.sync(signal);
      await records.counted(signal);
      await records.moveBack(ago, since);
      if (ago % DAYS_PER_REPORT === 0) {
        report(`living through the past year: ${ago} days to go`);
      }
    }
  } finally {
    await records.close();
    await simulator.reset();
  }
}
