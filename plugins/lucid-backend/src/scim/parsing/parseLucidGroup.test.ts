import { parseLucidGroup } from './parseLucidGroup';

function parse(row: unknown) {
  const { item, rejected } = parseLucidGroup(row);
  return item ?? rejected;
}

describe('parseLucidGroup', () => {
  it('understands a group as Lucid sends it', () => {
    expect(
      parse({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        id: 'lucid-group-1',
        displayName: 'Engineering',
        members: [
          {
            value: 'lucid-12',
            display: 'ada@example.com',
            $ref: 'https://users.lucid.app/scim/v2/Users/lucid-12',
          },
          { value: 'lucid-group-2', display: 'Platform' },
        ],
      }),
    ).toEqual({
      id: 'lucid-group-1',
      name: 'Engineering',
      memberIds: ['lucid-12', 'lucid-group-2'],
    });
  });

  it.each<[string, unknown, string[]]>([
    ['nobody', [], []],
    ['no list of members at all', undefined, []],
    ['null as members', null, []],
    ['ids alone', ['lucid-1', 'lucid-2'], ['lucid-1', 'lucid-2']],
    ['one member that is not in a list', { value: 'lucid-1' }, ['lucid-1']],
    ['a member twice', [{ value: 'lucid-1' }, 'lucid-1'], ['lucid-1']],
    [
      'members that cannot be understood',
      [7, null, {}, { value: 5 }, { value: ' ' }, [], { value: 'lucid-1' }],
      ['lucid-1'],
    ],
    [
      'an id that is longer than any id',
      [{ value: 'x'.repeat(201) }, { value: 'lucid-1' }],
      ['lucid-1'],
    ],
  ])('understands a group with %s', (_, members, memberIds) => {
    expect(parse({ id: 'g', displayName: 'G', members })).toEqual({
      id: 'g',
      name: 'G',
      memberIds,
    });
  });

  it('keeps each of very many members', () => {
    const members = Array.from({ length: 30_000 }, (_, index) => ({
      value: `lucid-${index}`,
    }));
    expect(parse({ id: 'g', members })).toMatchObject({
      memberIds: members.map(({ value }) => value),
    });
  });

  it.each<[string, unknown, string]>([
    ['is missing', undefined, 'g'],
    ['is empty', '  ', 'g'],
    ['is no text', 12, 'g'],
    ['holds line breaks', ' Sales\nEMEA ', 'Sales EMEA'],
    ['is too long', 'x'.repeat(400), 'x'.repeat(300)],
  ])('names a group whose name %s', (_, displayName, name) => {
    expect(parse({ id: 'g', displayName })).toMatchObject({ name });
  });

  it.each<[string, unknown, string]>([
    ['is no object', 'g', 'the group is not an object'],
    ['has no id', { displayName: 'G' }, 'id is missing or not text'],
    ['has a number as id', { id: 5 }, 'id is missing or not text'],
    ['has an empty id', { id: '' }, 'id is empty'],
    ['has a blank around its id', { id: ' g' }, 'id holds blanks around it'],
    ['has a long id', { id: 'x'.repeat(201) }, 'id is longer than'],
  ])('sets a group aside that %s', (_, row, reason) => {
    expect(parse(row)).toMatchObject({
      reason: expect.stringContaining(reason),
    });
  });
});
