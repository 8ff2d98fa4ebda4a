import { useSignal } from '@backstage/plugin-signals-react';
import {
  LUCID_SIGNAL_CHANNEL,
  lucidSignalSchema,
} from 'backstage-plugin-lucid-common';
import { useEffect } from 'react';
import { useSyncTracker } from '../sync/useSyncTracker';

/**
 * Has what is on screen read again when the backend signals that there is
 * something new. Where signals are not installed, nothing happens.
 *
 * To be used once by everything that is open by itself: a tab, a card, a widget.
 * The client of signals opens a connection for each who listens at the same time
 * before the first one stands.
 */
export function useLiveUpdates(): void {
  const { tracker } = useSyncTracker();
  const { lastSignal } = useSignal(LUCID_SIGNAL_CHANNEL);

  useEffect(() => {
    if (lucidSignalSchema.safeParse(lastSignal).success) {
      tracker.invalidateSoon();
    }
  }, [tracker, lastSignal]);
}
