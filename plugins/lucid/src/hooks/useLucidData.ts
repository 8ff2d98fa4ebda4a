import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { LucidApi, lucidApiRef } from '../api';
import { useSyncTracker } from '../sync/useSyncTracker';

/** Something that is read from the backend, and read again when it is old. */
export interface LucidData<T> {
  /** The newest answer, also while a newer one is awaited. */
  value?: T;
  /** Why the newest question was not answered. */
  error?: ErrorLike;
  loading: boolean;
  reload(): void;
}

/**
 * Reads from the backend, and reads again when the question changes, when a
 * refresh has ended, or on demand. Questions that are no longer of interest
 * are aborted, and late answers dropped.
 *
 * @param question - says by its value whether two reads ask for the same
 */
export function useLucidData<T>(
  question: string,
  read: (api: LucidApi, signal: AbortSignal) => Promise<T>,
): LucidData<T> {
  const api = useApi(lucidApiRef);
  const { revision } = useSyncTracker().state;
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  const [data, setData] = useState<Omit<LucidData<T>, 'reload'>>({
    loading: true,
  });
  const readNow = useRef(read);
  readNow.current = read;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setData(({ value, error }) => ({ value, error, loading: true }));
    readNow.current(api, signal).then(
      value => {
        if (!signal.aborted) setData({ value, loading: false });
      },
      error => {
        if (signal.aborted) return;
        setData(({ value }) => ({
          value,
          error: toError(error),
          loading: false,
        }));
      },
    );
    return () => controller.abort();
  }, [api, question, revision, attempt]);

  return { ...data, reload: useCallback(() => retry(), []) };
}
