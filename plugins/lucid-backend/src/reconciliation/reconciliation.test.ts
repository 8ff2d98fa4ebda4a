import { lucidUser } from '../__testUtils__/FakeLucid';
import { decide } from './decide';
import { matchKeysOf } from './matchKeys';
import { normaliseAddress } from './normaliseAddress';
import { readCatalogUser, readMemberships } from './readCatalogUser';

describe('normaliseAddress', () => {
  it.each([
    ['Jane.Doe@Example.COM', 'jane.doe@example.com'],
    ['  jane@example.com ', 'jane@example.com'],
    // One letter, written as one code point and as two.
    ['jos\u00e9@example.com', 'jos\u00e9@example.com'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['"odd@quoted"@example.com', '"odd@quoted"@example.com'],
  ])('reads %s as %s', (address, normalised) => {
    expect(normaliseAddress(address)).toBe(normalised);
  });

  it.each([
    '',
    'jane',
    '@example.com',
    'jane@',
    'jane doe@example.com',
    `${'a'.repeat(400)}@example.com`,
  ])('takes "%s" to be no address', address => {
    expect(normaliseAddress(address)).toBeUndefined();
  });

  it('keeps tags, which tell mailboxes apart in some mail systems', () => {
    expect(normaliseAddress('jane+lucid@example.com')).toBe(
      'jane+lucid@example.com',
    );
  });
});

describe('matchKeysOf', () => {
  it('lists every address once, under the first matcher that has it', () => {
    const keys = matchKeysOf(
      lucidUser('lucid-1', {
        email: 'Jane@example.com',
        otherEmails: ['jane@example.com', 'jd@example.org'],
        userName: 'JD@example.org',
      }),
      { account: 'emea', isOnlyAccount: true },
    );
    expect(keys).toEqual([
      { rank: 0, target: 'lucid-user-id', value: 'emea/lucid-1' },
      { rank: 0, target: 'lucid-user-id', value: 'lucid-1' },
      { rank: 1, target: 'email', value: 'jane@example.com' },
      { rank: 2, target: 'email', value: 'jd@example.org' },
    ]);
  });

  it('compares a user name only where it is an address', () => {
    const keys = matchKeysOf(lucidUser('lucid-1', { userName: 'jane' }), {
      account: 'emea',
      isOnlyAccount: true,
    });
    expect(keys.filter(key => key.target === 'email')).toEqual([]);
  });
});

describe('matchKeysOf, where there are several accounts', () => {
  it('takes an id without its account for nobody', () => {
    const keys = matchKeysOf(lucidUser('7'), {
      account: 'emea',
      isOnlyAccount: false,
    });
    expect(keys.map(key => key.value)).toEqual(['emea/7']);
  });
});

describe('decide', () => {
  const candidate = (rank: number, entityRef: string, value = 'v') => ({
    rank,
    entityRef,
    value,
  });

  it('lets the first matcher that finds anybody decide', () => {
    expect(
      decide({
        comparable: true,
        candidates: [
          candidate(1, 'user:default/by-email'),
          candidate(0, 'user:default/by-annotation'),
        ],
      }),
    ).toEqual({
      state: 'detected',
      match: {
        matcher: 'annotation',
        value: 'v',
        entityRefs: ['user:default/by-annotation'],
      },
    });
  });

  it('names everybody when a matcher finds several, in the same order every time', () => {
    const candidates = [
      candidate(1, 'user:default/b'),
      candidate(1, 'user:default/a'),
      candidate(3, 'user:default/c'),
    ];
    const decision = decide({ comparable: true, candidates });
    expect(decision).toMatchObject({
      state: 'ambiguous',
      match: {
        matcher: 'email',
        entityRefs: ['user:default/a', 'user:default/b'],
      },
    });
    expect(
      decide({ comparable: true, candidates: candidates.reverse() }),
    ).toEqual(decision);
  });

  it('does not take two addresses of one person for two persons', () => {
    expect(
      decide({
        comparable: true,
        candidates: [
          candidate(2, 'user:default/a', 'a@example.com'),
          candidate(2, 'user:default/a', 'a@example.org'),
        ],
      }).state,
    ).toBe('detected');
  });

  it('tells whom nobody knows from whom nothing could be compared', () => {
    expect(decide({ candidates: [], comparable: true })).toEqual({
      state: 'undetected',
      undetectedReason: 'no-catalog-user',
    });
    expect(decide({ candidates: [], comparable: false })).toEqual({
      state: 'undetected',
      undetectedReason: 'nothing-to-compare',
    });
  });
});

describe('readCatalogUser', () => {
  const user = (spec: object, annotations?: Record<string, string>) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'Jane.Doe', annotations },
    spec: spec as {},
  });

  it('reads what a Lucid user can be recognised by', () => {
    expect(
      readCatalogUser(
        user(
          { profile: { displayName: 'Jane', email: 'Jane@Example.com' } },
          { 'lucid.co/user-id': 'lucid-7' },
        ),
      ),
    ).toEqual({
      entityRef: 'user:default/jane.doe',
      displayName: 'Jane',
      email: 'Jane@Example.com',
      keys: [
        { target: 'lucid-user-id', value: 'lucid-7' },
        { target: 'email', value: 'jane@example.com' },
      ],
    });
  });

  it.each([{}, { profile: null }, { profile: { email: 7, displayName: [] } }])(
    'makes do with a malformed profile: %j',
    spec => {
      expect(readCatalogUser(user(spec))).toEqual({
        entityRef: 'user:default/jane.doe',
        displayName: 'Jane.Doe',
        email: undefined,
        keys: [],
      });
    },
  );

  it('reads the groups of a user, and the parents of a group', () => {
    const relations = [
      { type: 'memberOf', targetRef: 'group:default/Team' },
      { type: 'memberOf', targetRef: 'group:default/team' },
      { type: 'ownerOf', targetRef: 'component:default/site' },
    ];
    expect(readMemberships({ ...user({}), relations })).toEqual([
      { groupRef: 'group:default/team', memberRef: 'user:default/jane.doe' },
    ]);
    expect(
      readMemberships({
        ...user({}),
        kind: 'Group',
        relations: [
          { type: 'childOf', targetRef: 'group:default/division' },
          { type: 'hasMember', targetRef: 'user:default/x' },
        ],
      }),
    ).toEqual([
      {
        groupRef: 'group:default/division',
        memberRef: 'group:default/jane.doe',
      },
    ]);
  });
});
