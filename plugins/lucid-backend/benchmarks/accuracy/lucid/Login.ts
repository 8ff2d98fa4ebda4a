import { Account, Person, SharedMailbox } from '../directory/Account';
import { Phenomenon } from '../truth/Phenomenon';

/** A Lucid user, with what only those know who made it. */
export interface Login {
  /** SCIM id. */
  readonly id: string;
  userName: string;
  /** The primary address. */
  email?: string;
  readonly otherEmails: string[];
  externalId?: string;
  /** As Lucid has it; absent where nobody has entered one. */
  fullName?: string;
  /** Whose it is: somebody's; a shared mailbox's; or that of somebody the company does not know. */
  owner: Person | SharedMailbox | 'outsider';
  /** The account that single sign-on or provisioning ties it to. */
  account?: Account;
  /** How changes arrive: by provisioning, at the next sign-in, or never. */
  tie: 'scim' | 'sign-in' | 'none';
  active: boolean;
  readonly createdIn: number;
  readonly story: Set<Phenomenon>;
}

/** Whether it is somebody's who is or was a member of the company. */
export function isPerson(owner: Login['owner']): owner is Person {
  return typeof owner === 'object' && 'story' in owner;
}

/** The address that opens it. */
export function addressOf({ email, userName }: Login): string {
  return email ?? userName;
}
