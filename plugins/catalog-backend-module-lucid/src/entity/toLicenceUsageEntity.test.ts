import { LicenceUsage } from 'backstage-plugin-lucid-common';
import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { licenceUsage } from '../__testUtils__/licenceUsage';
import { licenceUsageEntitySchema } from './LicenceUsageEntityV1alpha1';
import { toLicenceUsageEntity } from './toLicenceUsageEntity';

const catalogRules = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

function entityOf(overrides: Partial<LicenceUsage>) {
  return toLicenceUsageEntity(
    { ...licenceUsage(overrides), state: 'undetected' },
    'default.lucid-1',
  );
}

function hashOf(overrides: Partial<LicenceUsage>) {
  return entityOf(overrides).metadata.etag;
}

describe('toLicenceUsageEntity', () => {
  it('keeps the e-mail address away from where sign-in looks for it', () => {
    const { spec } = entityOf({ email: 'Jane.Doe@example.com' });

    expect(spec.email).toBe('Jane.Doe@example.com');
    expect(spec).not.toHaveProperty('profile');
  });

  it('says where it comes from', () => {
    expect(entityOf({ account: 'emea' }).metadata.annotations).toEqual({
      'backstage.io/managed-by-location': 'lucid:emea',
      'backstage.io/managed-by-origin-location': 'lucid:emea',
    });
  });

  it('names the catalog user only of a detected Lucid user', () => {
    const match = {
      matcher: 'email',
      value: 'jane',
      entityRefs: ['user:default/jane', 'user:default/jane2'],
    };
    const heldByIn = (state: 'detected' | 'ambiguous') =>
      toLicenceUsageEntity(
        { ...licenceUsage({ match }), state },
        'default.lucid-1',
      ).spec.heldBy;

    expect(heldByIn('detected')).toBe('user:default/jane');
    expect(heldByIn('ambiguous')).toBeUndefined();
  });

  it('has the same content whenever the Lucid user was seen, and in whatever order Lucid gives licences', () => {
    const spark = { name: 'Lucidspark' };
    const chart = { name: 'Lucidchart', access: 'can-edit' as const };

    expect(
      hashOf({
        licences: [spark, chart],
        lastSeenAt: '2026-05-05T00:00:00.000Z',
      }),
    ).toBe(hashOf({ licences: [chart, spark] }));
  });

  it.each<[string, Partial<LicenceUsage>]>([
    ['the name', { displayName: 'Jane Smith' }],
    ['the e-mail address', { email: 'jane.smith@example.com' }],
    ['the department', { department: 'Design' }],
    ['a licence', { licences: [{ name: 'Lucidchart', access: 'view-only' }] }],
  ])('has another content hash when %s changes', (_what, change) => {
    expect(hashOf(change)).not.toBe(hashOf({}));
  });

  it('is accepted by the catalog, whatever texts Lucid has', async () => {
    const nasty = `\u0000 \ud800 ${'🦄'.repeat(300)}\n`;
    const entity = entityOf({
      displayName: nasty,
      department: nasty,
      email: nasty,
      licences: [{ name: nasty }, { name: '\u0000' }],
    });

    await expect(catalogRules.enforce(entity)).resolves.toBeDefined();
    expect(licenceUsageEntitySchema.safeParse(entity).success).toBe(true);
    expect(JSON.stringify(entity)).not.toMatch(/\\u0000|\\ud800/);
    expect(entity.metadata.title).toBe('🦄'.repeat(200));
    expect(entity.spec.licences).toHaveLength(1);
  });

  it('has its own name as title where the Lucid user has none that can be shown', () => {
    expect(entityOf({ displayName: '\u0000' }).metadata.title).toBe(
      'default.lucid-1',
    );
  });
});
