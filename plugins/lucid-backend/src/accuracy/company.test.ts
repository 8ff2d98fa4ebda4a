import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Observation } from '../../benchmarks/accuracy/company/Company';
import { Moment, observeCompany } from '../../benchmarks/accuracy/run/measure';
import { PHENOMENA } from '../../benchmarks/accuracy/truth/Phenomenon';
import { Verdict } from '../../benchmarks/accuracy/truth/Verdict';
import { parseLucidUser } from '../scim/parsing/parseLucidUser';

jest.setTimeout(120_000);

const people = 1_500;
const SEEDS = [3, 4, 7];

const companies = SEEDS.map(seed => observeCompany({ people, seed }));
const moments: [string, Observation, Moment][] = companies.flatMap(
  (observations, index) =>
    Object.entries(observations).map(
      ([moment, observation]): [string, Observation, Moment] => [
        `seed ${SEEDS[index]}, ${moment}`,
        observation,
        moment as Moment,
      ],
    ),
);

/** What catalog users a truth may name, by whether each is there. */
const NAMES: Record<Verdict['state'], (isThere: boolean[]) => boolean> = {
  detected: isThere => isThere.length === 1 && isThere[0],
  ambiguous: isThere => isThere.length > 1 && isThere.every(Boolean),
  undetected: isThere => isThere.length === 0,
  unknowable: isThere => isThere.every(Boolean),
  leaver: isThere => isThere.length > 0,
};

function refsOf({ entities }: Observation): string[] {
  return entities.map(entity => stringifyEntityRef(entity));
}

function lucidUsersOf({ lucidUsers }: Observation) {
  return lucidUsers.map(row => {
    const { item } = parseLucidUser(row);
    if (!item) {
      throw new Error(`Not understood: ${JSON.stringify(row)}`);
    }
    return item;
  });
}

describe('a company with known truth', () => {
  it('is the same for the same seed, and another one for another', () => {
    const again = observeCompany({ people, seed: SEEDS[0] });

    expect(again).toEqual(companies[0]);
    expect(companies[1]).not.toEqual(companies[0]);
  });

  it('lets everything happen that can happen', () => {
    const seen = new Set(
      moments.flatMap(([, { truth }]) =>
        [...truth.values()].flatMap(({ phenomena }) => phenomena),
      ),
    );

    expect([...seen].sort()).toEqual([...PHENOMENA].sort());
  });

  it('brings about every kind of truth', () => {
    const seen = new Set(
      moments.flatMap(([, { truth }]) =>
        [...truth.values()].map(({ state }) => state),
      ),
    );

    expect([...seen].sort()).toEqual([
      'ambiguous',
      'detected',
      'leaver',
      'undetected',
      'unknowable',
    ]);
  });
});

describe.each(moments)('a company of %s', (_, observation, moment) => {
  it('says of every Lucid user what is true, and of nobody else', () => {
    const ids = lucidUsersOf(observation).map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect([...observation.truth.keys()].sort()).toEqual([...ids].sort());
  });

  it('lists nobody who is deactivated in Lucid', () => {
    const inactive = lucidUsersOf(observation).filter(({ active }) => !active);

    expect(inactive).toEqual([]);
  });

  it('has entities that the catalog accepts, each name once', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    const refs = refsOf(observation);

    expect(new Set(refs).size).toBe(refs.length);
    for (const entity of observation.entities) {
      await expect(policy.enforce(entity)).resolves.toBeDefined();
    }
  });

  it('names as many catalog users as the truth needs, and only such as are there', () => {
    const there = new Set(refsOf(observation));
    const wrong = [...observation.truth.values()].filter(
      ({ state, entityRefs }) =>
        !NAMES[state](entityRefs.map(ref => there.has(ref))),
    );

    expect(wrong).toEqual([]);
  });

  it('calls ordinary only who is in the catalog with the very same address', () => {
    const emails = new Map(
      observation.entities.map(entity => [
        stringifyEntityRef(entity),
        entity.spec.profile?.email,
      ]),
    );
    const ordinary = lucidUsersOf(observation).filter(({ id }) =>
      observation.truth.get(id)?.phenomena.includes('ordinary'),
    );

    expect(ordinary.length).toBeGreaterThan(people / 4);
    for (const { id, email } of ordinary) {
      const [ref] = observation.truth.get(id)?.entityRefs ?? [];
      expect(emails.get(ref)).toBe(email);
    }
  });

  it('knows leavers only of those who were there before', () => {
    const leavers = [...observation.truth.values()].filter(
      ({ state }) => state === 'leaver',
    );
    const company = companies.find(other => other[moment] === observation);
    const before = new Set(company && refsOf(company['first reading']));

    expect(leavers.length > 0).toBe(moment === 'half a year later');
    for (const { entityRefs } of leavers) {
      expect(entityRefs.every(ref => before.has(ref))).toBe(true);
    }
  });

  it('is mostly as simple as companies are', () => {
    const verdicts = [...observation.truth.values()];
    const share = (fits: (verdict: (typeof verdicts)[number]) => boolean) =>
      verdicts.filter(fits).length / verdicts.length;

    expect(share(({ state }) => state === 'detected')).toBeGreaterThan(0.7);
    expect(share(({ state }) => state === 'unknowable')).toBeLessThan(0.05);
    expect(
      share(({ phenomena }) => phenomena.includes('namesake')),
    ).toBeLessThan(0.1);
  });
});
