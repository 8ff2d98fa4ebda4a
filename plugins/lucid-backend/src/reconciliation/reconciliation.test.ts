import { lucidUser } from '../__testUtils__/FakeLucid';
import { testMatching } from '../__testUtils__/testMatching';
import { decideByMatcher } from './decide';
import { RecognisableUser } from './Matcher';
import { Matching } from './Matching';
import { readCatalogUser, readMemberships } from './readCatalogUser';

/** What each matcher looks for, by its id. */
function keysOf(
  matching: Matching,
  user: RecognisableUser,
  account = 'emea',
): Record<string, string[]> {
  return Object.fromEntries(
    matching.matchers.map(matcher => [
      matcher.id,
      matcher
        .keysOf(user, account)
        .map(({ target, value }) => `${target}: ${value}`),
    ]),
  );
}

const user = (
  spec: object,
  annotations?: Record<string, string>,
  name = 'Jane.Doe',
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, annotations },
  spec: spec as {},
});

describe('the matchers', () => {
  const jane = lucidUser('lucid-1', {
    email: 'Jane@example.com',
    otherEmails: ['jd@example.org'],
    userName: 'JD@example.net',
    externalId: '00u1',
  });

  it('look for the id, every address and the user name unless told otherwise', () => {
    expect(keysOf(testMatching(), jane)).toEqual({
      annotation: [
        'lucid-user-id: emea/lucid-1',
        'lucid-user-id: lucid-1',
        'lucid-email: jane@example.com',
        'lucid-email: jd@example.org',
        'lucid-email: jd@example.net',
      ],
      email: ['email: jane@example.com'],
      'other-email': ['email: jd@example.org'],
      'user-name': ['email: jd@example.net'],
      'annotated-email': [
        'annotated-email: jane@example.com',
        'annotated-email: jd@example.org',
        'annotated-email: jd@example.net',
      ],
      'entity-name': ['entity-name: jd_example.net'],
    });
  });

  it('are asked in the order of the configuration, and no others', () => {
    const matching = testMatching({
      matchers: ['external-id', 'email'],
      externalIdAnnotation: 'okta.com/user-id',
    });
    expect(Object.entries(keysOf(matching, jane))).toEqual([
      ['external-id', ['external-id: 00u1']],
      ['email', ['email: jane@example.com']],
    ]);
    const keys = readCatalogUser(
      user(
        { profile: { email: 'jane@example.com' } },
        {
          'okta.com/user-id': '00u1',
          'lucid.co/user-id': 'lucid-1',
        },
      ),
      matching,
    ).keys;
    expect(keys).toEqual([
      { target: 'email', value: 'jane@example.com' },
      { target: 'external-id', value: '00u1' },
    ]);
  });

  it('compare a user name with addresses only where it is one', () => {
    const keys = keysOf(testMatching(), lucidUser('1', { userName: 'jane' }));
    expect(keys['user-name']).toEqual([]);
  });

  it('take an id without its account for nobody where there are several accounts', () => {
    const matching = testMatching({}, { isOnlyAccount: false });
    expect(keysOf(matching, lucidUser('7')).annotation).toEqual([
      'lucid-user-id: emea/7',
    ]);
  });

  it.each([
    // A login says nothing of whoever has an address of its own.
    [{ userName: 'Jane.Doe' }, ['entity-name: jane.doe']],
    [
      { userName: 'jdoe', email: 'jane@acme.io' },
      ['entity-name-without-address: jdoe'],
    ],
    // As the providers of the catalog make a name of it.
    [
      { userName: 'Jane.Doe@partner.com' },
      ['entity-name: jane.doe_partner.com'],
    ],
    // In a domain of the company, the local part names a person.
    [
      { userName: 'Jane.Doe@acme.io' },
      [
        'entity-name: jane.doe_acme.io',
        'entity-name-without-address: jane.doe',
      ],
    ],
    [{ userName: 'jdoe@acme.io' }, ['entity-name: jdoe_acme.io']],
    [{ email: 'jane@acme.io' }, []],
  ])('take %j for these names of catalog users: %j', (attributes, names) => {
    const matching = testMatching({
      matchers: ['entity-name'],
      domainAliases: [['acme.com', 'acme.io']],
    });
    expect(keysOf(matching, lucidUser('1', attributes))).toEqual({
      'entity-name': names,
    });
  });

  it.each([
    [
      {},
      undefined,
      ['entity-name: jane.doe', 'entity-name-without-address: jane.doe'],
    ],
    [
      { profile: { email: 'jane@northwind.example' } },
      undefined,
      ['entity-name: jane.doe'],
    ],
    [{}, { 'google.com/email': 'jane@acme.io' }, ['entity-name: jane.doe']],
  ])('find a catalog user with %j and %j by %j', (spec, annotations, names) => {
    const matching = testMatching({ matchers: ['entity-name'] });
    const { keys } = readCatalogUser(user(spec, annotations), matching);
    expect(keys.map(({ target, value }) => `${target}: ${value}`)).toEqual(
      names,
    );
  });

  it('take an address for another one only where nobody has it', () => {
    const matching = testMatching({
      matchers: ['email'],
      equivalence: { case: true, unicode: true, plusAddressing: true },
      domainAliases: [['acme.com', 'acme.io']],
    });
    const [email] = matching.matchers;
    expect(
      email.keysOf(lucidUser('1', { email: 'jane+lucid@acme.io' }), 'emea'),
    ).toEqual([
      { target: 'email', value: 'jane+lucid@acme.io' },
      { target: 'email', value: 'jane@acme.io', distance: 1 },
      {
        target: 'aliased-email',
        value: 'jane+lucid@acme.com',
        distance: 2,
      },
      { target: 'aliased-email', value: 'jane@acme.com', distance: 3 },
    ]);
    // A tag in the catalog tells people apart.
    expect(
      readCatalogUser(
        user({ profile: { email: 'team+jane@acme.io' } }),
        matching,
      ).keys,
    ).toEqual([
      { target: 'email', value: 'team+jane@acme.io' },
      { target: 'aliased-email', value: 'team+jane@acme.com' },
    ]);
  });

  it('of modules are asked last, and only what can be compared is', () => {
    const matching = testMatching(
      {},
      {
        modules: [
          {
            id: 'hr',
            fields: ['metadata.annotations.hr/id'],
            keysOfCatalogUser: entity => [
              entity.metadata.annotations?.['hr/id'] ?? '',
            ],
            keysOfLucidUser: ({ id, account }) => [
              `${account}-${id}`,
              'nul\0',
              'x'.repeat(501),
            ],
          },
        ],
      },
    );
    expect(matching.fields).toContain('metadata.annotations.hr/id');
    expect(Object.entries(keysOf(matching, jane)).at(-1)).toEqual([
      'hr',
      ['module:hr: emea-lucid-1'],
    ]);
    expect(
      readCatalogUser(user({}, { 'hr/id': '17' }), matching).keys,
    ).toContainEqual({ target: 'module:hr', value: '17' });
    expect(
      readCatalogUser(user({}), matching).keys.map(key => key.target),
    ).not.toContain('module:hr');
  });
});

