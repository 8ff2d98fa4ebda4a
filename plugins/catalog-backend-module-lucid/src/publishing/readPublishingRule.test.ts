import { mockServices } from '@backstage/backend-test-utils';
import { JsonValue } from '@backstage/types';
import { readPublishingRule } from './readPublishingRule';

function read(catalog?: JsonValue) {
  return readPublishingRule(
    mockServices.rootConfig({ data: { lucid: { catalog } } }),
  );
}

describe('readPublishingRule', () => {
  it('publishes all where nothing is said', () => {
    const everybody = { state: 'valid', rule: { publish: 'all', filter: {} } };

    expect(read()).toEqual(everybody);
    expect(read({})).toEqual(everybody);
    expect(readPublishingRule(mockServices.rootConfig({ data: {} }))).toEqual(
      everybody,
    );
  });

  it('reads what to publish, and every key of the filter', () => {
    expect(
      read({
        publish: 'detected',
        filter: {
          accounts: ['emea'],
          licences: ['Lucidchart'],
          access: ['can-edit'],
          departments: [' Engineering ', 4711],
          groups: ['Design team'],
        },
      }),
    ).toEqual({
      state: 'valid',
      rule: {
        publish: 'detected',
        filter: {
          accounts: new Set(['emea']),
          licences: new Set(['lucidchart']),
          access: new Set(['can-edit']),
          departments: new Set(['engineering', '4711']),
          groups: new Set(['design team']),
        },
      },
    });
  });

  it.each<[string, JsonValue, string]>([
    [
      'an unknown word',
      { publish: 'everything' },
      'lucid.catalog.publish must be all, detected or none',
    ],
    [
      'true',
      { publish: true },
      'lucid.catalog.publish must be all, detected or none',
    ],
    [
      'a misspelt key',
      { filter: { departements: ['Engineering'] } },
      'lucid.catalog.filter may have the keys accounts, licences, access, departments and groups, and no other',
    ],
    [
      'a key in the wrong place',
      { licences: ['Lucidchart'] },
      'lucid.catalog may have the keys publish and filter, and no other',
    ],
    [
      'one name in place of a list',
      { filter: { licences: 'Lucidchart' } },
      'lucid.catalog.filter.licences must be a list that is not empty, such as [Lucidchart]',
    ],
    [
      'an empty list, which nobody would fit',
      { filter: { groups: [] } },
      'lucid.catalog.filter.groups must be a list that is not empty, such as [Design team]',
    ],
    [
      'an unknown access level',
      { filter: { access: ['can-edit', 'admin'] } },
      'lucid.catalog.filter.access.1 must be can-edit or view-only',
    ],
    [
      'a blank name',
      { filter: { departments: [' '] } },
      'lucid.catalog.filter.departments.0 must not be empty',
    ],
    [
      'a section as a name',
      { filter: { departments: [{ name: 'Engineering' }] } },
      'lucid.catalog.filter.departments.0 must be a text',
    ],
    [
      'text in place of the section',
      'none',
      'lucid.catalog may have the keys publish and filter, and no other',
    ],
  ])(
    'names the key and says what it wants, given %s',
    (_what, catalog, problem) => {
      expect(read(catalog)).toEqual({ state: 'invalid', problems: [problem] });
    },
  );

  it('says everything that is wrong at once', () => {
    expect(
      read({ publish: 'some', filter: { licences: [], accounts: [] } }),
    ).toMatchObject({ problems: { length: 3 } });
  });
});
