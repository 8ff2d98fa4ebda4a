import { CustomErrorBase } from '@backstage/errors';
import { HeldBack } from '../store/SyncStore';

/** Why a snapshot is held, by which others can tell what to say of it. */
export type HeldReason = 'TooManyRemovals' | 'TooManyRejected';

/**
 * A complete snapshot that nobody should take for granted: it stays out until
 * somebody confirms it.
 */
export class SnapshotHeldError extends CustomErrorBase {
  /** What the snapshot would do. */
  readonly heldBack: HeldBack;

  constructor(
    reason: { name: HeldReason; message: string },
    heldBack: HeldBack,
  ) {
    super(reason.message);
    this.name = reason.name;
    this.heldBack = heldBack;
  }
}