describe('the version of a matching', () => {
  it('is that of its rules, whatever process it is in', () => {
    expect(testMatching().version).toBe(testMatching().version);
    for (const other of [
      testMatching({ domainAliases: [['acme.com', 'acme.io']] }),
      testMatching({ matchers: ['email', 'annotation'] }),
      testMatching({}, { isOnlyAccount: false }),
    ]) {
      expect(other.version).not.toBe(testMatching().version);
    }
  });

  it('changes with what a module has loaded, without which nobody can be decided', async () => {
    let loaded = 'monday';
    const matching = testMatching(
      {},
      {
        modules: [
          {
            id: 'hr',
            fields: [],
            keysOfCatalogUser: () => [],
            keysOfLucidUser: () => [],
            load: async () => loaded,
          },
        ],
      },
    );
    const { signal } = new AbortController();
    expect(() => matching.assertLoaded()).toThrow('hr has not been loaded yet');

    await matching.load({ signal });
    const monday = matching.version;
    matching.assertLoaded();
    await matching.load({ signal });
    expect(matching.version).toBe(monday);

    loaded = 'tuesday';
    await matching.load({ signal });
    expect(matching.version).not.toBe(monday);
  });
});

describe('rules that leave Lucid users out', () => {
  const rule = {
    name: 'Rule',
    ids: [],
    emails: [],
    domains: [],
    userNames: [],
    displayNames: [],
    departments: [],
  };

  it.each([
    [{ emails: ['svc-*'] }, { email: 'SVC-build@acme.com' }, true],
    [{ emails: ['svc-*'] }, { otherEmails: ['svc-x@acme.com'] }, true],
    [{ emails: ['svc-*'] }, { email: 'jane@acme.com' }, false],
    [{ domains: ['Partner.com'] }, { email: 'jo@partner.com' }, true],
    [{ domains: ['partner.com'] }, { email: 'jo@mail.partner.com' }, false],
    [{ domains: ['partner.com'] }, { userName: 'jo@partner.com' }, true],
    [{ displayNames: ['*(bot)'] }, { displayName: 'Build (Bot)' }, true],
    [{ userNames: ['admin'] }, { userName: 'Admin' }, true],
    [{ departments: ['Ext*'] }, { department: 'External' }, true],
    [{ ids: ['lucid-9'] }, {}, true],
  ])('%j fits %j: %s', (patterns, attributes, fits) => {
    const matching = testMatching({ leaveOut: [{ ...rule, ...patterns }] });
    expect(matching.leftOutBy(lucidUser('lucid-9', attributes))).toBe(
      fits ? 'Rule' : undefined,
    );
  });

  it('leave a user out by the first one that fits', () => {
    const matching = testMatching({
      leaveOut: [
        { ...rule, name: 'Bots', emails: ['svc-*'] },
        { ...rule, name: 'Partners', domains: ['partner.com'] },
      ],
    });
    const bot = lucidUser('1', { email: 'svc-x@partner.com' });
    expect(matching.leftOutBy(bot)).toBe('Bots');
  });
});

