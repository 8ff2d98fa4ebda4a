import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { LucidUser } from '../account/lucidUser';
import { catalogFiles, toYaml } from './catalogEntities';
import { createExampleCompany, exampleTruth } from './exampleCompany';

const EXAMPLES = resolve(__dirname, '../../../../examples/org');

const MATCHERS = ['annotation', 'email', 'other-email', 'user-name'] as const;

interface Entity {
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  spec: {
    profile?: { displayName: string; email?: string };
    memberOf?: string[];
    parent?: string;
    children?: string[];
    owner?: string;
    type?: string;
    targets?: string[];
  };
}

async function committedEntities(): Promise<Entity[]> {
  const files = await readdir(EXAMPLES);
  const texts = await Promise.all(
    files.map(file => readFile(join(EXAMPLES, file), 'utf8')),
  );
  return texts.flatMap(text =>
    parseAllDocuments(text).map(document => document.toJS() as Entity),
  );
}

describe('the files in examples/org', () => {
  it('are what `yarn workspace lucid-simulator generate:example` writes', async () => {
    const generated = catalogFiles(createExampleCompany().people);
    expect((await readdir(EXAMPLES)).sort()).toEqual(
      Object.keys(generated).sort(),
    );
    for (const [file, entities] of Object.entries(generated)) {
      expect(await readFile(join(EXAMPLES, file), 'utf8')).toBe(
        toYaml(entities),
      );
    }
  });

  it('are all named by the one Location', async () => {
    const entities = await committedEntities();
    const location = entities.find(({ kind }) => kind === 'Location')!;
    const files = (await readdir(EXAMPLES)).filter(name => name !== 'all.yaml');
    expect([...location.spec.targets!].sort()).toEqual(
      files.map(file => `./${file}`).sort(),
    );
  });

  it('hold about 240 people in four levels of groups that fit together', async () => {
    const entities = await committedEntities();
    const users = entities.filter(({ kind }) => kind === 'User');
    const groups = new Map(
      entities
        .filter(({ kind }) => kind === 'Group')
        .map(group => [group.metadata.name, group]),
    );
    expect(users.length).toBeGreaterThan(230);
    expect(users.length).toBeLessThan(250);
    for (const { spec } of users) {
      expect(spec.memberOf!.filter(name => !groups.has(name))).toEqual([]);
    }
    for (const { spec, metadata } of groups.values()) {
      const children = [...groups.values()].filter(
        group => group.spec.parent === metadata.name,
      );
      expect(children.map(child => child.metadata.name).sort()).toEqual(
        [...spec.children!].sort(),
      );
    }
    const levels = [...groups.values()].map(({ spec }) => spec.type);
    expect(new Set(levels)).toEqual(
      new Set(['organization', 'division', 'department', 'team']),
    );
    const owners = entities.flatMap(({ spec }) => spec.owner ?? []);
    expect(owners.length).toBeGreaterThan(0);
    for (const owner of owners) {
      expect(groups.has(owner.replace('group:default/', ''))).toBe(true);
    }
  });

  it('give everybody a valid name of their own and an address that cannot be real', async () => {
    const users = (await committedEntities()).filter(
      ({ kind }) => kind === 'User',
    );
    const names = users.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata, spec } of users) {
      expect(metadata.name).toMatch(/^[a-z0-9]+([-._][a-z0-9]+)*$/);
      expect(metadata.name.length).toBeLessThanOrEqual(63);
      expect(spec.profile!.email).toMatch(/[@.]example\.com$/i);
    }
  });
});

