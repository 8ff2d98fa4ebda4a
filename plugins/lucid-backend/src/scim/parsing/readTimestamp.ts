const ISO_8601 =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An ISO 8601 date or time as ISO 8601 in UTC, `undefined` where it is none. */
export function readTimestamp(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const match = ISO_8601.exec(text);
  if (!match) {
    return undefined;
  }
  // Without a zone it is UTC, wherever this process runs.
  const hasZone = match[1] !== undefined || !/t/i.test(text);
  const date = new Date(hasZone ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
