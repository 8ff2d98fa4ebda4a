import { ConfigurationProblems } from './ConfigurationProblems';
import { readGroupsConfig } from './readGroupsConfig';

function read(section: unknown) {
  const problems = new ConfigurationProblems();
  const groups = readGroupsConfig(section, problems);
  return { groups, problems: problems.found };
}

describe('readGroupsConfig', () => {
  it.each([[undefined], [null], [{}]])(
    'reads no groups unless it is told to: %p',
    section => {
      expect(read(section)).toEqual({
        groups: { enabled: false, licenceHints: [] },
        problems: [],
      });
    },
  );

  it('reads everything that can be set', () => {
    expect(
      read({
        enabled: true,
        licenceHints: [
          { group: 'Lucidchart*', licence: 'Lucidchart' },
          { group: ' Viewers ', licence: 'Lucidspark', access: 'view-only' },
        ],
      }),
    ).toEqual({
      groups: {
        enabled: true,
        licenceHints: [
          { group: 'Lucidchart*', licence: { name: 'Lucidchart' } },
          {
            group: 'Viewers',
            licence: { name: 'Lucidspark', access: 'view-only' },
          },
        ],
      },
      problems: [],
    });
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('takes %s from an environment variable', (enabled, expected) => {
    expect(read({ enabled }).groups.enabled).toBe(expected);
  });

  it.each<[string, unknown, string, string]>([
    ['text', 'yes', 'lucid.groups', 'may have the keys'],
    ['a key it does not know', { on: true }, 'lucid.groups', 'and no other'],
    [
      'a number as switch',
      { enabled: 1 },
      'lucid.groups.enabled',
      'must be true or false',
    ],
    [
      'one hint that is not in a list',
      { licenceHints: { group: 'a', licence: 'b' } },
      'lucid.groups.licenceHints',
      'must be a list, such as',
    ],
    [
      'a hint that is only text',
      { licenceHints: ['Lucidchart*'] },
      'lucid.groups.licenceHints.0',
      'must have the keys group and licence',
    ],
    [
      'a hint without a licence',
      { licenceHints: [{ group: 'a' }] },
      'lucid.groups.licenceHints.0.licence',
      'must be a text',
    ],
    [
      'a hint with an empty group',
      { licenceHints: [{ group: ' ', licence: 'b' }] },
      'lucid.groups.licenceHints.0.group',
      'must not be empty',
    ],
    [
      'an access level that there is not',
      { licenceHints: [{ group: 'a', licence: 'b', access: 'admin' }] },
      'lucid.groups.licenceHints.0.access',
      'must be can-edit or view-only',
    ],
    [
      'a key of a hint that it does not know',
      { licenceHints: [{ group: 'a', licence: 'b', seats: 3 }] },
      'lucid.groups.licenceHints.0',
      'no other key',
    ],
  ])('says which key is wrong where it finds %s', (_, section, key, says) => {
    const { groups, problems } = read(section);
    expect(problems).toEqual([{ key, message: expect.stringContaining(says) }]);
    expect(problems[0].message.startsWith(`${key} `)).toBe(true);
    expect(groups.enabled).toBe(false);
  });
});
