import fc from 'fast-check';
import { parseLucidUser } from './parseLucidUser';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function understood(row: unknown) {
  const { item: user } = parseLucidUser(row);
  if (!user) {
    throw new Error('The user was rejected');
  }
  return user;
}

describe('parseLucidUser', () => {
  it('understands everything that Lucid documents', () => {
    expect(
      understood({
        id: 'lucid-1234',
        userName: 'jane.doe@example.com',
        externalId: '00u1abcd',
        displayName: 'jane.doe@example.com',
        name: { formatted: 'Jane Doe', givenName: 'Jane', familyName: 'Doe' },
        emails: [
          { value: 'jane.doe@example.com', type: 'work', primary: true },
          { value: 'Jane@example.org', type: 'home' },
        ],
        active: true,
        title: 'Software Engineer',
        roles: [{ value: 'DocumentAdmin' }],
        groups: [{ value: 'lucid-group-12', display: 'Engineering' }],
        meta: { created: '2024-08-08T22:21:48.612Z' },
        [ENTERPRISE]: {
          costCenter: 'CC-100',
          organization: 'Example',
          division: 'Product',
          department: 'Backend',
          manager: { value: 'lucid-5678' },
        },
        'urn:ietf:params:scim:schemas:extension:lucid:1.0:User': {
          productLicenses: { Lucidchart: true, Lucidspark: false },
        },
        'urn:lucidchart:schemas:1.0:User': { canEdit: true },
      }),
    ).toEqual({
      id: 'lucid-1234',
      active: true,
      displayName: 'Jane Doe',
      userName: 'jane.doe@example.com',
      email: 'jane.doe@example.com',
      otherEmails: ['Jane@example.org'],
      externalId: '00u1abcd',
      title: 'Software Engineer',
      department: 'Backend',
      division: 'Product',
      organization: 'Example',
      costCenter: 'CC-100',
      billingCode: undefined,
      roles: ['DocumentAdmin'],
      groups: [{ id: 'lucid-group-12', name: 'Engineering' }],
      licences: [{ name: 'Lucidchart', access: 'can-edit' }],
      createdAt: '2024-08-08T22:21:48.612Z',
    });
  });

  const nothingButAnId = {
    id: 'u1',
    active: true,
    displayName: 'u1',
    otherEmails: [],
    roles: [],
    groups: [],
    licences: [{ name: 'active-user' }],
  };

  const everyAttribute = (value: unknown) => ({
    id: 'u1',
    ...Object.fromEntries(
      [
        'userName',
        'externalId',
        'displayName',
        'name',
        'emails',
        'active',
        'title',
        'roles',
        'groups',
        'meta',
        ENTERPRISE,
        'urn:ietf:params:scim:schemas:extension:lucid:1.0:User',
        'urn:ietf:params:scim:schemas:extension:lucid:2.0:User',
        'urn:lucidchart:schemas:1.0:User',
      ].map(key => [key, value]),
    ),
  });

  it.each<[string, unknown]>([
    ['is missing', undefined],
    ['is null', null],
    ['is a number', 7],
    ['is an empty object', {}],
    ['is an empty list', []],
    ['is a list of nulls', [null, null]],
    ['is blank', '  '],
    ['is a list in a list', [[]]],
    ['has null in each part', { value: null, formatted: null, created: null }],
  ])('needs nothing but the id, where everything else %s', (_, value) => {
    expect(understood(everyAttribute(value))).toEqual(nothingButAnId);
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'the user is not an object'],
    ['text', 'u1', 'the user is not an object'],
    ['a list', [], 'the user is not an object'],
    ['a user without an id', { userName: 'x' }, 'id is missing or not text'],
    ['an id of null', { id: null }, 'id is missing or not text'],
    ['an id that is a number', { id: 7 }, 'id is missing or not text'],
    ['an empty id', { id: '' }, 'id is empty'],
    ['an id that is too long', { id: 'x'.repeat(501) }, 'id is longer than'],
    ['a blank after the id', { id: 'u1 ' }, 'id holds blanks'],
    ['NUL in the id', { id: 'u\u00001' }, 'id holds blanks'],
    ['half a character in the id', { id: 'u\ud800' }, 'id holds blanks'],
  ])('rejects %s and says why', (_, row, reason) => {
    expect(parseLucidUser(row).rejected?.reason).toContain(reason);
  });

  it('tells the id of whom it rejects, cleaned, and no other value', () => {
    const { rejected } = parseLucidUser({
      id: ' u\u00001',
      userName: 'private@example.com',
    });
    expect(rejected?.id).toBe('u1');
    expect(JSON.stringify(rejected)).not.toContain('private');
  });

  it.each<[string, object, string]>([
    [
      'the name as one',
      { name: { formatted: 'A B', givenName: 'C' }, displayName: 'D' },
      'A B',
    ],
    [
      'the parts of the name',
      { name: { formatted: ' ', givenName: 'A', familyName: 'B' } },
      'A B',
    ],
    ['the family name alone', { name: { familyName: 'B' } }, 'B'],
    ['the display name', { name: {}, displayName: 'D', userName: 'n' }, 'D'],
    ['the user name', { userName: 'n', emails: ['e@x.org'] }, 'n'],
    ['the e-mail address', { emails: ['e@x.org'] }, 'e@x.org'],
    ['the id', {}, 'u1'],
  ])('shows %s', (_, attributes, displayName) => {
    expect(understood({ id: 'u1', ...attributes }).displayName).toBe(
      displayName,
    );
  });

  it.each<[string, unknown, string | undefined, string[]]>([
    ['plain text in a list', ['a@x.org', 'b@x.org'], 'a@x.org', ['b@x.org']],
    ['one plain text', 'a@x.org', 'a@x.org', []],
    [
      'the flagged one',
      [
        { value: 'a@x.org', type: 'work' },
        { value: 'b@x.org', primary: true },
      ],
      'b@x.org',
      ['a@x.org'],
    ],
    [
      'one that is flagged by text',
      [{ value: 'a@x.org' }, { value: 'b@x.org', primary: 'True' }],
      'b@x.org',
      ['a@x.org'],
    ],
    [
      'the one for work',
      [
        { value: 'a@x.org', type: 'home' },
        { value: 'b@x.org', type: 'Work' },
      ],
      'b@x.org',
      ['a@x.org'],
    ],
    [
      'the same one once, whatever its case',
      ['a@x.org', 'A@X.org', 'a@x.org'],
      'a@x.org',
      [],
    ],
    [
      'what is understood of it',
      [null, 7, { value: {} }, 'a@x.org', `${'x'.repeat(400)}@x.org`],
      'a@x.org',
      [],
    ],
    ['nobody', [{ value: ' ' }], undefined, []],
  ])('reads e-mail addresses: %s', (_, emails, email, otherEmails) => {
    const user = understood({ id: 'u1', userName: 'n@x.org', emails });
    expect(user.email).toBe(email);
    expect(user.otherEmails).toEqual(otherEmails);
  });

  it.each<[unknown, boolean]>([
    [true, true],
    ['True', true],
    [undefined, true],
    [null, true],
    ['maybe', true],
    [0, true],
    [false, false],
    ['false', false],
    ['False', false],
  ])('takes active: %j for %j', (active, expected) => {
    expect(understood({ id: 'u1', active }).active).toBe(expected);
  });

  it.each<[unknown, string[]]>([
    [
      [{ value: 'A' }, { display: 'B' }, 'C', null, 'A'],
      ['A', 'B', 'C'],
    ],
    ['A', ['A']],
    [{ value: 'A' }, ['A']],
    [7, []],
  ])('reads roles from %j', (roles, expected) => {
    expect(understood({ id: 'u1', roles }).roles).toEqual(expected);
  });

  it('reads groups with and without a name', () => {
    const groups = [{ value: 'g1', display: 'One' }, { value: 'g2' }, 'g3', {}];
    expect(understood({ id: 'u1', groups }).groups).toEqual([
      { id: 'g1', name: 'One' },
      { id: 'g2' },
      { id: 'g3' },
    ]);
  });

  it.each<[unknown, string | undefined]>([
    ['2024-08-08T22:21:48.612Z', '2024-08-08T22:21:48.612Z'],
    ['2024-08-08T22:21:48+02:00', '2024-08-08T20:21:48.000Z'],
    ['2024-08-08T22:21:48', '2024-08-08T22:21:48.000Z'],
    ['2024-08-08', '2024-08-08T00:00:00.000Z'],
    ['2024-13-45T00:00:00Z', undefined],
    ['yesterday', undefined],
    [1723155708612, undefined],
  ])('reads the time %j as %j', (created, createdAt) => {
    expect(understood({ id: 'u1', meta: { created } }).createdAt).toBe(
      createdAt,
    );
  });

  it('finds extensions whatever the case of their names', () => {
    const user = understood({
      id: 'u1',
      [ENTERPRISE.toUpperCase()]: { department: 'Backend' },
      'URN:Lucidchart:Schemas:1.0:user': { canEdit: false },
    });
    expect(user.department).toBe('Backend');
    expect(user.licences).toEqual([
      { name: 'Lucidchart', access: 'view-only' },
    ]);
  });

  it('cleans and cuts what is shown, and leaves out what identifies and is too long', () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const user = understood({
      id: 'u1',
      displayName: `${'x'.repeat(299)}\u{1f600}`,
      title: ' A\u0000B\r\n\u202eC\u200f\ud800 ',
      userName: megabyte,
      externalId: megabyte,
      emails: [megabyte],
      [ENTERPRISE]: { department: megabyte },
    });
    expect(user.displayName).toBe('x'.repeat(299));
    expect(user.title).toBe('AB C\u200f\ufffd');
    expect(user.userName).toBeUndefined();
    expect(user.externalId).toBeUndefined();
    expect(user.email).toBeUndefined();
    expect(user.department).toHaveLength(300);
  });

  it('understands a user with an id, or says why not, whatever else comes', () => {
    const attribute = fc.constantFrom(...Object.keys(everyAttribute(1)));
    fc.assert(
      fc.property(
        fc.dictionary(attribute, fc.jsonValue({ stringUnit: 'binary' })),
        fc.string({ unit: 'binary' }),
        (attributes, id) => {
          const { item: user, rejected } = parseLucidUser({
            ...attributes,
            id,
          });
          const text = JSON.stringify(user ?? rejected);
          // Lone surrogates would be escaped by JSON.
          expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i);
          expect(user ? user.id : id).toBe(id);
          expect((user?.displayName ?? rejected?.reason)?.trim()).not.toBe('');
        },
      ),
    );
  });
});
