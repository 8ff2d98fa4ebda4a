import { CustomErrorBase } from '@backstage/errors';

/**
 * A complete snapshot that nobody should take for granted: it stays out until
 * somebody confirms it.
 */
export class SnapshotHeldError extends CustomErrorBase {
  /** How many users the snapshot would remove. */
  readonly removals: number;

  constructor(
    name: 'TooManyRemovals' | 'TooManyRejected',
    message: string,
    removals: number,
  ) {
    super(message);
    this.name = name;
    this.removals = removals;
  }
}
