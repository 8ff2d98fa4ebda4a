import { wildcardPattern } from './wildcardPattern';

describe('wildcardPattern', () => {
  it.each([
    ['svc-*@acme.com', 'SVC-build@acme.com', true],
    ['svc-*@acme.com', 'svc-@acme.com', true],
    ['svc-*@acme.com', 'my-svc-build@acme.com', false],
    ['*bot*', 'Robot', true],
    ['*bot*', 'rob', false],
    ['aba*ba', 'aba', false],
    ['a*b*c', 'acb', false],
    ['a*b*c', 'abbc', true],
    ['jane.doe@acme.com', 'Jane.Doe@acme.com', true],
    ['jane.doe@acme.com', 'jane_doe@acme.com', false],
    ['*', '', true],
    ['É*', 'e\u0301cole', true],
    ['a.c', 'abc', false],
  ])('finds whether %j fits %j', (pattern, text, fits) => {
    expect(wildcardPattern(pattern)(text)).toBe(fits);
  });
});
