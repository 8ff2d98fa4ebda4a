/** Something the person who called the command can understand and act upon: shown without a stack. */
export class PortalError extends Error {
  override name = 'PortalError';
}
