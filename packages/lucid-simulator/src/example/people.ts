import { Random } from '../random';
import { NameGiver } from './NameGiver';
import { OrgGroup, PlacedGroup, placedGroups } from './organisation';

/** Somebody who works at the example company, and so is in its catalog. */
export interface Person {
  /** Name of the User entity. */
  name: string;
  givenName: string;
  familyName: string;
  displayName: string;
  email: string;
  title: string;
  /** Names of the groups that the person belongs to directly. */
  memberOf: string[];
  division?: string;
  lucidDepartment: string;
  costCenter: string;
  /** Id of the Lucid user that the entity names by annotation. */
  lucidUserId?: string;
}

const SMALL_TEAM = 6;
/** One in so many belongs to a second team. */
const PEOPLE_PER_SECOND_TEAM = 20;

const TITLES: Record<string, string[]> = {
  Engineering: [
    'Software Engineer',
    'Senior Software Engineer',
    'Test Engineer',
  ],
  UX: ['Designer', 'Researcher', 'Content Designer'],
  Product: ['Product Manager', 'Product Analyst'],
  Sales: ['Account Executive', 'Sales Engineer', 'Account Manager'],
  Marketing: ['Campaign Manager', 'Copywriter', 'Brand Designer'],
  'Customer Care': ['Consultant', 'Support Engineer', 'Solution Architect'],
  IT: ['System Engineer', 'Network Engineer', 'Service Manager'],
  InfoSec: ['Security Engineer', 'Security Analyst'],
  Finance: ['Accountant', 'Controller', 'Analyst'],
  HR: ['Recruiter', 'HR Partner'],
  Legal: ['Counsel', 'Paralegal'],
};

const LEADS: Record<OrgGroup['type'], string> = {
  organization: 'Chief Executive Officer',
  division: 'Vice President',
  department: 'Head of Department',
  team: 'Team Lead',
};

function place({ group, ancestors }: PlacedGroup) {
  const line = [...ancestors, group];
  return {
    memberOf: [group.name],
    division: line.find(({ type }) => type === 'division')?.displayName,
    lucidDepartment:
      line.find(each => each.lucidDepartment)?.lucidDepartment ?? 'Management',
    costCenter: line.find(each => each.costCenter)?.costCenter ?? 'CC-001',
  };
}

function headCount({ type }: OrgGroup, teamNumber: number): number {
  return type === 'team' ? SMALL_TEAM + (teamNumber % 2) : 1;
}

function hire(
  placed: PlacedGroup,
  position: number,
  names: NameGiver,
  random: Random,
): Person {
  const { givenName, familyName, name } = names.next();
  const placement = place(placed);
  const domain =
    placed.group.name === 'sales-apac' ? 'apac.example.com' : 'example.com';
  return {
    name,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    email: `${name}@${domain}`,
    title:
      position === 0
        ? LEADS[placed.group.type]
        : random.pick(TITLES[placement.lucidDepartment]),
    ...placement,
  };
}

/** Two people whom nothing but their addresses tells apart. */
function makeNamesakes(people: Person[]): void {
  const namesakes = people.filter(person => person.title === 'Account Manager');
  namesakes.slice(0, 2).forEach((person, number) => {
    person.givenName = 'María';
    person.familyName = 'García';
    person.displayName = 'María García';
    person.name = number === 0 ? 'maria.garcia' : 'maria.garcia2';
    person.email = `${person.name}@example.com`;
  });
}

/** The person that the guest of the example portal signs in as. */
function guest(placed: PlacedGroup): Person {
  return {
    name: 'guest',
    givenName: 'Guest',
    familyName: '',
    displayName: 'Guest',
    email: 'guest@example.com',
    title: 'Software Engineer',
    ...place(placed),
  };
}

/** Everybody at the example company, in the order of its groups. */
export function hirePeople(random: Random, names: NameGiver): Person[] {
  const groups = placedGroups();
  const teams = groups.filter(({ group }) => group.type === 'team');
  const people = groups.flatMap(placed =>
    Array.from(
      { length: headCount(placed.group, teams.indexOf(placed)) },
      (_, position) => hire(placed, position, names, random),
    ),
  );
  makeNamesakes(people);
  people
    .filter((_, index) => index % PEOPLE_PER_SECOND_TEAM === 7)
    .forEach(person => {
      const second = random.pick(teams).group.name;
      if (!person.memberOf.includes(second)) {
        person.memberOf.push(second);
      }
    });
  const guests = teams
    .filter(({ group }) => group.name === 'editor')
    .map(guest);
  return [...people, ...guests];
}
