import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { sendJson } from '../scim/__testUtils__/ScriptedScimServer';
import { body, byId, list, status } from './__testUtils__/answers';
import { describeFaults, FaultRow } from './__testUtils__/describeFaults';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { Fault, idAskedFor } from './__testUtils__/MisbehavingLucid';
import { posing, ScimUser } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

/** Adds users to the ones that are well, somewhere in the middle. */
const plus =
  (...strange: unknown[]): NonNullable<FaultRow['users']> =>
  after =>
    [...after.slice(0, 130), ...(strange as ScimUser[]), ...after.slice(130)];

/** Everybody who is well, and some of the strange ones. */
const welcoming =
  (...strange: ScimUser[]): NonNullable<FaultRow['users']> =>
  after =>
    [...after, ...strange];

/** The rest go through, and what is set aside is shown with its reason. */
function setAside(fault: string, strange: unknown[], reason: RegExp): FaultRow {
  return {
    fault,
    users: plus(...strange),
    end: { state: 'succeeded', counts: { rejected: strange.length } },
    also: (_, sync) => {
      expect(sync.rejected).toHaveLength(strange.length);
      for (const rejected of sync.rejected) {
        expect(rejected.reason).toMatch(reason);
      }
    },
  };
}

/** The strange user is shown as far as it could be understood. */
function shown(
  fault: string,
  strange: ScimUser,
  expected: Partial<LicenceUsage>,
): FaultRow {
  return {
    fault,
    users: plus(strange),
    end: {
      state: 'succeeded',
      // Shown are cleaned, too; those of strange users are not looked at here.
      holds: welcoming({ ...strange, title: expected.title }),
      counts: { rejected: 0 },
    },
    also: async portal =>
      expect(await usageOf(portal, strange.id)).toMatchObject(expected),
  };
}

async function usageOf(portal: FaultyPortal, id: string) {
  return portal.harness.usages.get('default', id);
}

const MEGABYTE_OF_NAME = 'x'.repeat(1024 * 1024);

describeFaults('a user that cannot be understood', [
  setAside(
    'users without id',
    [{ userName: 'a' }, { userName: 'b' }, { id: null }],
    /id is missing or not text/,
  ),
  setAside('a user whose id is a number', [{ id: 7 }], /not text/),
  setAside('a user whose id is empty', [{ id: '' }], /id is empty/),
  setAside(
    'a user whose id is 1 MB long',
    [{ id: MEGABYTE_OF_NAME }],
    /id is longer than/,
  ),
  setAside(
    'users whose ids hold NUL or a lone surrogate',
    [{ id: 'lucid-\u0000' }, { id: 'lucid-\ud800' }],
    /characters that no id has/,
  ),
  {
    fault: 'a user with almost the id of one who has left: that one departs',
    users: after => [
      ...after.filter(({ id }) => id !== 'lucid-9'),
      { id: 'lucid-9\u0000' },
    ],
    end: {
      state: 'succeeded',
      holds: after => after.filter(({ id }) => id !== 'lucid-9'),
      // Two leave with every version.
      counts: { departed: 3, rejected: 1 },
    },
  },
  setAside('what is no user at all', [null, 5, 'x', []], /not an object|id is/),
]);

describeFaults('a strange user', [
  shown(
    'with null everywhere',
    {
      id: 'strange-null',
      userName: null,
      externalId: null,
      displayName: null,
      name: null,
      emails: null,
      active: null,
      title: null,
      roles: null,
      groups: null,
      meta: null,
      'urn:ietf:params:scim:schemas:extension:lucid:1.0:User': null,
    },
    { displayName: 'strange-null', otherEmails: [], roles: [], groups: [] },
  ),
  shown(
    'with attributes of other types everywhere',
    {
      id: 'strange-types',
      userName: 5,
      displayName: {},
      name: 'text',
      emails: 9,
      active: 'yes',
      title: [],
      roles: 7,
      groups: 'g',
      meta: 3,
    },
    { displayName: 'strange-types', otherEmails: [] },
  ),
  shown(
    'with 1 MB in the name',
    { id: 'strange-long', name: { formatted: MEGABYTE_OF_NAME } },
    { displayName: expect.stringMatching(/^x{100,1000}$/) },
  ),
  shown(
    'with NUL in the name',
    { id: 'strange-nul', name: { formatted: 'Zero\u0000 Byte' } },
    { displayName: 'Zero Byte' },
  ),
  shown(
    'with lone surrogates in the name',
    { id: 'strange-surrogate', name: { formatted: 'Half \ud83d Face' } },
    { displayName: 'Half \ufffd Face' },
  ),
  shown(
    'with marks that turn the text around',
    { id: 'strange-rtl', name: { formatted: '\u202eevil\u202c \u05d0\u200f' } },
    { displayName: 'evil \u05d0\u200f' },
  ),
]);

