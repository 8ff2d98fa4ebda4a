/** Where nobody holds a licence yet. */
const COMMON = ['Lucidchart'];

const MOST = 3;

/**
 * The configuration of prices for some licences, to be filled in. Names are written
 * as JSON, which is YAML, too: `On` and `1.5` would not be texts there.
 */
export function priceExample(licences: readonly string[]): string {
  const named = licences.length > 0 ? licences.slice(0, MOST) : COMMON;
  return [
    'lucid:',
    '  licences:',
    ...named.flatMap(name => [
      `    - licence: ${JSON.stringify(name)}`,
      '      seats: 200',
      "      renewal: '2027-03-31'",
      "      price: { amount: '9.00', currency: EUR, per: month }",
    ]),
  ].join('\n');
}
