import { exampleTruth } from '../example/exampleCompany';
import { LicenceShape } from '../options';
import { useSimulator } from '../__testUtils__/useSimulator';
import {
  LUCIDCHART_USER_SCHEMA,
  LUCID_USER_SCHEMA_1,
  LUCID_USER_SCHEMA_2,
} from './schemaIds';

const guest = exampleTruth.lucidUsers.find(
  user => user.email === 'guest@example.com',
)!;

const extensionIds = [
  LUCID_USER_SCHEMA_1,
  LUCID_USER_SCHEMA_2,
  LUCIDCHART_USER_SCHEMA,
];

function extensionsOf(user: Record<string, unknown>) {
  return Object.fromEntries(
    extensionIds.filter(id => id in user).map(id => [id, user[id]]),
  );
}

const mayEdit = { [LUCIDCHART_USER_SCHEMA]: { canEdit: true } };

const shapes: [LicenceShape, Record<string, unknown>][] = [
  [
    'boolean',
    {
      [LUCID_USER_SCHEMA_1]: {
        productLicenses: {
          Lucidchart: true,
          Lucidspark: false,
          LucidscaleCreator: false,
          LucidscaleExplorer: false,
        },
      },
      ...mayEdit,
    },
  ],
  [
    'string',
    {
      [LUCID_USER_SCHEMA_2]: {
        productLicenses: {
          Lucidchart: 'true',
          Lucidspark: 'false',
          LucidscaleCreator: 'false',
          LucidscaleExplorer: 'false',
        },
      },
      ...mayEdit,
    },
  ],
  [
    'array',
    {
      [LUCID_USER_SCHEMA_2]: { productLicenses: ['Lucidchart'] },
      ...mayEdit,
    },
  ],
  ['can-edit-only', mayEdit],
  ['billing-code', { [LUCID_USER_SCHEMA_2]: { billingCode: 'BC-100' } }],
  ['none', {}],
];

describe.each(shapes)('licences in the shape "%s"', (licences, expected) => {
  const simulator = useSimulator({ licences });

  it('are the extensions of a user, which its schemas name', async () => {
    const { body } = await simulator.get(`/Users/${guest.id}`);
    expect(extensionsOf(body)).toEqual(expected);
    expect(
      body.schemas.filter((id: string) => extensionIds.includes(id)),
    ).toEqual(Object.keys(expected));
  });
});

describe('licences in the shape "string"', () => {
  const simulator = useSimulator({ licences: 'string' });

  it('are true in both spellings', async () => {
    const { text } = await simulator.get('/Users');
    expect(text).toContain('"Lucidchart":"true"');
    expect(text).toContain('"Lucidspark":"True"');
  });
});

/** What a reader would say that a user's licences look like. */
function formOf(extensions: Record<string, unknown>): string {
  const { productLicenses, billingCode, canEdit } = Object.assign(
    {},
    ...Object.values(extensions),
  );
  const products = Array.isArray(productLicenses)
    ? 'array'
    : productLicenses && typeof Object.values(productLicenses)[0];
  const form = [products, billingCode && 'billingCode'].concat(
    canEdit === undefined ? [] : 'canEdit',
  );
  return form.filter(Boolean).join(' + ') || 'nothing';
}

describe('licences in the shape "mixed"', () => {
  const simulator = useSimulator({ licences: 'mixed' });

  it('come in every other shape, and roles in both', async () => {
    const pages = await Promise.all(
      [1, 101, 201].map(start => simulator.get(`/Users?startIndex=${start}`)),
    );
    const users: Record<string, unknown>[] = pages.flatMap(
      page => page.body.Resources,
    );
    const seen = new Set(users.map(user => formOf(extensionsOf(user))));
    expect([...seen].sort()).toEqual([
      'array + canEdit',
      'billingCode',
      'boolean + canEdit',
      'canEdit',
      'nothing',
      'string + canEdit',
    ]);
    const roles = users.flatMap(user => user.roles as unknown);
    expect(roles).toContainEqual(expect.any(String));
    expect(roles).toContainEqual({ value: expect.any(String) });
  });
});

describe('roles in the shape "string"', () => {
  const simulator = useSimulator({ roles: 'string' });

  it('are one plain string for whoever holds one', async () => {
    const { id } = await simulator.admin.addUser({ roles: ['DocumentAdmin'] });
    const { body } = await simulator.get(`/Users/${id}`);
    expect(body.roles).toBe('DocumentAdmin');
  });
});

describe('what no documentation mentions', () => {
  const simulator = useSimulator();

  it('is among the attributes and products of the example account', async () => {
    const pages = await Promise.all(
      [1, 101, 201].map(start => simulator.get(`/Users?startIndex=${start}`)),
    );
    const text = pages.map(page => page.text).join();
    expect(text).toContain('onboardingStage');
    expect(text).toContain('extension:lucid:3.0:User');
    expect(text).toContain('"LucidRoadmaps":true');
  });
});
