import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { licenceUsage } from '../__testUtils__/licenceUsage';
import { PublishingRule, includes } from './PublishingRule';

const detected = { state: 'detected' } as const;
const undetected = { state: 'undetected' } as const;
const ambiguous = { state: 'ambiguous' } as const;

function isIncluded(
  rule: Partial<PublishingRule>,
  usage: Partial<LicenceUsage>,
): boolean {
  return includes({ publish: 'all', filter: {}, ...rule }, licenceUsage(usage));
}

describe('includes', () => {
  it.each<[PublishingRule['publish'], Partial<LicenceUsage>, boolean]>([
    ['all', detected, true],
    ['all', undetected, true],
    ['all', ambiguous, true],
    ['detected', detected, true],
    ['detected', undetected, false],
    ['detected', ambiguous, false],
    ['none', detected, false],
    ['none', undetected, false],
  ])('of %s, with %p: %p', (publish, usage, expected) => {
    expect(isIncluded({ publish }, usage)).toBe(expected);
  });

  it.each<[string, PublishingRule['filter'], Partial<LicenceUsage>]>([
    ['an account', { accounts: new Set(['emea']) }, { account: 'emea' }],
    [
      'a licence in any case',
      { licences: new Set(['lucidspark']) },
      { licences: [{ name: 'Lucidchart' }, { name: 'LucidSpark' }] },
    ],
    [
      'an access level',
      { access: new Set(['can-edit']) },
      { licences: [{ name: 'Lucidspark', access: 'can-edit' }] },
    ],
    [
      'a department with space around it',
      { departments: new Set(['engineering']) },
      { department: ' Engineering' },
    ],
    [
      'a group by its id',
      { groups: new Set(['g-1']) },
      { groups: [{ id: 'g-1' }] },
    ],
    [
      'a group by its name',
      { groups: new Set(['design team']) },
      { groups: [{ id: 'g-1', name: 'Design Team' }] },
    ],
  ])('lets in who fits by %s, and nobody else', (_what, filter, fitting) => {
    expect(isIncluded({ filter }, fitting)).toBe(true);
    expect(
      isIncluded(
        { filter },
        {
          account: 'apac',
          licences: [{ name: 'Lucidchart', access: 'view-only' }],
          department: 'Sales',
          groups: [{ id: 'g-2', name: 'Sales team' }],
        },
      ),
    ).toBe(false);
    expect(
      isIncluded(
        { filter },
        { account: 'x', licences: [], department: undefined, groups: [] },
      ),
    ).toBe(false);
  });

  it('wants one licence to fit both by name and by access level', () => {
    const filter: PublishingRule['filter'] = {
      licences: new Set(['lucidchart']),
      access: new Set(['can-edit']),
    };

    expect(
      isIncluded(
        { filter },
        { licences: [{ name: 'Lucidchart', access: 'can-edit' }] },
      ),
    ).toBe(true);
    expect(
      isIncluded(
        { filter },
        {
          licences: [
            { name: 'Lucidchart', access: 'view-only' },
            { name: 'Lucidspark', access: 'can-edit' },
          ],
        },
      ),
    ).toBe(false);
  });

  it('wants every key of the filter to fit, and the state too', () => {
    const rule: PublishingRule = {
      publish: 'detected',
      filter: {
        accounts: new Set(['emea']),
        departments: new Set(['engineering']),
      },
    };
    const fitting = {
      account: 'emea',
      department: 'Engineering',
      state: 'detected',
    } as const;

    expect(isIncluded(rule, fitting)).toBe(true);
    expect(isIncluded(rule, { ...fitting, account: 'apac' })).toBe(false);
    expect(isIncluded(rule, { ...fitting, department: 'Sales' })).toBe(false);
    expect(isIncluded(rule, { ...fitting, state: 'undetected' })).toBe(false);
  });
});
