import { Licence } from 'backstage-plugin-lucid-common';
import { findExtensions } from './extensions';
import { readLicences } from './readLicences';

const LUCID_1 = 'urn:ietf:params:scim:schemas:extension:lucid:1.0:User';
const LUCID_2 = 'urn:ietf:params:scim:schemas:extension:lucid:2.0:User';
const LUCIDCHART = 'urn:lucidchart:schemas:1.0:User';

describe('readLicences', () => {
  const ofLucid1 = (productLicenses: unknown) => ({
    [LUCID_1]: { productLicenses },
  });
  const proxy: Licence[] = [{ name: 'active-user' }];

  it.each<[string, Record<string, unknown>, Licence[]]>([
    [
      'booleans, without saying more of access than Lucid does',
      ofLucid1({ Lucidchart: true, Lucidspark: false }),
      [{ name: 'Lucidchart' }],
    ],
    [
      'booleans written as text, in either version',
      {
        [LUCID_2]: {
          productLicenses: {
            Lucidchart: 'true',
            Lucidspark: 'True',
            LucidscaleCreator: 'false',
          },
        },
      },
      [{ name: 'Lucidchart' }, { name: 'Lucidspark' }],
    ],
    [
      'a list of names, each once',
      {
        [LUCID_2]: {
          productLicenses: ['Lucidchart', 'Lucidspark', 'Lucidchart', null],
        },
      },
      [{ name: 'Lucidchart' }, { name: 'Lucidspark' }],
    ],
    [
      'products that nobody has heard of',
      ofLucid1({ LucidUnheardOf: true }),
      [{ name: 'LucidUnheardOf' }],
    ],
    [
      'access to every product where canEdit tells it',
      {
        ...ofLucid1({ Lucidchart: true, Lucidspark: true }),
        [LUCIDCHART]: { canEdit: 'False' },
      },
      [
        { name: 'Lucidchart', access: 'view-only' },
        { name: 'Lucidspark', access: 'view-only' },
      ],
    ],
    [
      'both versions, where the newer one decides',
      {
        [LUCID_2]: { productLicenses: { Lucidchart: false } },
        [LUCID_1]: { productLicenses: { Lucidchart: true, Lucidspark: true } },
      },
      [{ name: 'Lucidspark' }],
    ],
    [
      'no licence where all products are false',
      ofLucid1({ Lucidchart: false }),
      [],
    ],
    [
      'no licence where all products are false, whatever canEdit says',
      { ...ofLucid1({ Lucidchart: false }), [LUCIDCHART]: { canEdit: true } },
      [],
    ],
    ['no licence in an empty list', ofLucid1([]), []],
    [
      'canEdit alone as a licence for Lucidchart',
      { [LUCIDCHART]: { canEdit: true } },
      [{ name: 'Lucidchart', access: 'can-edit' }],
    ],
    [
      'canEdit alone, false, as a licence to view',
      { [LUCIDCHART]: { canEdit: 'false' } },
      [{ name: 'Lucidchart', access: 'view-only' }],
    ],
    [
      'the proxy beside a billing code',
      { [LUCID_2]: { billingCode: 'B-1' } },
      proxy,
    ],
    ['the proxy where nothing is told', {}, proxy],
    ['the proxy where products are null', ofLucid1(null), proxy],
    ['the proxy where products are a number', ofLucid1(3), proxy],
    [
      'the proxy where canEdit is nonsense',
      { [LUCIDCHART]: { canEdit: 'perhaps' } },
      proxy,
    ],
    [
      'products named like parts of JavaScript',
      {
        [LUCID_1]: {
          productLicenses: JSON.parse(
            '{"__proto__":true,"constructor":"true"}',
          ),
        },
      },
      [{ name: '__proto__' }, { name: 'constructor' }],
    ],
  ])('reads %s', (_, user, licences) => {
    expect(readLicences(findExtensions(user))).toEqual(licences);
  });
});
