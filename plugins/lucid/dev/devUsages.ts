import {
  ACTIVE_USER_LICENCE,
  Licence,
  ListedUsage,
} from 'backstage-plugin-lucid-common';
import {
  ambiguousUsage,
  exceptedUsage,
  leaverUsage,
  nearestUser,
  undetectedUsage,
  usageOf,
} from '../src/testing/fixtures';

export const NAMES = [
  'Jana Doležalová',
  'Nguyễn Thị Minh Khai',
  '山田 太郎',
  'Sigríður Þórðardóttir',
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Hubert Blaine',
  'Ada Lovelace',
];
const DEPARTMENTS = ['Platform', 'Sales', 'Research & Development', undefined];
export const LUCID_GROUPS = [
  { id: 'lucid-group-1', name: 'Designers' },
  { id: 'lucid-group-2', name: 'Contractors' },
];

/** Lucid users in every state and with names of every kind. */
export const devUsages: ListedUsage[] = Array.from(
  { length: 240 },
  (_, index) => usageAt(index),
);

function usageAt(index: number): ListedUsage {
  const name = NAMES[index % NAMES.length];
  const common = {
    id: `lucid-${1000 + index}`,
    entityRef: `licenceusage:default/default.lucid-${1000 + index}`,
    displayName: `${name} ${index}`,
    email: `person.${index}@example.com`,
    userName: `person.${index}`,
    department: DEPARTMENTS[index % DEPARTMENTS.length],
    groups: index % 5 === 0 ? [LUCID_GROUPS[index % 2]] : [],
    licences: licencesAt(index),
    licenceHints:
      index % 7 === 0
        ? [
            {
              name: 'Lucidchart',
              access: 'can-edit' as const,
              group: 'Designers',
            },
          ]
        : undefined,
  };
  if (index % 60 === 9) {
    return leaverUsage({
      ...common,
      formerMatch: {
        entityRef: `user:default/person-${index}`,
        matcher: 'email',
        value: common.email,
        until: '2026-05-03T09:00:00.000Z',
      },
    });
  }
  if (index % 40 === 36) {
    return undetectedUsage({
      ...common,
      email: undefined,
      userName: undefined,
      undetectedReason: 'nothing-to-compare',
    });
  }
  if (index % 9 === 0) {
    return {
      ...undetectedUsage(common),
      ...(index % 2 === 0 && {
        nearest: nearestUser({
          entityRef: `user:default/person-${index}`,
          displayName: name,
          ...(index % 4 === 0
            ? { likeness: 'similar-name', distance: 2, licensed: true }
            : { email: `person.${index}@example.org` }),
        }),
      }),
    };
  }
  if (index % 50 === 1) {
    return ambiguousUsage({
      ...common,
      match: {
        matcher: 'email',
        value: common.email,
        entityRefs: [
          `user:default/person-${index}`,
          `user:default/twin-${index}`,
        ],
      },
    });
  }
  if (index % 50 === 2) return exceptedUsage(common);
  if (index % 40 === 3) {
    return usageOf({
      ...common,
      displayName: `svc-export-${index}`,
      state: 'left-out',
      match: undefined,
      leftOutBy: 'service-accounts',
    });
  }
  return usageOf({
    ...common,
    match: {
      matcher: 'email',
      value: common.email,
      entityRefs: [`user:default/person-${index}`],
    },
    ...(index % 45 === 4 && {
      state: 'departed',
      departedAt: '2026-02-11T08:00:00.000Z',
    }),
  });
}

function licencesAt(index: number): Licence[] {
  if (index % 7 === 0) return [{ name: ACTIVE_USER_LICENCE }];
  const chart: Licence = { name: 'Lucidchart', access: 'can-edit' };
  return index % 3 === 0
    ? [chart, { name: 'Lucidspark', access: 'view-only' }]
    : [chart];
}
