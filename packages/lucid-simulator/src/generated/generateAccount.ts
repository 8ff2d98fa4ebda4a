import {
  AccountContents,
  LucidGroup,
  LucidLicences,
  LucidUser,
} from '../account/lucidUser';
import { Random, seededRandom } from '../random';
import { FAMILY_NAMES, GIVEN_NAMES, plainLetters } from './names';

const FIRST_ID = 1_000_001;
const USERS_PER_GROUP = 100;
/** One in so many is deactivated, beyond the number of users asked for. */
const ACTIVE_PER_DEACTIVATED = 100;
const DIVISIONS = ['Product', 'Commercial', 'Operations', 'Corporate'];
const TITLES = ['Engineer', 'Designer', 'Analyst', 'Manager', 'Consultant'];
const ROLES = ['DocumentAdmin', 'TemplateAdmin', 'BillingAdmin', 'Developer'];

function generateLicences(random: Random, place: number): LucidLicences {
  return {
    products: {
      Lucidchart: random.chance(0.9),
      Lucidspark: random.chance(0.4),
      LucidscaleCreator: random.chance(0.05),
      LucidscaleExplorer: random.chance(0.1),
    },
    canEdit: random.chance(0.8),
    billingCode: `BC-${100 + (place % 40)}`,
  };
}

function generateUser(seed: number, place: number, active: boolean): LucidUser {
  const random = seededRandom(seed * 7_919 + place);
  const givenName = random.pick(GIVEN_NAMES);
  const familyName = random.pick(FAMILY_NAMES);
  // The number keeps addresses apart where names repeat.
  const mail = `${plainLetters(givenName)}.${plainLetters(familyName)}.${
    place + 1
  }@example.com`;
  const group = Math.floor(place / USERS_PER_GROUP);
  const created = new Date(
    Date.UTC(2023, 0, 1) + random.below(900 * 24 * 3600) * 1000,
  ).toISOString();
  return {
    id: `lucid-${FIRST_ID + place}`,
    userName: mail,
    displayName: mail,
    name: { formatted: `${givenName} ${familyName}`, givenName, familyName },
    emails: [{ value: mail, type: 'work', primary: true }],
    active,
    title: random.pick(TITLES),
    roles: random.chance(0.02) ? [random.pick(ROLES)] : [],
    groupIds: [`lucid-group-${group + 1}`],
    created,
    lastModified: created,
    affiliation: {
      costCenter: `CC-${100 + (group % 80)}`,
      organization: 'Example',
      division: DIVISIONS[group % DIVISIONS.length],
      department: `Department ${group + 1}`,
    },
    licences: generateLicences(random, place),
  };
}

/**
 * An account of any size in which every user depends on the seed and the
 * place alone, so that a bigger account begins as the smaller one does.
 *
 * @param users - how many active users there are
 */
export function generateAccount(users: number, seed: number): AccountContents {
  const deactivated = Math.floor(users / ACTIVE_PER_DEACTIVATED);
  const groups: LucidGroup[] = Array.from(
    { length: Math.ceil((users + deactivated) / USERS_PER_GROUP) },
    (_, place) => ({
      id: `lucid-group-${place + 1}`,
      displayName: `Department ${place + 1}`,
      // A tree: every group but the first lies in one that came before it.
      parentId:
        place === 0
          ? undefined
          : `lucid-group-${Math.floor((place - 1) / 10) + 1}`,
    }),
  );
  return {
    users: Array.from({ length: users + deactivated }, (_, place) =>
      generateUser(seed, place, place < users),
    ),
    groups,
  };
}
