import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import {
  ReconciliationRequest,
  ReconciliationStatus,
} from 'backstage-plugin-lucid-common';
import { useEffect, useRef, useState } from 'react';
import { LucidApi, lucidApiRef } from '../../api';
import { useSyncTracker } from '../../sync/useSyncTracker';

const POLL_INTERVAL_MS = 1000;

/** A reconciliation that somebody has asked for, and how it goes. */
export interface Reconciliation {
  /** One is running, whoever has started it. */
  isRunning: boolean;
  /** One that was started or followed here has ended. */
  isDone: boolean;
  /** Why it could not be followed. */
  error?: ErrorLike;
  /** Rejects where it could not be started; its end is not waited for. */
  start(request?: ReconciliationRequest): Promise<void>;
}

/**
 * Starts reconciliations and follows them to their end, after which all that is
 * on screen is read again.
 */
export function useReconciliation(known: ReconciliationStatus): Reconciliation {
  const api = useApi(lucidApiRef);
  const { tracker } = useSyncTracker();
  const [state, setState] = useState<'idle' | 'running' | 'done'>('idle');
  const [error, setError] = useState<ErrorLike>();
  const stop = useRef(new AbortController());

  const follow = async () => {
    setState('running');
    setError(undefined);
    const { signal } = stop.current;
    try {
      await untilEnded(api, signal);
      if (signal.aborted) return;
      setState('done');
      tracker.invalidate();
    } catch (reason) {
      if (signal.aborted) return;
      setState('idle');
      setError(toError(reason));
    }
  };
  const followNow = useRef(follow);
  followNow.current = follow;

  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);

  // Somebody else, or the schedule, may have started one.
  useEffect(() => {
    if (known.running && state !== 'running') followNow.current();
    // Only news of the backend counts, not that one has just ended here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);

  return {
    isRunning: state === 'running',
    isDone: state === 'done',
    error,
    start: async request => {
      await api.reconcile(request);
      follow();
    },
  };
}

async function untilEnded(api: LucidApi, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { reconciliation } = await api.status({ signal });
    if (!reconciliation.running) return;
    await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}
