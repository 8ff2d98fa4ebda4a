import { UsageChange } from 'backstage-plugin-lucid-common';
import { isDeepStrictEqual } from 'node:util';
import { LucidApi } from '../backend/LucidApi';
import { ExpectedStore, HistoryEntry } from './ExpectedStore';

/** Most events that the API gives of one user. */
const MOST_EVENTS = 100;

/** Compares the histories of some users with what happened to them. */
export async function historyDifferences(
  api: LucidApi,
  expected: ExpectedStore,
  ids: string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    const changes = await api.history('default', id);
    const observed = grouped(changes);
    if (changes.length >= MOST_EVENTS) {
      // The oldest may have been cut in the middle.
      observed.pop();
    }
    const wanted = expected
      .historyOf(id)
      .map(({ syncId, events }) => ({ syncId, events: sorted(events) }))
      .slice(0, changes.length >= MOST_EVENTS ? observed.length : undefined);
    if (!isDeepStrictEqual(observed, wanted)) {
      found.push(
        `history of ${id}: ${JSON.stringify(
          observed.slice(0, 3),
        )} instead of ${JSON.stringify(wanted.slice(0, 3))}`,
      );
    }
  }
  return found;
}

/** Neighbouring events of the same sync together. */
function grouped(changes: UsageChange[]): HistoryEntry[] {
  const entries: (HistoryEntry & { at: string })[] = [];
  for (const { syncId, at, type, before, after } of changes) {
    const event = {
      type,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
    const last = entries.at(-1);
    if (last && last.syncId === syncId && last.at === at) {
      last.events.push(event);
    } else {
      entries.push({ syncId, at, events: [event] });
    }
  }
  return entries.map(({ syncId, events }) => ({
    syncId,
    events: sorted(events),
  }));
}

function sorted(events: HistoryEntry['events']): HistoryEntry['events'] {
  return [...events].sort((a, b) => a.type.localeCompare(b.type));
}
