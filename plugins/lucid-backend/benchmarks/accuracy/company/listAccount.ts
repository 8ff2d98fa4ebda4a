import { Random } from 'lucid-simulator';
import { Account } from '../directory/Account';
import { halvesOf } from '../directory/addresses';
import { entityNameOf } from '../directory/entityName';
import { PersonName, fullName } from '../people/PersonName';

/** Decides what the catalog shows of a new account. */
export function listAccount(account: Account, random: Random): void {
  const { listing, directory } = account;
  listing.name = entityNameOf(account);
  listing.displayName = shownName(account, random);
  listing.email = account.mail;
  if (directory.id === 'google' && random.chance(0.05)) {
    listing.email = `press.${halvesOf(account.mail).local}@news.example`;
  }
  if (directory.id === 'yaml') {
    listing.email = typedByHand(account.mail, random);
  }
  if (directory.id === 'github') {
    listing.email = fromGitHub(account, random);
  }
}

/** Providers bring what has changed; what was written by hand stays until somebody remembers. */
export function listAgain(account: Account, oldMail: string): void {
  const { listing } = account;
  listing.name = entityNameOf(account);
  listing.displayName = account.displayName;
  if (listing.email === oldMail) {
    listing.email = account.mail;
  }
}

function shownName(
  { directory, person, displayName }: Account,
  random: Random,
): string | undefined {
  if (directory.id === 'github') {
    return random.chance(0.8) ? displayName : undefined;
  }
  if (directory.id === 'entra' && hasNativeScript(person.name)) {
    return random.chance(0.3)
      ? fullName(person.name, { script: 'native' })
      : displayName;
  }
  return displayName;
}

function hasNativeScript({ given }: PersonName): boolean {
  return given.native !== given.latin[0];
}

function typedByHand(mail: string, random: Random): string | undefined {
  const dice = random.next();
  if (dice < 0.05) {
    return undefined;
  }
  const { local, domain } = halvesOf(mail);
  return dice < 0.11
    ? `${local.replace(/(^|[.-])\p{Letter}/gu, part =>
        part.toUpperCase(),
      )}@${domain}`
    : mail;
}

/** Somebody writes an address with two letters in the wrong order. */
export function mistype({ listing, mail, person }: Account): void {
  const mistyped = mail.replace(/([a-z])(?!\1)([a-z])(?=[^@]*@)/, '$2$1');
  listing.email = mistyped;
  person.story.add('mistyped-address');
}

function fromGitHub(
  { mail, person }: Account,
  random: Random,
): string | undefined {
  const dice = random.next();
  if (dice < 0.3) {
    return undefined;
  }
  return dice < 0.4 ? person.outsideAddress : mail;
}
