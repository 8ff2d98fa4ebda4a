import fc from 'fast-check';
import { parse } from 'yaml';
import { annotationOf } from './annotationOf';

describe('the annotation of a User entity', () => {
  it('names a Lucid user by its id', () => {
    expect(
      annotationOf(
        { account: 'default', id: 'lucid-1234' },
        { isOnlyAccount: true },
      ),
    ).toEqual({
      key: 'lucid.co/user-id',
      value: 'lucid-1234',
      yaml: 'lucid.co/user-id: lucid-1234',
    });
  });

  it('says which account it means where there are several', () => {
    expect(
      annotationOf(
        { account: 'emea', id: 'lucid-1234' },
        { isOnlyAccount: false },
      ),
    ).toMatchObject({
      value: 'emea/lucid-1234',
      yaml: 'lucid.co/user-id: emea/lucid-1234',
    });
  });

  it.each([
    '1234',
    '0x1F',
    '1_000',
    '12:30:45',
    '2026-01-01',
    'true',
    'no',
    '~',
  ])('holds %s as text, whoever reads it', id => {
    const { yaml } = annotationOf(
      { account: 'default', id },
      { isOnlyAccount: true },
    );
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(yaml, { version })).toEqual({ 'lucid.co/user-id': id });
    }
  });

  it('is one line that gives back any id', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(id, one => {
        const { key, value, yaml } = annotationOf(
          { account: 'default', id: one },
          { isOnlyAccount: true },
        );
        expect(yaml).not.toContain('\n');
        expect(parse(yaml)).toEqual({ [key]: value });
      }),
    );
  });
});
