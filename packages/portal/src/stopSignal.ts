const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborted as soon as this process is told to stop; it does not stop by itself then. */
export function stopSignal(): AbortSignal {
  const told = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => told.abort());
  }
  return told.signal;
}