/** Answers who a user is by the last one of that id, and lists all. */
const asRightOne: Fault = (request, response, lucid) => {
  const id = idAskedFor(request);
  const user = lucid.users.findLast(candidate => candidate.id === id);
  if (user) {
    sendJson(response, user);
  } else {
    lucid.answerWell(request, response);
  }
};

describeFaults('a user who poses as another', [
  {
    fault: 'with the id of one who was read before: is one user, not two',
    users: after => [...after, { ...after[3], title: after[3].title }],
    end: { state: 'succeeded' },
  },
  {
    fault:
      'with the id and another name, on another page: Lucid is asked who it is',
    users: after => [...after, posing(after[3])],
    end: { state: 'succeeded' },
  },
  {
    fault: 'with the id and another name, on the page before: Lucid is asked',
    users: after => [
      ...after.slice(0, 98),
      posing(after[103]),
      ...after.slice(98),
    ],
    does: asRightOne,
    end: { state: 'succeeded' },
  },
  {
    fault: 'with the id and another name, in the next row: Lucid is asked',
    users: after => [
      ...after.slice(0, 51),
      posing(after[50]),
      ...after.slice(51),
    ],
    end: { state: 'succeeded' },
  },
  {
    fault: 'before the right one: Lucid is asked',
    users: after => [posing(after[200]), ...after],
    does: asRightOne,
    end: { state: 'succeeded' },
  },
  {
    fault: 'who is new, with another who is: Lucid is asked',
    users: plus(
      { id: 'new-one', title: 'right' },
      { id: 'new-one', title: 'wrong' },
    ),
    end: {
      state: 'succeeded',
      holds: welcoming({ id: 'new-one', title: 'right' }),
    },
  },
  {
    fault: 'whom Lucid does not have by that id: is nobody',
    users: plus(
      { id: 'gone-one', title: 'right' },
      { id: 'gone-one', title: 'wrong' },
    ),
    does: byId(status(404)),
    end: { state: 'succeeded', counts: { rejected: 0 } },
  },
  {
    fault: 'whom Lucid does not tell: is set aside, and one stored is kept',
    users: after => [
      ...plus(
        { id: 'new-one', title: 'right' },
        { id: 'new-one', title: 'wrong' },
      )(after),
      posing(after[3]),
    ],
    does: byId(body('{"no": "user"}')),
    end: {
      state: 'succeeded',
      // Who would have left with this version is not told either.
      holds: (after, before) => [
        ...after.filter(({ id }) => id !== after[3].id),
        before.find(({ id }) => id === after[3].id)!,
        ...before.filter(({ id }) => !after.some(user => user.id === id)),
      ],
    },
  },
  {
    fault: 'again and again, and all are there by the id: nobody is missing',
    users: after => [...after, ...after.slice(0, 50).map(posing)],
    end: { state: 'succeeded', counts: { departed: 2 } },
  },
  {
    fault: 'again and again, and none is there by the id: nobody is removed',
    users: after => [...after, ...after.slice(0, 50).map(posing)],
    does: byId(status(404)),
    end: {
      state: 'held',
      error: 'TooManyRemovals',
      says: /51 of 250 users are not in Lucid's answer any more/,
      connection: 'connected',
    },
  },
  {
    fault: 'with the id of one in other letters: is somebody else',
    users: plus({ id: 'LUCID-9', title: 'other letters' }),
    end: {
      state: 'succeeded',
      holds: welcoming({ id: 'LUCID-9', title: 'other letters' }),
    },
  },
  {
    fault: 'with the e-mail of another: both stay who they are',
    users: plus({
      id: 'same-address',
      title: 'twin',
      emails: [{ value: 'person.9@example.com', primary: true }],
    }),
    end: {
      state: 'succeeded',
      holds: welcoming({ id: 'same-address', title: 'twin' }),
    },
  },
  {
    fault: 'with an id that is a path: is asked for by that id',
    users: plus({ id: '../Groups?x=#', title: 'path' }),
    end: {
      state: 'succeeded',
      holds: welcoming({ id: '../Groups?x=#', title: 'path' }),
    },
  },
  {
    fault: 'on every page: counts once',
    does: list((page, { startIndex }) =>
      startIndex === 1
        ? page
        : {
            ...page,
            Resources: (page.Resources as ScimUser[]).map((user, index) =>
              index === 50 ? { ...user, id: 'lucid-20' } : user,
            ),
          },
    ),
    // Who was overwritten in the list is asked for by id, and is there.
    end: { state: 'succeeded' },
    also: (_, sync) => expect(sync.counts?.departed).toBe(2),
  },
]);
