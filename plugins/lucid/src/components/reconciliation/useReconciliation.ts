import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import {
  ReconciliationRequest,
  ReconciliationStatus,
} from 'backstage-plugin-lucid-common';
import { useEffect, useRef, useState } from 'react';
import { lucidApiRef } from '../../api';
import { useSyncTracker } from '../../sync/useSyncTracker';
import { untilEnded } from './untilEnded';

/** A reconciliation that somebody has asked for, and how it goes. */
export interface Reconciliation {
  /** One is running, whoever has started it. */
  isRunning: boolean;
  /** One that was started or followed here has ended well. */
  isDone: boolean;
  /** Why one that was started here did not, or could not be followed. */
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

  const follow = async (before: ReconciliationStatus, isOwn: boolean) => {
    setState('running');
    setError(undefined);
    const { signal } = stop.current;
    try {
      const end = await untilEnded(api, { before, signal });
      if (signal.aborted) return;
      setState(end.isDone ? 'done' : 'idle');
      // Of those of others, the page says that the catalog could not be read.
      if (isOwn && end.reason !== undefined) {
        setError(toError({ name: 'Error', message: end.reason }));
      }
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
    if (known.running && state !== 'running') followNow.current(known, false);
    // Only news of the backend counts, not that one has just ended here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);

  return {
    isRunning: state === 'running',
    isDone: state === 'done',
    error,
    start: async request => {
      follow(await api.reconcile(request), true);
    },
  };
}
