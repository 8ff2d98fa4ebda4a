import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { LucidApi, lucidApiRef } from '../api';
import { useSyncTracker } from '../sync/useSyncTracker';

/** Something that is read from the backend, and read again when it is old. */
export interface LucidData<T> {
  /**
   * The newest answer, also while a newer one is awaited. Where another question
   * cannot be answered, the answer to the one before it is none.
   */
  value?: T;
  /** Why this question was not answered the last time, also while it is asked again. */
  error?: ErrorLike;
  /**
   * The answer to this question is awaited. Reading it again because something
   * has changed is not worth a mention where it was answered the last time.
   */
  loading: boolean;
  /** Reads this again, and with it everything that is on screen. */
  reload(): void;
}

/**
 * Reads from the backend, and reads again when the question changes, when a
 * refresh has ended, when the backend signals something new, or on demand.
 * Questions that are no longer of interest are aborted, and late answers dropped.
 *
 * @param question - says by its value whether two reads ask for the same
 */
export function useLucidData<T>(
  question: string,
  read: (api: LucidApi, signal: AbortSignal) => Promise<T>,
): LucidData<T> {
  const api = useApi(lucidApiRef);
  const { tracker, state } = useSyncTracker();
  const { revision } = state;
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  const [data, setData] = useState<Omit<LucidData<T>, 'reload'>>({
    loading: true,
  });
  const readNow = useRef(read);
  readNow.current = read;
  // Which question, and which attempt at it, has its answer on screen.
  const answered = useRef<{ question: string; attempt: number }>();
  const asked = useRef<string>();

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const isAnswered =
      answered.current?.question === question &&
      answered.current.attempt === attempt;
    const isAnother = asked.current !== question;
    asked.current = question;
    setData(({ value, error: before }) => {
      const error = isAnother ? undefined : before;
      return { value, error, loading: !isAnswered || error !== undefined };
    });
    readNow.current(api, signal).then(
      value => {
        if (signal.aborted) return;
        answered.current = { question, attempt };
        setData({ value, loading: false });
      },
      error => {
        if (signal.aborted) return;
        if (answered.current?.question !== question) {
          answered.current = undefined;
        }
        const isKept = answered.current !== undefined;
        setData(({ value }) => ({
          value: isKept ? value : undefined,
          error: toError(error),
          loading: false,
        }));
      },
    );
    return () => controller.abort();
  }, [api, question, revision, attempt]);

  const reload = useCallback(() => {
    retry();
    // What keeps this from being read keeps other things from it, too.
    tracker.invalidate();
  }, [tracker]);
  return { ...data, reload };
}
