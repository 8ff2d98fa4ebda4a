import { ServerResponse } from 'node:http';
import {
  listResponse,
  ScriptedRequest,
  ScriptedScimServer,
  sendJson,
} from '../../scim/__testUtils__/ScriptedScimServer';
import { ScimUser } from './scimAccount';

/**
 * Answers a request in place of a Lucid that is well. `nth` of the request is
 * counted from when the fault began.
 */
export type Fault = (
  request: ScriptedRequest,
  response: ServerResponse,
  lucid: MisbehavingLucid,
) => void;

/** A real HTTP server with a Lucid account, well until it is told not to be. */
export class MisbehavingLucid {
  users: ScimUser[] = [];
  groups: unknown[] = [];
  /** Requests since the fault began. */
  faultyRequests: ScriptedRequest[] = [];
  readonly #server: ScriptedScimServer;
  #fault: Fault | undefined;

  private constructor(server: ScriptedScimServer) {
    this.#server = server;
  }

  static async start(): Promise<MisbehavingLucid> {
    const lucid: MisbehavingLucid = new MisbehavingLucid(
      await ScriptedScimServer.start((request, response) =>
        lucid.#answer(request, response),
      ),
    );
    return lucid;
  }

  get port(): number {
    return this.#server.port;
  }

  get baseUrl(): string {
    return this.#server.baseUrl;
  }

  misbehave(fault: Fault): void {
    this.#fault = fault;
    this.faultyRequests = [];
  }

  behave(): void {
    this.#fault = undefined;
  }

  /** What a Lucid answers that is well. */
  answerWell(request: ScriptedRequest, response: ServerResponse): void {
    if (asksForGroups(request)) {
      sendJson(response, listResponse(this.groups, request));
      return;
    }
    const id = idAskedFor(request);
    if (id === undefined) {
      sendJson(response, listResponse(this.users, request));
      return;
    }
    // Some tests put something else among the users.
    const user = this.users.find(candidate => candidate?.id === id);
    if (user) {
      sendJson(response, user);
    } else {
      sendJson(response, { detail: 'Not found' }, 404);
    }
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  #answer(request: ScriptedRequest, response: ServerResponse): void {
    if (!this.#fault) {
      this.answerWell(request, response);
      return;
    }
    this.faultyRequests.push(request);
    this.#fault(
      { ...request, nth: this.faultyRequests.length },
      response,
      this,
    );
  }
}

/** Whether a request is for the list of groups. */
export function asksForGroups(request: ScriptedRequest): boolean {
  return request.path.includes('/Groups');
}

/** The id of a request for a single user; `undefined` for the list. */
export function idAskedFor(request: ScriptedRequest): string | undefined {
  const match = /\/Users\/([^?]+)/.exec(request.path);
  return match ? decodeURIComponent(match[1]) : undefined;
}
