import {
  listResponse,
  ScriptedRequest,
  sendJson,
} from '../../scim/__testUtils__/ScriptedScimServer';
import { Fault, idAskedFor } from './MisbehavingLucid';

/** Answers with a status, and with headers if there are any. */
export function status(
  code: number,
  headers: Record<string, string> = {},
  words: unknown = { detail: 'As the test wants it' },
): Fault {
  return (_, response) => {
    for (const [name, value] of Object.entries(headers)) {
      response.setHeader(name, value);
    }
    sendJson(response, words, code);
  };
}

/** Answers with a body, whatever it is, and status 200. */
export function body(
  content: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/scim+json' },
): Fault {
  return (_, response) => {
    response.writeHead(200, headers);
    response.end(content);
  };
}

/** Answers the list as it is, changed by the test. */
export function list(
  change: (
    page: Record<string, unknown>,
    request: ScriptedRequest,
  ) => Record<string, unknown>,
): Fault {
  return (request, response, lucid) => {
    if (idAskedFor(request) === undefined) {
      const page = listResponse(lucid.users, request);
      sendJson(response, change(page, request));
    } else {
      lucid.answerWell(request, response);
    }
  };
}

/** A fault that comes with the first requests only. */
export function first(requests: number, fault: Fault): Fault {
  return (request, response, lucid) =>
    request.nth <= requests
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response);
}

/** A fault that comes after the first page, for the list alone. */
export function inTheMiddle(fault: Fault): Fault {
  return (request, response, lucid) =>
    request.startIndex > 1
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response);
}

/** A fault that comes once, with a page after the first. */
export function onceInTheMiddle(fault: Fault): Fault {
  return (request, response, lucid) => {
    const later = lucid.faultyRequests.filter(
      ({ startIndex }) => startIndex > 1,
    );
    const isFirst = request.startIndex > 1 && later.length === 1;
    return isFirst
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response);
  };
}

/** A fault that comes when a single user is asked for. */
export function byId(fault: Fault): Fault {
  return (request, response, lucid) =>
    idAskedFor(request) === undefined
      ? lucid.answerWell(request, response)
      : fault(request, response, lucid);
}
