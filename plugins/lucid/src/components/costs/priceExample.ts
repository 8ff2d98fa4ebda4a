/** Where nobody holds a licence yet. */
const COMMON = ['Lucidchart'];

const MOST = 3;

/** The configuration of prices for some licences, to be filled in. */
export function priceExample(licences: readonly string[]): string {
  const named = licences.length > 0 ? licences.slice(0, MOST) : COMMON;
  return [
    'lucid:',
    '  licences:',
    ...named.flatMap(name => [
      `    - licence: ${yamlText(name)}`,
      '      seats: 200',
      "      renewal: '2027-03-31'",
      "      price: { amount: '9.00', currency: EUR, per: month }",
    ]),
  ].join('\n');
}

/** A name as YAML: JSON is YAML, too, and quotes what has to be quoted. */
function yamlText(name: string): string {
  return /^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name);
}
