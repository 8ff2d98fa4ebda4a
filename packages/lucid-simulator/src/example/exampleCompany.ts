import { AccountContents, LucidUser } from '../account/lucidUser';
import { seededRandom } from '../random';
import { castPeople } from './castPeople';
import { ExampleLucidUserTruth, ExampleTruth } from './ExampleTruth';
import { LucidEnroller } from './LucidEnroller';
import { createLucidGroups } from './lucidGroups';
import { NameGiver } from './NameGiver';
import { Person, hirePeople } from './people';
import { LucidIdentity, inviteStrangers, leaver } from './strangers';

/** The two halves of the example and what is known of them. */
export interface ExampleCompany {
  /** Everybody in the catalog. */
  people: Person[];
  account: AccountContents;
  truth: ExampleTruth;
}

type Expected = Pick<
  ExampleLucidUserTruth,
  'exampleCase' | 'state' | 'matcher'
> & {
  people: Person[];
};

/** Somebody who is to be in the account; nothing is expected of the deactivated. */
interface Applicant {
  identity: LucidIdentity;
  person?: Person;
  expected?: Expected;
}

/** The files in examples/org were made from this seed. */
const SEED = 2027;
const FIRST_ID = 104_210_017;
const ID_STEP = 37;
const OFFBOARDED = 6;

export function userRef(person: Person): string {
  return `user:default/${person.name}`;
}

function describeTruth(
  user: LucidUser,
  { people, ...expected }: Expected,
): ExampleLucidUserTruth {
  const { products, canEdit } = user.licences;
  return {
    id: user.id,
    ...expected,
    entityRefs:
      expected.state === 'undetected' ? [] : people.map(userRef).sort(),
    displayName: user.name?.formatted ?? user.displayName ?? user.id,
    email: user.emails[0]?.value,
    products: Object.keys(products).filter(name => products[name]),
    canEdit,
  };
}

/** Makes the example organisation and the example account, always the same. */
export function createExampleCompany(): ExampleCompany {
  const random = seededRandom(SEED);
  const names = new NameGiver(random);
  const hired = hirePeople(random, names);
  const { castings, deactivated } = castPeople(hired, random, names);
  const applicants: Applicant[] = [
    ...castings.map(({ identity, ...expected }) => ({
      identity,
      person: expected.people[0],
      expected,
    })),
    ...inviteStrangers(names).map(({ identity, exampleCase }) => ({
      identity,
      expected: { exampleCase, state: 'undetected' as const, people: [] },
    })),
    ...deactivated.map(person => ({
      identity: { email: person.email, fullName: person.displayName },
      person,
    })),
    ...Array.from({ length: OFFBOARDED }, () => ({
      identity: leaver(names).identity,
    })),
  ];

  const groups = createLucidGroups();
  const enroller = new LucidEnroller(random, groups);
  const lucidUsers: ExampleLucidUserTruth[] = [];
  const users = random
    .shuffled(applicants)
    .map(({ identity, person, expected }, place): LucidUser => {
      const user = {
        id: `lucid-${FIRST_ID + place * ID_STEP}`,
        active: expected !== undefined,
        ...enroller.enrol(identity, person),
      };
      if (expected) {
        lucidUsers.push(describeTruth(user, expected));
      }
      if (person && expected?.matcher === 'annotation') {
        person.lucidUserId = user.id;
      }
      return user;
    });

  const people = [
    ...new Set([...hired, ...castings.flatMap(casting => casting.people)]),
  ];
  const catalogUsers = people.map(userRef).sort();
  const licensed = new Set(lucidUsers.flatMap(({ entityRefs }) => entityRefs));
  return {
    people,
    account: { users, groups },
    truth: {
      lucidUsers,
      deactivated: users.filter(user => !user.active).map(({ id }) => id),
      catalogUsers,
      unlicensed: catalogUsers.filter(ref => !licensed.has(ref)),
    },
  };
}

/**
 * Who has to be found in the example, and how.
 *
 * @public
 */
export const exampleTruth: ExampleTruth = createExampleCompany().truth;
