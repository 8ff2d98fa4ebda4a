import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import { useState } from 'react';
import { LucidApi, lucidApiRef } from '../api';
import { useSyncTracker } from '../sync/useSyncTracker';

/** Something that somebody does to the backend's data, and how it goes. */
export interface Deed {
  isPending: boolean;
  /** Why it could not be done. */
  error?: ErrorLike;
  carryOut(): Promise<void>;
  /** Forgets how the last attempt went. */
  reset(): void;
}

/**
 * Does something to the backend's data, after which all that is on screen is
 * read again.
 *
 * @param options - `onDone` is called before anything is read again
 */
export function useDeed(options: {
  deed: (api: LucidApi) => Promise<unknown>;
  onDone?: () => void;
}): Deed {
  const { deed, onDone } = options;
  const api = useApi(lucidApiRef);
  const { tracker } = useSyncTracker();
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<ErrorLike>();

  const carryOut = async () => {
    setIsPending(true);
    setError(undefined);
    try {
      await deed(api);
      onDone?.();
      tracker.invalidate();
    } catch (reason) {
      setError(toError(reason));
    } finally {
      setIsPending(false);
    }
  };

  return { isPending, error, carryOut, reset: () => setError(undefined) };
}
