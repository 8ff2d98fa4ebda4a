import { UsageState } from 'backstage-plugin-lucid-common';
import { Decision, LastMatch } from '../reconciliation/decide';
import { Columns } from './bulkRows';

/** The columns that hold who a Lucid user is, in `staged_users` and `lucid_users` alike. */
export interface DecisionRow {
  state: string;
  undetected_reason?: string;
  matcher?: string;
  match_value?: string;
  /** Of detected users only. */
  match_ref?: string;
  /** JSON, of those who may be several, or have departed. */
  match_refs?: string;
  identity?: string;
  exception_id?: string;
  left_out_by?: string;
  former_ref?: string;
  former_matcher?: string;
  former_value?: string;
  former_until?: string;
  former_reading?: number;
}

/** @see DecisionRow */
export const decisionColumns: Columns<DecisionRow> = {
  state: 'text',
  undetected_reason: 'text',
  matcher: 'text',
  match_value: 'text',
  match_ref: 'text',
  match_refs: 'text',
  identity: 'text',
  exception_id: 'text',
  left_out_by: 'text',
  former_ref: 'text',
  former_matcher: 'text',
  former_value: 'text',
  former_until: 'text',
  former_reading: 'integer',
};

/** {@link DecisionRow} as it is read. */
export type StoredDecision = {
  [K in keyof DecisionRow]-?: NonNullable<DecisionRow[K]> | null;
} & { state: UsageState };

/** A decision as it is stored. */
export function decisionRow(decision: Decision): DecisionRow {
  const { state, match, former } = decision;
  const isDetected = state === 'detected';
  return {
    state,
    undetected_reason: decision.undetectedReason,
    matcher: match?.matcher,
    match_value: match?.value,
    match_ref: isDetected ? match?.entityRefs[0] : undefined,
    match_refs:
      match && !isDetected ? JSON.stringify(match.entityRefs) : undefined,
    identity: decision.identity,
    exception_id: decision.exceptionId,
    left_out_by: decision.leftOutBy,
    former_ref: former?.entityRef,
    former_matcher: former?.matcher,
    former_value: former?.value,
    former_until: former?.until,
    former_reading: former?.readingId,
  };
}

/** Whom a Lucid user was matched to when it was decided last, or before. */
export function lastMatchOf(
  stored: StoredDecision & { departed_at: string | null },
): (LastMatch & { identity?: string }) | undefined {
  const last = lastOrFormerMatch(stored);
  return (
    last && {
      ...last,
      ...(stored.identity !== null && { identity: stored.identity }),
    }
  );
}

function lastOrFormerMatch(
  stored: StoredDecision & { departed_at: string | null },
): LastMatch | undefined {
  if (stored.former_ref !== null) {
    return {
      entityRef: stored.former_ref,
      matcher: stored.former_matcher ?? '',
      value: stored.former_value ?? '',
      until: stored.former_until ?? undefined,
      readingId: stored.former_reading ?? undefined,
    };
  }
  const refs: string[] =
    stored.match_ref === null
      ? JSON.parse(stored.match_refs ?? '[]')
      : [stored.match_ref];
  // Whoever may have been several was none of them for sure.
  if (
    refs.length !== 1 ||
    !(stored.state === 'detected' || stored.state === 'departed')
  ) {
    return undefined;
  }
  return {
    entityRef: refs[0],
    matcher: stored.matcher ?? '',
    value: stored.match_value ?? '',
    ...(stored.departed_at !== null && { until: stored.departed_at }),
  };
}
