import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import { useEffect, useRef, useState } from 'react';
import { ListExport, lucidApiRef } from '../../api';
import { saveFile } from './saveFile';
import { spreadsheetFormat } from './spreadsheetFormat';

/** Saves whole lists as files. */
export function useExport(): {
  isPending: boolean;
  /** Why the last one could not be exported. */
  error?: ErrorLike;
  start(wanted: ListExport): Promise<void>;
} {
  const api = useApi(lucidApiRef);
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<ErrorLike>();
  const running = useRef<AbortController>(undefined);

  // Nobody waits for the file any more who has left the page.
  useEffect(() => () => running.current?.abort(), []);

  const start = async (wanted: ListExport) => {
    const controller = new AbortController();
    running.current = controller;
    setIsPending(true);
    setError(undefined);
    try {
      const { signal } = controller;
      const file = await api.exportCsv(wanted, spreadsheetFormat(), { signal });
      if (!signal.aborted) saveFile(file);
    } catch (reason) {
      if (!controller.signal.aborted) setError(toError(reason));
    } finally {
      setIsPending(false);
    }
  };

  return { isPending, error, start };
}
