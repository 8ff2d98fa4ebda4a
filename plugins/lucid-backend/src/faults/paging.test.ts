import {
  listResponse,
  sendJson,
} from '../scim/__testUtils__/ScriptedScimServer';
import { first, inTheMiddle, list } from './__testUtils__/answers';
import { describeFaults, FaultRow } from './__testUtils__/describeFaults';
import { Fault, idAskedFor } from './__testUtils__/MisbehavingLucid';
import { scimUser } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

const complete: FaultRow['end'] = { state: 'succeeded' };

function incomplete(says: RegExp): FaultRow['end'] {
  return {
    state: 'failed',
    error: 'LucidProtocolError',
    says,
    connection: 'unreachable',
  };
}

/** What a server may say in place of a number. */
const numbers: [string, unknown][] = [
  ['missing', undefined],
  ['negative', -5],
  ['fractional', 12.5],
  ['a string', '250'],
  ['words', 'many'],
  ['null', null],
  ['beyond all numbers', 1e300],
];

describeFaults('totalResults', [
  ...numbers.map<FaultRow>(([how, totalResults]) => ({
    fault: `${how}: reads until nobody is left`,
    does: list(page => ({ ...page, totalResults })),
    end: complete,
  })),
  {
    fault: 'too small: believes the users that come',
    does: list(page => ({ ...page, totalResults: 120 })),
    end: complete,
  },
  {
    fault: 'too small by one page: believes the users that come',
    does: list(page => ({ ...page, totalResults: 199 })),
    end: complete,
  },
  {
    fault: 'zero beside users: believes the users that come',
    does: list(page => ({ ...page, totalResults: 0 })),
    end: complete,
  },
  {
    fault: 'too large: takes the reading for incomplete',
    does: list(page => ({ ...page, totalResults: 300 })),
    end: incomplete(/there are 300 users, but the same 250 come again/),
  },
  {
    fault: 'another one with every answer: takes the reading for incomplete',
    does: list((page, { nth }) => ({ ...page, totalResults: 250 + nth })),
    end: incomplete(/users, but the same 250 come again and again/),
  },
]);

describeFaults(
  'a number that nobody needs',
  ['startIndex', 'itemsPerPage'].flatMap(name =>
    [...numbers, ['lying', 77] as const].map<FaultRow>(([how, value]) => ({
      fault: `${name} ${how}: is not asked`,
      does: list(page => ({ ...page, [name]: value })),
      end: complete,
    })),
  ),
);

/** Sends so many rows, whatever was asked for. */
const rowsPerPage =
  (rows: number): Fault =>
  (request, response, lucid) =>
    idAskedFor(request) === undefined
      ? sendJson(
          response,
          listResponse(lucid.users, { ...request, count: rows }),
        )
      : lucid.answerWell(request, response);

const noRows = list(page => ({ ...page, Resources: [] }));

/** Adds or removes users before pages are read, as an account does that is in use. */
const shifting =
  (change: (nth: number, users: unknown[]) => void): Fault =>
  (request, response, lucid) => {
    if (idAskedFor(request) === undefined && request.nth > 1) {
      change(request.nth, lucid.users);
    }
    lucid.answerWell(request, response);
  };

describeFaults('pages', [
  {
    fault: 'with fewer rows than asked for',
    does: rowsPerPage(37),
    end: complete,
  },
  {
    fault: 'with fewer rows than asked for, which are all, by what they say',
    does: (request, response, lucid) => {
      if (idAskedFor(request) === undefined) {
        const page = listResponse(lucid.users, { ...request, count: 37 });
        const { length } = page.Resources as unknown[];
        sendJson(response, { ...page, totalResults: length });
      } else {
        lucid.answerWell(request, response);
      }
    },
    end: complete,
  },
  {
    fault: 'with far fewer rows after the first page',
    does: (request, response, lucid) =>
      rowsPerPage(request.startIndex > 1 ? 12 : 100)(request, response, lucid),
    end: complete,
  },
  {
    fault: 'with more rows than asked for',
    does: rowsPerPage(170),
    end: complete,
  },
  {
    fault: 'that all come at once',
    does: rowsPerPage(10_000),
    end: complete,
  },
  {
    fault: 'of which one in the middle is empty, once: is read again',
    does: (request, response, lucid) =>
      (request.nth === 2 ? noRows : first(0, noRows))(request, response, lucid),
    end: complete,
  },
  {
    fault: 'of which those in the middle are empty, for ever',
    does: inTheMiddle(noRows),
    end: incomplete(/250 users, but the same 100 come again and again/),
  },
  {
    fault: 'of which the first is empty, though there are users',
    does: noRows,
    end: incomplete(/The reading is incomplete and is not used/),
  },
  {
    fault: 'that are the same one for ever',
    does: (request, response, lucid) =>
      idAskedFor(request) === undefined
        ? sendJson(
            response,
            listResponse(lucid.users, { ...request, startIndex: 1 }),
          )
        : lucid.answerWell(request, response),
    end: incomplete(/The reading is incomplete and is not used/),
  },
  {
    fault: 'that hold a user twice, far apart: it counts once',
    users: after => [...after.slice(0, 120), after[5], ...after.slice(120)],
    end: complete,
  },
  {
    fault: 'that hold a user twice, side by side: it counts once',
    users: after => [...after.slice(0, 120), after[119], ...after.slice(120)],
    end: complete,
  },
  {
    fault: 'that hold every user twice: each counts once',
    users: after => after.flatMap(user => [user, user]),
    end: complete,
  },
  {
    fault: 'that repeat rows of their own: takes the reading for incomplete',
    does: list(page => {
      const rows = page.Resources as unknown[];
      return { ...page, Resources: [...rows, ...rows.slice(-20)] };
    }),
    end: incomplete(/The reading is incomplete and is not used/),
  },
  {
    fault: 'that bring new users with every answer, for ever',
    does: (request, response, lucid) =>
      idAskedFor(request) === undefined
        ? sendJson(response, {
            totalResults: 250,
            Resources: Array.from({ length: 3 }, (_, index) =>
              scimUser(10_000 + 3 * request.nth + index, 'invented'),
            ),
          })
        : lucid.answerWell(request, response),
    end: incomplete(/The reading is incomplete and is not used/),
  },
  {
    fault: 'between which the first users leave: nobody who stays is lost',
    users: after => [...after],
    does: shifting((nth, users) => {
      if (nth <= 4) {
        users.splice(0, 2);
      }
    }),
    end: {
      state: 'succeeded',
      // Who left after having been read is there until the next sync.
      holds: after => after,
    },
  },
  {
    fault: 'between which users come in front: nobody is lost or counted twice',
    users: after => [...after],
    does: shifting((nth, users) => {
      if (nth <= 4) {
        users.unshift(scimUser(1_000 + nth, 'came meanwhile'));
      }
    }),
    end: complete,
  },
]);
