import { useApi } from '@backstage/core-plugin-api';
import { useSyncExternalStore } from 'react';
import { lucidApiRef } from '../api';
import { SyncTracker, SyncTrackerState } from './SyncTracker';

/** The tracker of the app's `LucidApi`, and what it knows now. */
export function useSyncTracker(): {
  tracker: SyncTracker;
  state: SyncTrackerState;
} {
  const tracker = SyncTracker.of(useApi(lucidApiRef));
  const state = useSyncExternalStore(tracker.subscribe, tracker.getState);
  return { tracker, state };
}
