import { CustomErrorBase } from '@backstage/errors';
import { HeldBack } from '../store/syncs/heldSnapshots';

/** Why a snapshot is held, by which others can tell what to say of it. */
export type HeldReason = 'TooManyRemovals' | 'TooManyRejected';

/**
 * A complete snapshot that nobody should take for granted: it stays out until
 * somebody confirms it.
 */
export class SnapshotHeldError extends CustomErrorBase {
  /** What the snapshot would do. */
  readonly heldBack: HeldBack;
  /** Who could not be understood in this reading, whatever was confirmed of others. */
  readonly rejected: number;

  constructor(
    reason: { name: HeldReason; message: string },
    figures: { heldBack: HeldBack; rejected: number },
  ) {
    super(reason.message);
    this.name = reason.name;
    this.heldBack = figures.heldBack;
    this.rejected = figures.rejected;
  }
}
