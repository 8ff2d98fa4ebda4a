/**
 * Makes of some work one that never runs twice at once. Whoever asks while it
 * runs gets one more run after it, shared with everybody else who asks by then.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let settled: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;

  return () => {
    if (!next) {
      next = settled.then(() => {
        next = undefined;
        return work();
      });
      settled = next.catch(() => {});
    }
    return next;
  };
}
