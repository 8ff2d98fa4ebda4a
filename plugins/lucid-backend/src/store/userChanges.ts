import { Licence, UsageChange } from 'backstage-plugin-lucid-common';
import { LucidUser } from '../scim/LucidUser';
import { DecisionRow } from './decisionRow';
import { UserDetails, labelOfLicence, licenceLabel } from './userRow';

/** One line of a user's history, as the sync that saw it writes it down. */
export type UserChange = Pick<UsageChange, 'type' | 'before' | 'after'>;

/** A user who is not in Lucid any more. */
export interface Departure {
  id: string;
  /** What Lucid answers of the user by id; absent where nobody asks it any more. */
  how?: 'deactivated' | 'deleted';
}

/** What was stored of a user before it changed. */
export interface StoredUser {
  state: string;
  email: string | null;
  department: string | null;
  /** JSON of {@link UserDetails}. */
  details: string;
}

/** What the history of a user says of what Lucid answers now. */
export function changesOf(
  before: StoredUser | undefined,
  user: LucidUser,
): UserChange[] {
  if (!before || before.state === 'departed') {
    const type = before ? 'returned' : 'appeared';
    return [{ type, after: licenceLabel(user.licences) }];
  }
  const details: UserDetails = JSON.parse(before.details);
  const attributes: UserChange[] = [
    { type: 'email', before: before.email ?? undefined, after: user.email },
    {
      type: 'department',
      before: before.department ?? undefined,
      after: user.department,
    },
  ];
  return [
    ...licenceChanges(details.licences, user.licences),
    ...attributes.filter(change => change.before !== change.after),
  ];
}

/** What the history of a user says when Lucid does not have it any more. */
export function departureOf(
  before: StoredUser,
  { how }: Pick<Departure, 'how'>,
): UserChange {
  const details: UserDetails = JSON.parse(before.details);
  return {
    type: 'departed',
    before: licenceLabel(details.licences),
    ...(how && { after: how }),
  };
}

/** One change of each licence, so that each can be looked for and counted. */
function licenceChanges(before: Licence[], after: Licence[]): UserChange[] {
  const held = new Map(before.map(licence => [licence.name, licence]));
  const kept = new Set(after.map(({ name }) => name));
  return [
    ...before
      .filter(({ name }) => !kept.has(name))
      .map(
        (licence): UserChange => ({
          type: 'licence-lost',
          before: labelOfLicence(licence),
        }),
      ),
    ...after.flatMap((licence): UserChange[] => {
      const label = labelOfLicence(licence);
      const former = held.get(licence.name);
      if (!former) {
        return [{ type: 'licence-gained', after: label }];
      }
      return former.access === licence.access
        ? []
        : [{ type: 'access', before: labelOfLicence(former), after: label }];
    }),
  ];
}

/**
 * What the history of a user says of a decision. Where somebody who was detected
 * still is, and taken for another catalog user, it names the two.
 */
export function stateChange(
  before: { state: string; match_ref: string | null },
  after: Pick<DecisionRow, 'state' | 'match_ref'>,
): UserChange | undefined {
  if (before.state !== after.state) {
    return { type: 'state', before: before.state, after: after.state };
  }
  return before.match_ref && after.match_ref !== before.match_ref
    ? { type: 'state', before: before.match_ref, after: after.match_ref }
    : undefined;
}
