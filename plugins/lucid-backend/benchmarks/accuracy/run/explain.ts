import { Observation } from '../company/Company';
import { Mistake } from './Score';

const EXAMPLES = 3;

/** What was decided wrongly, by phenomenon, with examples, the most frequent first. */
export function explainMistakes(
  mistakes: readonly Mistake[],
  observation: Observation,
): string {
  const groups = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const { truth, said } = mistake;
    const key = `${truth.state} said to be ${said.state}${
      said.matcher ? ` by ${said.matcher}` : ''
    }: ${truth.phenomena.join(', ')}`;
    groups.set(key, [...(groups.get(key) ?? []), mistake]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([key, group]) =>
      [
        `${group.length} x ${key}`,
        ...group
          .slice(0, EXAMPLES)
          .map(mistake => describe(mistake, observation)),
      ].join('\n'),
    )
    .join('\n');
}

function describe({ id, truth, said }: Mistake, seen: Observation): string {
  const user = seen.lucidUsers.find(
    one => 'id' in one && one.id === id,
  ) as ScimUser;
  const lucid = [
    user.name?.formatted,
    ...user.emails.map(({ value }) => value),
    `userName ${user.userName}`,
    user.externalId && `externalId ${user.externalId}`,
  ].filter(Boolean);
  return [
    `    ${id}: ${lucid.join(', ')}`,
    `      is ${describeUsers(truth.entityRefs, seen)}`,
    `      said ${describeUsers(said.entityRefs, seen)}`,
  ].join('\n');
}

interface ScimUser {
  name?: { formatted: string };
  emails: { value: string }[];
  userName: string;
  externalId?: string;
}

function describeUsers(refs: string[], { entities }: Observation): string {
  const described = refs.map(ref => {
    const entity = entities.find(
      ({ metadata }) => `user:${metadata.namespace}/${metadata.name}` === ref,
    );
    const { displayName, email } = entity?.spec.profile ?? {};
    return `${ref} (${entity ? `${displayName}, ${email}` : 'gone'})`;
  });
  return described.join(' and ') || 'nobody';
}
