import { UsageChange } from 'backstage-plugin-lucid-common';
import { LucidUser } from '../scim/LucidUser';
import { UserDetails, licenceLabel } from './userRow';

/** One line of a user's history, as the sync that saw it writes it down. */
export type UserChange = Pick<UsageChange, 'type' | 'before' | 'after'>;

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
  const licences = licenceLabel(user.licences);
  if (!before || before.state === 'departed') {
    return [{ type: before ? 'returned' : 'appeared', after: licences }];
  }
  const details: UserDetails = JSON.parse(before.details);
  const changes: UserChange[] = [
    {
      type: 'licences',
      before: licenceLabel(details.licences),
      after: licences,
    },
    { type: 'email', before: before.email ?? undefined, after: user.email },
    {
      type: 'department',
      before: before.department ?? undefined,
      after: user.department,
    },
  ];
  return changes.filter(change => change.before !== change.after);
}

/** What the history of a user says when Lucid does not have it any more. */
export function departureOf(before: StoredUser): UserChange {
  const details: UserDetails = JSON.parse(before.details);
  return { type: 'departed', before: licenceLabel(details.licences) };
}
