import { Connection } from 'backstage-plugin-lucid-common';
import { LucidUnauthorisedError, isLucidError } from '../http/errors';
import { SyncOutcome } from '../store/SyncStore';
import { SnapshotHeldError } from './SnapshotHeldError';
import { describeFailure } from '../failures/describeFailure';

/**
 * How a sync has ended that threw an error.
 *
 * @param signal - tells it to end, for whatever reason
 */
export function outcomeOf(error: unknown, signal: AbortSignal): SyncOutcome {
  if (error instanceof SnapshotHeldError) {
    return {
      state: 'held',
      heldBack: error.heldBack,
      error: describeFailure(error),
    };
  }
  const { name, message } = describeFailure(
    signal.aborted ? signal.reason : error,
  );
  return {
    state: signal.aborted ? 'cancelled' : 'failed',
    error: { name, message: withAdvice(name, message) },
  };
}

/** Failures that do not say by themselves what to do. */
function withAdvice(name: string, message: string): string {
  switch (name) {
    case 'TimeoutError':
      return 'The sync took longer than its schedule allows (schedule.timeout)';
    case 'DatabaseError':
      return `${message}. See to its log, its disk and its locks; the next sync starts over.`;
    default:
      return message;
  }
}

/** What an error says of the connection to Lucid; nothing, when it came from elsewhere. */
export function connectionOf(
  error: unknown,
): Omit<Connection, 'checkedAt'> | undefined {
  if (error instanceof SnapshotHeldError) {
    return { state: 'connected' };
  }
  if (!isLucidError(error)) {
    return undefined;
  }
  return {
    state:
      error instanceof LucidUnauthorisedError ? 'unauthorised' : 'unreachable',
    detail: error.message,
  };
}
