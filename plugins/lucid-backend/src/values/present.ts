/** What is absent where there is none, and is not `undefined` then, whether or not it goes through JSON. */
export function present<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as T;
}
