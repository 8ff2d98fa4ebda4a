import { HeldBack } from '../store/syncs/heldSnapshots';
import { HeldReason } from './SnapshotHeldError';

/** Below this number, a share says nothing: five of eight users may well have left. */
const FEW = 5;

/** A complete snapshot beside the current one, in numbers of users. */
export interface SnapshotFigures {
  understood: number;
  /** Could not be understood. */
  rejected: number;
  current: number;
  /** In the current snapshot and not in this one. */
  missing: number;
  /** Shares from 0 to 1. */
  limits: { removalLimit: number; rejectLimit: number };
  /** What somebody has accepted. */
  confirmed: HeldBack;
}

/** Why a snapshot should be held; `undefined` when it need not be. */
export function findProblem({
  understood,
  rejected,
  current,
  missing,
  limits,
  confirmed,
}: SnapshotFigures): { name: HeldReason; message: string } | undefined {
  const listed = understood + rejected;
  const problems: { name: HeldReason; message: string }[] = [];
  if (
    missing > Math.max(FEW, current * limits.removalLimit, confirmed.removals)
  ) {
    problems.push({
      name: 'TooManyRemovals',
      message:
        `${missing} of ${current} users are not in Lucid's answer any more, ` +
        `more than ${percent(limits.removalLimit)}.`,
    });
  }
  // A few of few are no reason to hold the others back; most of them are.
  const few = Math.min(FEW, listed / 2);
  if (
    rejected > Math.max(few, listed * limits.rejectLimit, confirmed.rejections)
  ) {
    problems.push({
      name: 'TooManyRejected',
      message:
        `${rejected} of ${listed} users could not be understood, ` +
        `more than ${percent(limits.rejectLimit)}.`,
    });
  }
  if (problems.length === 0) {
    return undefined;
  }
  return {
    name: problems[0].name,
    message: [
      ...problems.map(problem => problem.message),
      'Confirm the snapshot if Lucid is right, or discard it.',
    ].join(' '),
  };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
