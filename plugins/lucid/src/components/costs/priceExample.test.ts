import { priceExample } from './priceExample';

describe('the example of prices', () => {
  it('names licences so that YAML takes each for a text', () => {
    const example = priceExample(['On', '1.5', 'Pro: "Teams"']);
    expect(example.split('\n').filter(line => /licence:/.test(line))).toEqual([
      '    - licence: "On"',
      '    - licence: "1.5"',
      '    - licence: "Pro: \\"Teams\\""',
    ]);
  });

  it('has three licences at most, and one where there are none', () => {
    const licencesIn = (example: string) => example.match(/licence:/g)?.length;
    expect(licencesIn(priceExample(['A', 'B', 'C', 'D']))).toBe(3);
    expect(priceExample([])).toContain('licence: "Lucidchart"');
  });
});
