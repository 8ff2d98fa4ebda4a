import { Random, seededRandom } from 'lucid-simulator';
import { NamedCatalogUser } from '../../src/reconciliation/likeness/Identity';
import { SoughtUser } from '../../src/store/NearestUsers';
import { CultureMix, NameGiver } from '../accuracy/people/NameGiver';
import { NAMES, NameList } from '../accuracy/people/names';
import { PersonName, fullName } from '../accuracy/people/PersonName';
import { plainLetters } from '../accuracy/people/plainLetters';

/** In what an undetected Lucid user differs from who it is in the catalog. */
export const DIFFERENCES = [
  'address in another domain',
  'another address, same name',
  'native script, another address',
  'slip in the name, another address',
  'stranger',
] as const;

/** @see DIFFERENCES */
export type Difference = (typeof DIFFERENCES)[number];

/** An undetected Lucid user, and who it is in truth. */
export interface UndetectedUser {
  user: SoughtUser;
  difference: Difference;
  /** Absent for strangers. */
  truth?: string;
}

// Where family names are put together, there are as many as in a large company;
// the lists of the others are short, and would have dozens of namesakes for each.
const MIX: CultureMix = Object.fromEntries(
  Object.entries<NameList>(NAMES).map(([culture, { joined }]) => [
    culture,
    joined ? 10 : 1,
  ]),
);

/** A company, and Lucid users of whom the matchers know nothing. */
export function inventPeople(options: {
  catalogUsers: number;
  undetected: number;
  seed: number;
}): { catalog: Required<NamedCatalogUser>[]; undetected: UndetectedUser[] } {
  const random = seededRandom(options.seed);
  const names = new NameGiver(random, MIX);
  const people = Array.from({ length: options.catalogUsers }, () =>
    names.next(),
  );
  const taken = new Map<string, number>();
  const catalog = people.map(name => {
    const plain = localPartOf(name);
    const count = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, count);
    const local = count === 1 ? plain : `${plain}${count}`;
    return {
      entityRef: `user:default/${local}`,
      displayName: fullName(name),
      email: `${local}@acme.example`,
    };
  });
  const undetected = Array.from({ length: options.undetected }, (_, index) => {
    const difference = random.pick(DIFFERENCES);
    const place = random.below(catalog.length);
    return {
      difference,
      user: {
        account: 'default',
        id: `lucid-${index}`,
        otherEmails: [],
        ...traitsOf(difference, {
          random,
          name: difference === 'stranger' ? names.next() : people[place],
          email: catalog[place].email,
          index,
        }),
      },
      ...(difference !== 'stranger' && { truth: catalog[place].entityRef }),
    };
  });
  return { catalog, undetected };
}

function traitsOf(
  difference: Difference,
  known: { random: Random; name: PersonName; email: string; index: number },
): { displayName: string; email: string } {
  const { random, name, email, index } = known;
  const other = `m${index}@contractor.example`;
  switch (difference) {
    case 'address in another domain': {
      const moved = email.replace('@acme.example', '@acme-corp.example');
      // Most accounts of Lucid have the address in place of a name.
      return { displayName: moved, email: moved };
    }
    case 'native script, another address':
      return {
        displayName: fullName(name, { script: 'native' }),
        email: other,
      };
    case 'slip in the name, another address':
      return { displayName: slip(fullName(name), random), email: other };
    default:
      return { displayName: fullName(name), email: other };
  }
}

function localPartOf({ given, family }: PersonName): string {
  return plainLetters(`${given.latin[0]}.${family.latin[0]}`, 'strip').replace(
    /[^a-z.]/g,
    '',
  );
}

/** One letter left out, doubled, or exchanged for another. */
function slip(text: string, random: Random): string {
  const at = 1 + random.below(text.length - 1);
  const letter = random.pick(['', text[at] + text[at], 'e']);
  return text.slice(0, at) + letter + text.slice(at + 1);
}
