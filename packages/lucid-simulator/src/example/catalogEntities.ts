import { stringify } from 'yaml';
import { createLucidGroups } from './lucidGroups';
import { COMPANY, OrgGroup, PlacedGroup, placedGroups } from './organisation';
import { Person } from './people';
import { SYSTEMS } from './software';

/** An entity as far as it is written down here. */
export interface ExampleEntity {
  apiVersion: 'backstage.io/v1alpha1';
  kind: string;
  metadata: {
    name: string;
    title?: string;
    description?: string;
    annotations?: Record<string, string>;
  };
  spec: Record<string, unknown>;
}

const apiVersion = 'backstage.io/v1alpha1';

/**
 * Groups whose entity says which group of Lucid they are, because nobody could
 * tell by the names.
 */
const NAMING_THEIR_LUCID_GROUP = ['security'];

function lucidGroupIdOf(group: OrgGroup): string | undefined {
  return NAMING_THEIR_LUCID_GROUP.includes(group.name)
    ? createLucidGroups().find(
        ({ displayName }) => displayName === group.lucidDepartment,
      )?.id
    : undefined;
}

function groupEntity({ group, ancestors }: PlacedGroup): ExampleEntity {
  const parent = ancestors[ancestors.length - 1];
  const lucidGroupId = lucidGroupIdOf(group);
  return {
    apiVersion,
    kind: 'Group',
    metadata: {
      name: group.name,
      ...(lucidGroupId
        ? { annotations: { 'lucid.co/group-id': lucidGroupId } }
        : {}),
    },
    spec: {
      type: group.type,
      profile: { displayName: group.displayName },
      ...(parent ? { parent: parent.name } : {}),
      children: group.children.map(child => child.name),
    },
  };
}

function userEntity(person: Person): ExampleEntity {
  return {
    apiVersion,
    kind: 'User',
    metadata: {
      name: person.name,
      ...(person.lucidUserId
        ? { annotations: { 'lucid.co/user-id': person.lucidUserId } }
        : {}),
    },
    spec: {
      profile: { displayName: person.displayName, email: person.email },
      memberOf: person.memberOf,
    },
  };
}

function softwareEntities(): ExampleEntity[] {
  return SYSTEMS.flatMap(({ name, title, owner, components }) => [
    {
      apiVersion,
      kind: 'System',
      metadata: { name, title },
      spec: { owner: `group:default/${owner}` },
    },
    ...components.map(
      (component): ExampleEntity => ({
        apiVersion,
        kind: 'Component',
        metadata: { name: component.name, title: component.title },
        spec: {
          type: component.type,
          lifecycle: 'production',
          owner: `group:default/${component.owner}`,
          system: name,
        },
      }),
    ),
  ]);
}

/** The file that a group and its direct members are written to. */
function fileOf({ group, ancestors }: PlacedGroup): string {
  const division = [...ancestors, group].find(
    ({ type }) => type === 'division',
  );
  return `${(division ?? COMPANY).name}.yaml`;
}

/**
 * The example organisation as files of the catalog: one for each division, one
 * for what is above them, one for software, and one that names the others.
 *
 * @returns the entities by file name
 */
export function catalogFiles(
  people: Person[],
): Record<string, ExampleEntity[]> {
  const files: Record<string, ExampleEntity[]> = {};
  for (const placed of placedGroups()) {
    const members = people.filter(
      ({ memberOf }) => memberOf[0] === placed.group.name,
    );
    (files[fileOf(placed)] ??= []).push(
      groupEntity(placed),
      ...members.map(userEntity),
    );
  }
  files['software.yaml'] = softwareEntities();
  return {
    'all.yaml': [
      {
        apiVersion,
        kind: 'Location',
        metadata: {
          name: 'example-organisation',
          description: `${COMPANY.displayName}, its people and its software`,
        },
        spec: {
          type: 'file',
          targets: Object.keys(files).map(file => `./${file}`),
        },
      },
    ],
    ...files,
  };
}

/** Several entities as one YAML file. */
export function toYaml(entities: ExampleEntity[]): string {
  const note =
    '# Made by `yarn workspace lucid-simulator generate:example`; do not edit.\n';
  const documents = entities.map(entity =>
    stringify(entity, { lineWidth: 0, singleQuote: true }),
  );
  return note + documents.map(document => `---\n${document}`).join('');
}
