import {
  AccountContents,
  LucidLicences,
  LucidUser,
} from '../account/lucidUser';
import { Random, seededRandom } from '../random';
import { createExampleCompany } from './exampleCompany';
import { LucidEnroller } from './LucidEnroller';
import { NameGiver } from './NameGiver';
import { leaver } from './strangers';

/** How far back the past of the example account goes. */
export const EXAMPLE_PAST_DAYS = 365;

const SEED = 2028;
/** They came before those of today, and so have smaller numbers. */
const FIRST_FORMER_ID = 104_200_003;
const ID_STEP = 37;
/** Users who were there during the year and are deleted by now, for each of today. */
const FORMER_SHARE = 0.14;
const NEWCOMER_SHARE = 0.34;
const SHARES = { spark: 0.3, upgrade: 0.1, explorer: 0.06, moved: 0.05 };

/** What a user was before something changed, as long ago as `daysAgo` and longer. */
interface EarlierSelf {
  daysAgo: number;
  was: (user: LucidUser) => LucidUser;
}

/** How a user of the account came to be what it is today. Days count backwards. */
interface Career {
  user: LucidUser;
  joined: number;
  /** Deactivated or deleted since then. */
  left?: number;
  deleted: boolean;
  earlier: EarlierSelf[];
}

/** How an account was on a day that is some days ago; 0 is today. */
export type AccountPast = (daysAgo: number) => AccountContents;

/**
 * Makes a past for the example account, always the same, that ends with what the
 * account is today: people join, get and lose licences, move to another
 * department, and leave.
 */
export function createExamplePast(): AccountPast {
  const { account } = createExampleCompany();
  const random = seededRandom(SEED);
  const present = account.users.map(user => careerOf(user, random));
  const former = formerUsers(account, random);
  return daysAgo => ({
    groups: account.groups,
    users: (daysAgo === 0 ? present : [...present, ...former]).flatMap(
      career => asOf(career, daysAgo) ?? [],
    ),
  });
}

function asOf(career: Career, daysAgo: number): LucidUser | undefined {
  const { user, joined, left = -1, deleted, earlier } = career;
  if (daysAgo > joined || (deleted && daysAgo <= left)) {
    return undefined;
  }
  return earlier
    .filter(change => daysAgo >= change.daysAgo)
    .reduce((self, change) => change.was(self), {
      ...user,
      active: daysAgo > left,
    });
}

function careerOf(user: LucidUser, random: Random): Career {
  const isGuest = user.userName === 'guest@example.com';
  const joined =
    !isGuest && random.chance(NEWCOMER_SHARE)
      ? 1 + random.below(EXAMPLE_PAST_DAYS - 1)
      : Infinity;
  const sometime = () =>
    1 + random.below(Math.min(joined, EXAMPLE_PAST_DAYS) || 1);
  return {
    user,
    joined,
    deleted: false,
    ...(!user.active && { left: sometime() }),
    earlier: isGuest ? [] : earlierSelves(user, random, sometime),
  };
}

function earlierSelves(
  user: LucidUser,
  random: Random,
  sometime: () => number,
): EarlierSelf[] {
  const earlier: EarlierSelf[] = [];
  const change = (share: number, was: EarlierSelf['was']) => {
    const isDue = random.chance(share);
    const daysAgo = sometime();
    if (isDue) {
      earlier.push({ daysAgo, was });
    }
  };
  change(SHARES.spark, withLicences({ products: { Lucidspark: false } }));
  change(SHARES.upgrade, withLicences({ canEdit: false }));
  change(
    SHARES.explorer,
    withLicences({ products: { LucidscaleExplorer: true } }),
  );
  if (user.affiliation?.department) {
    change(SHARES.moved, self => ({
      ...self,
      affiliation: { ...self.affiliation, department: 'Design' },
    }));
  }
  return earlier;
}

function withLicences({
  products,
  ...rest
}: Partial<LucidLicences>): EarlierSelf['was'] {
  return user => ({
    ...user,
    licences: {
      ...user.licences,
      ...rest,
      products: { ...user.licences.products, ...products },
    },
  });
}

/** Who has been deleted since; the catalog has forgotten them, too. */
function formerUsers(account: AccountContents, random: Random): Career[] {
  const names = new NameGiver(random);
  const enroller = new LucidEnroller(random, account.groups);
  const taken = new Set(account.users.map(({ userName }) => userName));
  const identities = Array.from(
    { length: Math.round(account.users.length * FORMER_SHARE) },
    () => leaver(names).identity,
  ).filter(({ email }) => !taken.has(email));
  return identities.map((identity, place) => {
    const left = 1 + random.below(EXAMPLE_PAST_DAYS - 20);
    const isNewcomer = random.chance(NEWCOMER_SHARE);
    return {
      user: {
        ...enroller.enrol(identity),
        id: `lucid-${FIRST_FORMER_ID + place * ID_STEP}`,
        active: true,
      },
      joined: isNewcomer ? left + 5 + random.below(120) : Infinity,
      left,
      deleted: random.chance(0.6),
      earlier: [],
    };
  });
}
