import { PersonName } from '../people/PersonName';
import { Phenomenon } from '../truth/Phenomenon';
import { Directory } from './directories';

/** Somebody, whether or not a member of the company at present. */
export interface Person {
  readonly id: number;
  name: PersonName;
  /** At a provider for everybody, or at the company that a contractor comes from. */
  readonly outsideAddress: string;
  /** What has happened to this person that makes it harder to know who it is. */
  readonly story: Set<Phenomenon>;
}

/** What a directory of the company holds about one of its people. */
export interface Account {
  readonly directory: Directory;
  /** The id that the directory gives, which never changes. */
  readonly id: string;
  person: Person;
  /** The short name to sign in with, unique within the directory. */
  readonly login: string;
  /** What single sign-on calls the account. */
  upn: string;
  /** The main address, as the directory writes it; a foreign one of guests. */
  mail: string;
  /** Local parts at which the mailbox receives besides. */
  readonly aliases: string[];
  displayName: string;
  readonly listing: Listing;
  /** The month in which it was disabled; the catalog does not show it any more. */
  left?: number;
}

/** What the catalog shows of an account, besides what its provider always writes. */
export interface Listing {
  /** `metadata.name`. */
  name: string;
  readonly namespace: string;
  displayName?: string;
  email?: string;
  readonly annotations: Record<string, string>;
}

/** A mailbox that several people read. */
export interface SharedMailbox {
  readonly address: string;
}

/** Whoever mail is delivered to. */
export type MailHolder = Account | SharedMailbox;

export function isAccount(holder: MailHolder): holder is Account {
  return 'directory' in holder;
}
