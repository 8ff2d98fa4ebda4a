import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { ExceptionRequest, ExceptionRule } from 'backstage-plugin-lucid-common';
import { Request } from 'express';
import { UserKey } from '../store/ExceptionStore';
import { audited } from './audited';

/**
 * Writes down who makes and ends exceptions. Notes and patterns of rules may tell
 * of people, and stand in the list of exceptions, from which nothing is ever
 * removed: the ids lead there.
 */
export class ExceptionAudit {
  readonly #auditor: AuditorService;

  constructor(options: { auditor: AuditorService }) {
    this.#auditor = options.auditor;
  }

  /** @param options - `make` returns the ids of the exceptions */
  async make(options: {
    request: Request;
    asked: ExceptionRequest;
    make: () => Promise<string[]>;
  }): Promise<string[]> {
    const { request, asked } = options;
    return audited(this.#auditor, {
      eventId: 'exception-make',
      severityLevel: 'medium',
      request,
      meta: {
        ...('rule' in asked ? describeRule(asked) : describeUsers(asked)),
        ...(asked.until !== undefined && { until: asked.until }),
      },
      act: options.make,
      describe: exceptions => ({ exceptions }),
    });
  }

  /** @returns what `end` returns */
  async end<T>(options: {
    request: Request;
    /** The exception, or the single user it was made for. */
    of: { exception: string } | { account: string; user: string };
    end: () => Promise<T>;
  }): Promise<T> {
    return audited(this.#auditor, {
      eventId: 'exception-end',
      severityLevel: 'medium',
      request: options.request,
      meta: options.of,
      act: options.end,
      describe: () => ({}),
    });
  }
}

function describeRule({ rule }: { rule: ExceptionRule }): JsonObject {
  const { account, field } = rule;
  return { ...(account !== undefined && { account }), ruleField: field };
}

function describeUsers({ users }: { users: UserKey[] }): JsonObject {
  const [{ account, id }] = users;
  return users.length === 1 ? { account, user: id } : { users: users.length };
}
