import { Random } from 'lucid-simulator';
import { Account } from '../directory/Account';
import { halvesOf, isCompanyAddress } from '../directory/addresses';
import { Phenomenon } from '../truth/Phenomenon';

/** What somebody enters who signs up without being asked for anything else. */
export interface SignUp {
  email: string;
  otherEmails: string[];
  story: Phenomenon[];
}

/** How people write their address; shares of those who sign up by themselves. */
const WAYS = {
  asItIs: 0.847,
  otherCase: 0.06,
  otherDomain: 0.04,
  alias: 0.02,
  plus: 0.003,
  privately: 0.02,
  twoAddresses: 0.01,
};

/**
 * Makes up the address that somebody signs up with.
 *
 * @param receives - whether mail to an address reaches this person, as Lucid
 * makes sure of
 */
export function signUpAddress(
  account: Account,
  random: Random,
  receives: (address: string) => boolean,
): SignUp {
  const wish = wishedAddress(account, random);
  return !isCompanyAddress(wish.email) || receives(wish.email)
    ? wish
    : plain(account.mail);
}

function wishedAddress(account: Account, random: Random): SignUp {
  const { mail, person, directory, aliases } = account;
  if (!isCompanyAddress(mail)) {
    return plain(random.chance(0.1) ? shout(mail) : mail);
  }
  const { local, domain } = halvesOf(mail);
  // Nobody types a domain the way name servers have it.
  const typed = `${local}@${
    directory.id === 'ldap' ? directory.domain : domain
  }`;
  switch (pickWay(random)) {
    case 'otherCase':
      return plain(random.chance(0.6) ? capitalise(typed) : shout(typed));
    case 'otherDomain':
      return plain(`${local}@${otherDomain(account, random)}`);
    case 'alias':
      return aliases.length
        ? {
            ...plain(`${random.pick(aliases)}@${halvesOf(typed).domain}`),
            story: ['mail-alias'],
          }
        : plain(typed);
    case 'plus':
      return plain(`${local}+lucid@${halvesOf(typed).domain}`);
    case 'privately':
      return { ...plain(person.outsideAddress), story: ['private-address'] };
    case 'twoAddresses':
      return {
        email: person.outsideAddress,
        otherEmails: [typed],
        story: ['other-address'],
      };
    default:
      // A Mac hands over letters and their marks one by one.
      return plain(random.chance(0.5) ? typed.normalize('NFD') : typed);
  }
}

function plain(email: string): SignUp {
  return { email, otherEmails: [], story: [] };
}

function shout(address: string): string {
  return address.replace(/[a-z]/g, letter => letter.toUpperCase());
}

function capitalise(address: string): string {
  return address.replace(/(?<=^|\.)[a-z](?=.*@)/g, letter =>
    letter.toUpperCase(),
  );
}

/** The domain of before the merger, or of after it. */
function otherDomain({ directory, mail }: Account, random: Random): string {
  const { domain } = halvesOf(mail);
  const others = directory.mailDomains.filter(other => other !== domain);
  return others.length ? random.pick(others) : domain;
}

function pickWay(random: Random): string {
  let rest = random.next();
  for (const [way, share] of Object.entries(WAYS)) {
    rest -= share;
    if (rest < 0) {
      return way;
    }
  }
  return 'asItIs';
}
