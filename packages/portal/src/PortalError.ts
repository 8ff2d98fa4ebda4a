/** Something the person who called the command can understand and act upon: shown without a stack. */
export class PortalError extends Error {
  override name = 'PortalError';
}

/** What to show of an error: a stack only where something here is wrong. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code } = error as NodeJS.ErrnoException;
  const meant =
    error instanceof PortalError || code?.startsWith('ERR_PARSE_ARGS');
  return meant ? error.message : error.stack ?? error.message;
}
