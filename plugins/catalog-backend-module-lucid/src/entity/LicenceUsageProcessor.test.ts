import { Entity } from '@backstage/catalog-model';
import { licenceUsage } from '../__testUtils__/licenceUsage';
import { LicenceUsageProcessor } from './LicenceUsageProcessor';
import { toLicenceUsageEntity } from './toLicenceUsageEntity';

const valid = toLicenceUsageEntity(
  { ...licenceUsage({}), state: 'undetected' },
  'default.lucid-1',
);

describe('LicenceUsageProcessor', () => {
  const processor = new LicenceUsageProcessor();

  it('accepts the entities of the provider', async () => {
    await expect(processor.validateEntityKind(valid)).resolves.toBe(true);
  });

  it.each<[string, Entity]>([
    ['kind', { ...valid, kind: 'Component' }],
    ['version', { ...valid, apiVersion: 'lucid.co/v2' }],
  ])('leaves another %s to others', async (_what, entity) => {
    await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
  });

  it.each([
    ['spec.account', { account: '' }],
    ['spec.state', { state: 'departed' }],
    ['spec.licences[0].access', { licences: [{ name: 'X', access: 'all' }] }],
    ['spec.profile', { profile: { email: 'jane.doe@example.com' } }],
  ])('rejects a wrong %s, and names it', async (field, wrong) => {
    const entity: Entity = { ...valid, spec: { ...valid.spec, ...wrong } };

    const validating = processor.validateEntityKind(entity);

    await expect(validating).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(field),
    });
  });
});
