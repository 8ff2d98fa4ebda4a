import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ExceptionRequest,
  ExceptionResult,
} from 'backstage-plugin-lucid-common';
import { Request, Router } from 'express';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import {
  OnBehalfOfUser,
  RequestedExceptions,
} from '../permissions/AuthorizedExceptionStore';
import { ExceptionReader } from '../store/ExceptionReader';
import {
  EndedException,
  ExceptionStore,
  UserKey,
} from '../store/ExceptionStore';
import { UsageReader } from '../store/UsageReader';
import { ExceptionAudit } from './ExceptionAudit';
import {
  exceptionListParameters,
  exceptionParameters,
  exceptionRequestParameters,
  exceptionTermsParameters,
} from './exceptionParameters';
import { parseParameters, userParameters } from './parameters';

/** What the routes of exceptions stand on. */
export interface ExceptionRouteOptions {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  /** Ids of the configured Lucid accounts. */
  accounts: string[];
  exceptions: Pick<ExceptionStore, 'has'>;
  requestedExceptions: RequestedExceptions;
  exceptionReader: ExceptionReader;
  usages: UsageReader;
  reconciliationService: Pick<ReconciliationService, 'redecide'>;
}

/** `/exceptions` and `/users/:account/:id/exception`: licences that are accounted for. */
export function addExceptionRoutes(
  router: Router,
  options: ExceptionRouteOptions,
): void {
  const { httpAuth, requestedExceptions, exceptionReader, usages } = options;
  const audit = new ExceptionAudit(options);

  /** A service accounts for nothing: somebody has to have said so. */
  const personBehind = async (req: Request): Promise<OnBehalfOfUser> => ({
    credentials: await httpAuth.credentials(req, { allow: ['user'] }),
  });

  const make = async (
    request: Request,
    asked: ExceptionRequest,
    onBehalf: OnBehalfOfUser,
  ): Promise<string[]> => {
    const accounts =
      'rule' in asked
        ? [asked.rule.account]
        : [...new Set(asked.users.map(user => user.account))];
    requireConfigured(options.accounts, accounts);
    const statement = {
      terms: { note: asked.note, until: asked.until },
      ...onBehalf,
    };
    const ids = await audit.make({
      request,
      asked,
      make: async () =>
        'rule' in asked
          ? [await requestedExceptions.makeForRule(asked.rule, statement)]
          : requestedExceptions.makeForUsers(asked.users, statement),
    });
    for (const account of accounts) {
      await options.reconciliationService.redecide(account);
    }
    return ids;
  };

  router.put('/users/:account/:id/exception', async (req, res) => {
    const onBehalf = await personBehind(req);
    const user = parseParameters(userParameters, req.params);
    const terms = parseParameters(exceptionTermsParameters, req.body);
    await make(req, { ...terms, users: [user] }, onBehalf);
    res.json(await usages.get(user.account, user.id));
  });

  router.delete('/users/:account/:id/exception', async (req, res) => {
    const onBehalf = await personBehind(req);
    const user = parseParameters(userParameters, req.params);
    await audit.end({
      request: req,
      of: { account: user.account, user: user.id },
      end: async () => {
        if (!(await requestedExceptions.endForUser(user, onBehalf))) {
          throw await whyNotForUser(usages, user);
        }
      },
    });
    await options.reconciliationService.redecide(user.account);
    res.status(204).end();
  });

  router.get('/exceptions', async (req, res) => {
    const query = parseParameters(exceptionListParameters, req.query);
    res.json(await exceptionReader.list(query));
  });

  router.post('/exceptions', async (req, res) => {
    const onBehalf = await personBehind(req);
    const asked = parseParameters(exceptionRequestParameters, req.body);
    const ids = await make(req, asked, onBehalf);
    res.status(201).json({ exceptions: ids } satisfies ExceptionResult);
  });

  router.delete('/exceptions/:id', async (req, res) => {
    const onBehalf = await personBehind(req);
    const { id } = parseParameters(exceptionParameters, req.params);
    const { account } = await audit.end<EndedException>({
      request: req,
      of: { exception: id },
      end: async () => {
        const ended = await requestedExceptions.end(id, onBehalf);
        if (!ended) {
          throw await whyNot(options.exceptions, id);
        }
        return ended;
      },
    });
    await options.reconciliationService.redecide(account);
    res.status(204).end();
  });
}

/** @param accounts - `undefined` stands for all of them */
function requireConfigured(
  configured: string[],
  accounts: (string | undefined)[],
): void {
  if (!accounts.every(one => one === undefined || configured.includes(one))) {
    throw new InputError(
      'The parameter "account" names no configured Lucid account',
    );
  }
}

async function whyNot(
  exceptions: Pick<ExceptionStore, 'has'>,
  id: string,
): Promise<Error> {
  return (await exceptions.has(id))
    ? new ConflictError('The exception has ended already')
    : new NotFoundError('There is no such exception');
}

async function whyNotForUser(
  usages: UsageReader,
  { account, id }: UserKey,
): Promise<Error> {
  const usage = await usages.get(account, id);
  if (!usage) {
    return new NotFoundError('There is no such Lucid user');
  }
  return usage.exception?.rule
    ? new ConflictError(
        'The exception of this Lucid user is a rule, and holds for others, too: end the rule',
      )
    : new NotFoundError('No exception holds for this Lucid user');
}
