import { Entity } from '@backstage/catalog-model';
import { randomUUID } from 'node:crypto';
import { inventPeople } from '../nearest/people';

/** Members of a team; every user is a member of one more group, its department. */
const TEAM_SIZE = 50;
const TEAMS_OF_DEPARTMENT = 20;

const SOURCE = {
  'backstage.io/managed-by-location': 'msgraph:default',
  'backstage.io/managed-by-origin-location': 'msgraph:default',
};

/** A directory of so many users, as the catalog shows it: users first, then groups. */
export function* directory(users: number): Generator<Entity> {
  const { catalog } = inventPeople({
    catalogUsers: users,
    undetected: 0,
    seed: 1,
  });
  const teams = Math.ceil(users / TEAM_SIZE);
  const names = catalog.map(({ entityRef }) => entityRef.split('/')[1]);
  for (const [index, { displayName, email }] of catalog.entries()) {
    const groups = groupsOf(index);
    yield entityOf('User', {
      name: names[index],
      annotations: { 'graph.microsoft.com/user-id': randomUUID() },
      spec: { profile: { displayName, email }, memberOf: groups },
      relations: groups.map(name => ({
        type: 'memberOf',
        targetRef: `group:default/${name}`,
      })),
    });
  }
  for (let team = 0; team < teams; team += 1) {
    const first = team * TEAM_SIZE;
    const [name, parent] = groupsOf(first);
    yield groupOf(name, `Team ${team}`, [
      { type: 'childOf', targetRef: `group:default/${parent}` },
      ...membersOf(names.slice(first, first + TEAM_SIZE)),
    ]);
  }
  const size = TEAM_SIZE * TEAMS_OF_DEPARTMENT;
  for (let first = 0; first < users; first += size) {
    const [, name] = groupsOf(first);
    const members = membersOf(names.slice(first, first + size));
    yield groupOf(name, `Department ${first / size}`, members);
  }
}

function groupsOf(user: number): [team: string, department: string] {
  const team = Math.floor(user / TEAM_SIZE);
  return [
    `team-${team}`,
    `department-${Math.floor(team / TEAMS_OF_DEPARTMENT)}`,
  ];
}

function membersOf(names: string[]): NonNullable<Entity['relations']> {
  return names.map(name => ({
    type: 'hasMember',
    targetRef: `user:default/${name}`,
  }));
}

function groupOf(
  name: string,
  displayName: string,
  relations: NonNullable<Entity['relations']>,
): Entity {
  return entityOf('Group', {
    name,
    annotations: { 'graph.microsoft.com/group-id': randomUUID() },
    spec: { type: 'team', profile: { displayName }, children: [] },
    relations,
  });
}

function entityOf(
  kind: 'User' | 'Group',
  options: {
    name: string;
    annotations: Record<string, string>;
    spec: NonNullable<Entity['spec']>;
    relations: NonNullable<Entity['relations']>;
  },
): Entity {
  const { name, annotations, spec, relations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      annotations: { ...SOURCE, ...annotations },
      uid: randomUUID(),
      etag: randomUUID(),
    },
    spec,
    relations,
  };
}
