import { LucidStatus } from 'backstage-plugin-lucid-common';
import { useEffect } from 'react';
import { useSyncTracker } from '../sync/useSyncTracker';
import { LucidData, useLucidData } from './useLucidData';

/** The state of every Lucid account; joins the syncs that run already. */
export function useLucidStatus(): LucidData<LucidStatus> {
  const { tracker } = useSyncTracker();
  const data = useLucidData('status', (api, signal) => api.status({ signal }));
  const { value } = data;

  useEffect(() => {
    value?.accounts.forEach(({ runningSync }) => {
      if (runningSync) tracker.follow(runningSync);
    });
  }, [tracker, value]);

  return data;
}
