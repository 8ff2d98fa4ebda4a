import { ACTIVE_USER_LICENCE } from 'backstage-plugin-lucid-common';
import { FakeLucidData } from '../src/testing/FakeLucidApi';
import {
  accountOf,
  statusOf,
  syncOf,
  undetectedUsage,
  usageOf,
} from '../src/testing/fixtures';

const NAMES = [
  'Jana Doležalová',
  'Nguyễn Thị Minh Khai',
  '山田 太郎',
  'Sigríður Þórðardóttir',
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Hubert Blaine',
  'Ada Lovelace',
];
const DEPARTMENTS = ['Platform', 'Sales', 'Research & Development', undefined];

const usages = Array.from({ length: 240 }, (_, index) => {
  const common = {
    id: `lucid-${1000 + index}`,
    displayName: `${NAMES[index % NAMES.length]} ${index}`,
    email: `person.${index}@example.com`,
    department: DEPARTMENTS[index % DEPARTMENTS.length],
    licences:
      index % 7 === 0
        ? [{ name: ACTIVE_USER_LICENCE }]
        : [
            { name: 'Lucidchart', access: 'can-edit' as const },
            ...(index % 3 === 0
              ? [{ name: 'Lucidspark', access: 'view-only' as const }]
              : []),
          ],
  };
  if (index % 9 === 0) return undetectedUsage(common);
  const entityRefs = [`user:default/person-${index}`];
  return index % 50 === 1
    ? usageOf({
        ...common,
        state: 'ambiguous',
        match: {
          matcher: 'email',
          value: common.email,
          entityRefs: [...entityRefs, `user:default/twin-${index}`],
        },
      })
    : usageOf({
        ...common,
        match: { matcher: 'email', value: common.email, entityRefs },
      });
});

const count = (state: string) =>
  usages.filter(usage => usage.state === state).length;

/** A Lucid account with names of every kind. */
export const devData: FakeLucidData = {
  usages,
  status: statusOf(
    accountOf({
      counts: {
        ...accountOf().counts,
        users: usages.length,
        detected: count('detected'),
        undetected: count('undetected'),
        ambiguous: count('ambiguous'),
      },
    }),
  ),
  catalogUsers: NAMES.map((displayName, index) => ({
    entityRef: `user:default/unlicensed-${index}`,
    displayName,
  })),
  syncs: [
    syncOf(),
    syncOf({
      id: 'sync-0',
      state: 'failed',
      counts: undefined,
      error: { name: 'Error', message: 'Lucid answered with 503 three times.' },
    }),
  ],
};
