import { ACME_DOMAINS, halvesOf } from '../directory/addresses';
import { DIRECTORIES, Directory } from '../directory/directories';
import { Hiring } from './Hiring';
import { Staff } from './Staff';
import { Turnover } from './Turnover';
import { HABITS } from './habits';
import { mistype } from './listAccount';

const [, , BOUGHT_DOMAIN] = ACME_DOMAINS;
const OWN_DOMAINS = ACME_DOMAINS.filter(domain => domain !== BOUGHT_DOMAIN);

/** Share of the people there who have no story yet. */
const FOUNDERS = 0.85;

/**
 * The people who are there when a firm has just been bought, and the mail of the
 * two is merged: everybody gets the addresses in the domains of the other, unless
 * they belong to somebody there already.
 */
export function foundCompany({
  people,
  staff,
  hiring,
  turnover,
}: {
  people: number;
  staff: Staff;
  hiring: Hiring;
  turnover: Turnover;
}): void {
  const { okta, entra, ...others } = DIRECTORIES;
  const employ = (directory: Directory, domains?: readonly string[]) => {
    for (let n = 0; n < people * directory.share * FOUNDERS; n += 1) {
      hiring.employ(directory, undefined, domains);
    }
  };
  employ(okta, [BOUGHT_DOMAIN]);
  employ(entra, OWN_DOMAINS);
  for (const account of staff.employed()) {
    const { local } = halvesOf(account.mail);
    const domains = account.directory === okta ? OWN_DOMAINS : [BOUGHT_DOMAIN];
    if (staff.mail.isFree(local, domains)) {
      staff.mail.give(account, local, domains);
    } else {
      account.person.story.add('merger-collision');
    }
  }
  Object.values(others).forEach(directory => employ(directory));
  for (let n = 0; n < people * HABITS.contractors; n += 1) {
    hiring.contract();
  }
  staff.pick(Math.max(2, people * HABITS.mistyped), ['yaml']).forEach(mistype);
  turnover.hire(Math.max(0, people - staff.size));
}
