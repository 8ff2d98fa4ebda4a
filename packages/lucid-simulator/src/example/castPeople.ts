import { Random } from '../random';
import { ExampleCase } from './ExampleTruth';
import { NameGiver } from './NameGiver';
import { Person } from './people';
import { LucidIdentity } from './strangers';

/** Somebody in the catalog whom Lucid knows, and what has to come of it. */
export interface Casting {
  exampleCase: ExampleCase;
  identity: LucidIdentity;
  state: 'detected' | 'undetected' | 'ambiguous';
  matcher?: 'annotation' | 'email' | 'other-email' | 'user-name';
  /** The person first who stands for the Lucid user, then who else is meant. */
  people: Person[];
}

type Cast = (person: Person, names: NameGiver) => Casting;

const [localPart, domainPart] = [0, 1].map(
  part => (person: Person) => person.email.split('@')[part],
);

function identityOf(person: Person, email: string): LucidIdentity {
  const { givenName, familyName, displayName } = person;
  return { email, givenName, familyName, fullName: displayName };
}

function detected(
  exampleCase: ExampleCase,
  matcher: Casting['matcher'],
  identify: (person: Person) => Partial<LucidIdentity>,
): Cast {
  return person => ({
    exampleCase,
    identity: { ...identityOf(person, person.email), ...identify(person) },
    state: 'detected',
    matcher,
    people: [person],
  });
}

function undetected(
  exampleCase: ExampleCase,
  address: (person: Person) => string,
): Cast {
  return person => ({
    exampleCase,
    identity: identityOf(person, address(person)),
    state: 'undetected',
    people: [person],
  });
}

const changedName: Cast = (person, names) => {
  const before = names.withGivenName(() => person.givenName);
  return {
    exampleCase: 'name-change',
    identity: {
      email: `${before.name}@${domainPart(person)}`,
      givenName: before.givenName,
      familyName: before.familyName,
      fullName: `${before.givenName} ${before.familyName}`,
    },
    state: 'undetected',
    people: [person],
  };
};

const ordinary = detected('ordinary', 'email', () => ({}));

/** How many people of the catalog Lucid knows in an unusual way. */
const unusual: [number, Cast][] = [
  [
    6,
    detected('different-case', 'email', person => ({
      email: `${localPart(person).toUpperCase()}@Example.com`,
    })),
  ],
  [
    4,
    detected('other-email', 'other-email', person => ({
      email: `${person.name}@guild.example.net`,
      otherEmails: [person.email],
    })),
  ],
  [
    3,
    detected('user-name', 'user-name', person => ({
      email: `${person.name}@partner.example.org`,
      userName: person.email,
    })),
  ],
  [
    2,
    detected('annotation', 'annotation', person => ({
      email: `${person.name.replace('.', '_')}@acquired.example.net`,
    })),
  ],
  [
    3,
    undetected(
      'private-address',
      person => `${person.name.replace('.', '')}77@mail.example.org`,
    ),
  ],
  [
    4,
    undetected(
      'alias-domain',
      person => `${localPart(person)}@meridian.example.net`,
    ),
  ],
  [
    3,
    undetected(
      'plus-address',
      person => `${localPart(person)}+lucid@${domainPart(person)}`,
    ),
  ],
  [3, changedName],
];

const secondLucidUser = detected(
  'second-lucid-user',
  'other-email',
  person => ({
    email: `${person.name}@freelance.example.net`,
    otherEmails: [person.email],
  }),
);

function ambiguous(exampleCase: ExampleCase, people: Person[]): Casting {
  const [{ displayName, email }] = people;
  return {
    exampleCase,
    identity: { email, fullName: displayName },
    state: 'ambiguous',
    matcher: 'email',
    people,
  };
}

/** Two people get the address of one mailbox, and share a Lucid user. */
function shareMailbox(mailbox: string, pair: Person[]): Casting {
  for (const person of pair) {
    person.email = mailbox;
  }
  return ambiguous('shared-mailbox', pair);
}

/** The catalog gets somebody a second time, written in another way. */
function duplicate(person: Person): Casting {
  const twin: Person = {
    ...person,
    name: `${person.name}.external`,
    email: person.email.toUpperCase(),
  };
  return ambiguous('duplicate-catalog-user', [person, twin]);
}

const UNLICENSED = 33;
const DEACTIVATED = 2;
const MAILBOXES = ['studio@example.com', 'apac-desk@apac.example.com'];

/** Who plays which part in the example. */
export interface CastList {
  castings: Casting[];
  /** People whose Lucid user is deactivated. */
  deactivated: Person[];
}

/**
 * Deals the parts. People get other addresses by it, and whoever is left over
 * is ordinary; the guest and namesakes always are.
 */
export function castPeople(
  people: readonly Person[],
  random: Random,
  names: NameGiver,
): CastList {
  const alwaysOrdinary = people.filter(
    ({ name, givenName }) => name === 'guest' || givenName === 'María',
  );
  const pool = random.shuffled(
    people.filter(person => !alwaysOrdinary.includes(person)),
  );
  const castings = unusual.flatMap(([count, cast]) =>
    pool.splice(0, count).map(person => cast(person, names)),
  );
  castings.push(
    ...MAILBOXES.map(mailbox => shareMailbox(mailbox, pool.splice(0, 2))),
    ...pool.splice(0, 1).map(duplicate),
    ...pool.slice(0, 1).map(person => secondLucidUser(person, names)),
  );
  const withoutLicence = pool.splice(-UNLICENSED);
  const deactivated = withoutLicence.slice(0, DEACTIVATED);
  castings.push(
    ...[...alwaysOrdinary, ...pool].map(person => ordinary(person, names)),
  );
  return { castings, deactivated };
}