describe('the decision of a matcher', () => {
  const candidate = (distance: number, entityRef: string, value = 'v') => ({
    distance,
    entityRef,
    value,
  });

  it('is for whoever is closest', () => {
    expect(
      decideByMatcher('email', [
        candidate(2, 'user:default/by-alias'),
        candidate(0, 'user:default/by-address'),
      ]),
    ).toEqual({
      state: 'detected',
      isExact: true,
      match: {
        matcher: 'email',
        value: 'v',
        entityRefs: ['user:default/by-address'],
      },
    });
  });

  it('is not exact where nobody has the very key', () => {
    expect(
      decideByMatcher('email', [candidate(2, 'user:default/by-alias')]),
    ).toMatchObject({ state: 'detected', isExact: false });
  });

  it('names everybody when a matcher finds several, in the same order every time', () => {
    const candidates = [
      candidate(1, 'user:default/b'),
      candidate(1, 'user:default/a'),
      candidate(3, 'user:default/c'),
    ];
    const decision = decideByMatcher('email', candidates);
    expect(decision).toMatchObject({
      state: 'ambiguous',
      match: {
        matcher: 'email',
        entityRefs: ['user:default/a', 'user:default/b'],
      },
    });
    expect(decideByMatcher('email', candidates.reverse())).toEqual(decision);
  });

  it('does not take two addresses of one person for two persons', () => {
    expect(
      decideByMatcher('email', [
        candidate(2, 'user:default/a', 'a@example.com'),
        candidate(2, 'user:default/a', 'a@example.org'),
      ])?.state,
    ).toBe('detected');
  });

  it('is none where nobody is found', () => {
    expect(decideByMatcher('email', [])).toBeUndefined();
  });
});

describe('readCatalogUser', () => {
  const matching = testMatching();

  it('reads what a Lucid user can be recognised by', () => {
    expect(
      readCatalogUser(
        user(
          { profile: { displayName: 'Jane', email: 'Jane@Example.com' } },
          {
            'lucid.co/user-id': 'lucid-7',
            'lucid.co/email': 'JD@example.com',
            'microsoft.com/email': 'jane.doe@example.com',
            'graph.microsoft.com/user-id': '4711',
          },
        ),
        matching,
      ),
    ).toEqual({
      entityRef: 'user:default/jane.doe',
      displayName: 'Jane',
      email: 'Jane@Example.com',
      identity: 'graph.microsoft.com/user-id 4711',
      keys: [
        { target: 'lucid-user-id', value: 'lucid-7' },
        { target: 'lucid-email', value: 'jd@example.com' },
        { target: 'email', value: 'jane@example.com' },
        { target: 'annotated-email', value: 'jane.doe@example.com' },
        { target: 'entity-name', value: 'jane.doe' },
        { target: 'identity', value: 'graph.microsoft.com/user-id 4711' },
      ],
    });
  });

  it.each([{}, { profile: null }, { profile: { email: 7, displayName: [] } }])(
    'makes do with a malformed profile: %j',
    spec => {
      expect(readCatalogUser(user(spec), matching)).toEqual({
        entityRef: 'user:default/jane.doe',
        displayName: 'Jane.Doe',
        email: undefined,
        identity: undefined,
        keys: [
          { target: 'entity-name', value: 'jane.doe' },
          { target: 'entity-name-without-address', value: 'jane.doe' },
        ],
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
