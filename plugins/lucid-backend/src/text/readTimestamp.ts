const ISO_8601 =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

// Days that every month has, so that no calendar is needed to believe in them.
const CANONICAL =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** An ISO 8601 date or time as ISO 8601 in UTC, `undefined` where it is none. */
export function readTimestamp(value: unknown): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  // Nearly all are, and a Date takes ten times as long to say the same.
  if (CANONICAL.test(value)) {
    return value;
  }
  const text = value.trim();
  const match = ISO_8601.exec(text);
  if (!match) {
    return undefined;
  }
  // Without a zone it is UTC, wherever this process runs.
  const hasZone = match[1] !== undefined || !/t/i.test(text);
  const date = new Date(hasZone ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