describe('the example account', () => {
  const { account } = createExampleCompany();
  it('has groups that the catalog knows by name, by annotation, and not at all', async () => {
    const groups = (await committedEntities()).filter(
      ({ kind }) => kind === 'Group',
    );
    const known = (by: 'name' | 'annotation') =>
      account.groups
        .filter(({ id, displayName }) =>
          groups.some(({ spec, metadata }) =>
            by === 'name'
              ? spec.profile!.displayName === displayName
              : metadata.annotations?.['lucid.co/group-id'] === id,
          ),
        )
        .map(group => group.displayName);
    expect(known('name')).toEqual(
      expect.arrayContaining(['Meridian Instruments', 'Sales', 'Legal']),
    );
    expect(known('annotation')).toEqual(['InfoSec']);
    const unknown = account.groups.filter(
      ({ displayName }) =>
        !known('name').includes(displayName) &&
        !known('annotation').includes(displayName),
    );
    expect(unknown.map(group => group.displayName)).toEqual(
      expect.arrayContaining(['Engineering', 'UX', 'External']),
    );
  });

  const active = new Map(
    account.users.filter(user => user.active).map(user => [user.id, user]),
  );

  /** What the two sides have in common, found out without the plugin. */
  async function commonGround() {
    const users = (await committedEntities()).filter(
      ({ kind }) => kind === 'User',
    );
    const refsBy = (fits: (entity: Entity) => boolean) =>
      users
        .filter(fits)
        .map(({ metadata }) => `user:default/${metadata.name}`)
        .sort();
    const refsByEmail = (address?: string) =>
      refsBy(
        ({ spec }) =>
          spec.profile!.email!.toLowerCase() === address?.toLowerCase(),
      );
    return (user: LucidUser) => {
      const [email, ...others] = user.emails;
      return {
        annotation: refsBy(
          ({ metadata }) =>
            metadata.annotations?.['lucid.co/user-id'] === user.id,
        ),
        email: refsByEmail(email?.value),
        'other-email': others.flatMap(({ value }) => refsByEmail(value)),
        'user-name': refsByEmail(user.userName),
      };
    };
  }

  it('is told in full, in its own order', () => {
    expect(exampleTruth.lucidUsers.map(({ id }) => id)).toEqual([
      ...active.keys(),
    ]);
    expect(exampleTruth.deactivated).toHaveLength(
      account.users.length - active.size,
    );
  });

  it('has in common with the catalog what the truth says, and no more', async () => {
    const inCommon = await commonGround();
    for (const { id, matcher, entityRefs } of exampleTruth.lucidUsers) {
      const found = inCommon(active.get(id)!);
      const everywhere = new Set(Object.values(found).flat());
      expect([...everywhere].sort()).toEqual(entityRefs);
      // The first in this order that finds anybody is the one that decides.
      const first = MATCHERS.find(name => found[name].length > 0);
      expect(first).toBe(matcher);
    }
  });

  it('calls by their state those with one, with several and with no catalog user', () => {
    for (const { state, entityRefs } of exampleTruth.lucidUsers) {
      const number = Math.min(entityRefs.length, 2);
      expect(state).toBe(['undetected', 'detected', 'ambiguous'][number]);
    }
  });

  it('leaves unlicensed exactly those in the catalog whom nothing leads to', async () => {
    const inCommon = await commonGround();
    const found = new Set(
      [...active.values()].flatMap(user =>
        Object.values(inCommon(user)).flat(),
      ),
    );
    expect(exampleTruth.unlicensed).toEqual(
      exampleTruth.catalogUsers.filter(ref => !found.has(ref)),
    );
    expect(exampleTruth.unlicensed.length).toBeGreaterThan(30);
  });

  it('shows every case, most people detected', () => {
    const cases = exampleTruth.lucidUsers.reduce<Record<string, number>>(
      (counts, { exampleCase }) => ({
        ...counts,
        [exampleCase]: (counts[exampleCase] ?? 0) + 1,
      }),
      {},
    );
    expect(cases).toEqual({
      ordinary: expect.any(Number),
      'different-case': 6,
      'other-email': 4,
      'user-name': 3,
      annotation: 2,
      'second-lucid-user': 1,
      'private-address': 3,
      'alias-domain': 4,
      'plus-address': 3,
      'name-change': 3,
      'shared-mailbox': 2,
      'duplicate-catalog-user': 1,
      contractor: 9,
      leaver: 6,
      'service-account': 1,
      'hard-name': 8,
      'nothing-to-compare': 1,
    });
    expect(cases.ordinary).toBeGreaterThan(150);
  });

  it('has view-only users, names that are hard to show, and namesakes', () => {
    const { lucidUsers } = exampleTruth;
    expect(lucidUsers.filter(user => !user.canEdit).length).toBeGreaterThan(15);
    const names = lucidUsers.map(user => user.displayName);
    expect(names.filter(name => name.length === 300)).toHaveLength(1);
    expect(names.filter(name => /\p{Script=Arabic}/u.test(name))).toHaveLength(
      1,
    );
    expect(names.some(name => /\p{Extended_Pictographic}/u.test(name))).toBe(
      true,
    );
    expect(names.filter(name => name === 'María García')).toHaveLength(2);
  });

  it('knows the guest as an ordinary person who can edit in Lucidchart', () => {
    expect(
      exampleTruth.lucidUsers.filter(({ entityRefs }) =>
        entityRefs.includes('user:default/guest'),
      ),
    ).toEqual([
      expect.objectContaining({
        exampleCase: 'ordinary',
        email: 'guest@example.com',
        products: ['Lucidchart'],
        canEdit: true,
      }),
    ]);
  });

  it('is the same every time', () => {
    expect(createExampleCompany()).toEqual(createExampleCompany());
  });
});
