import { Entity } from '@backstage/catalog-model';
import { readCatalogGroup } from './readCatalogGroup';

function group(
  metadata: Partial<Entity['metadata']> = {},
  spec: Entity['spec'] = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'platform', ...metadata },
    spec,
  };
}

describe('readCatalogGroup', () => {
  it('keeps what a group is called and what its annotation says', () => {
    expect(
      readCatalogGroup(
        group(
          {
            title: 'The Platform',
            annotations: { 'lucid.co/group-id': ' emea/lucid-group-7 ' },
          },
          { profile: { displayName: 'Platform  Engineering' } },
        ),
      ),
    ).toEqual({
      groupRef: 'group:default/platform',
      displayName: 'Platform  Engineering',
      keys: [
        { target: 'lucid-group-id', value: 'emea/lucid-group-7' },
        { target: 'name', value: 'platform engineering' },
        { target: 'name', value: 'the platform' },
        { target: 'name', value: 'platform' },
      ],
    });
  });

  it('keeps each name once, whatever its case', () => {
    expect(
      readCatalogGroup(
        group({ title: 'PLATFORM' }, { profile: { displayName: 'Platform' } }),
      ).keys,
    ).toEqual([{ target: 'name', value: 'platform' }]);
  });

  it('takes two ways to write one letter for the same', () => {
    const keysOf = (title: string) => readCatalogGroup(group({ title })).keys;
    expect(keysOf('Qualit\u00e4t')).toEqual(keysOf('Qualita\u0308t'));
  });

  it.each<[string, Entity]>([
    ['a profile that is a list', group({}, { profile: [] })],
    ['a name that is a number', group({}, { profile: { displayName: 5 } })],
    ['an empty title', group({ title: ' ' })],
    [
      'an annotation that is far too long',
      group({ annotations: { 'lucid.co/group-id': 'x'.repeat(251) } }),
    ],
    ['no spec', { ...group(), spec: undefined }],
  ])('goes by the rest where it finds %s', (_, entity) => {
    expect(readCatalogGroup(entity)).toEqual({
      groupRef: 'group:default/platform',
      displayName: 'platform',
      keys: [{ target: 'name', value: 'platform' }],
    });
  });
});
