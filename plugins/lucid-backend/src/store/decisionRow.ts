import { Decision } from '../reconciliation/decide';
import { Columns } from './bulkRows';

/** The columns that hold who a Lucid user is, in `staged_users` and `lucid_users` alike. */
export interface DecisionRow {
  state: string;
  undetected_reason?: string;
  matcher?: string;
  match_value?: string;
  /** Of detected users only. */
  match_ref?: string;
  /** JSON, of ambiguous users only. */
  match_refs?: string;
}

/** @see DecisionRow */
export const decisionColumns: Columns<DecisionRow> = {
  state: 'text',
  undetected_reason: 'text',
  matcher: 'text',
  match_value: 'text',
  match_ref: 'text',
  match_refs: 'text',
};

/** A decision as it is stored. */
export function decisionRow({
  state,
  undetectedReason,
  match,
}: Decision): DecisionRow {
  return {
    state,
    undetected_reason: undetectedReason,
    matcher: match?.matcher,
    match_value: match?.value,
    ...(state === 'detected'
      ? { match_ref: match?.entityRefs[0] }
      : { match_refs: match && JSON.stringify(match.entityRefs) }),
  };
}
