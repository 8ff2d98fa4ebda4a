import express, { ErrorRequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { LucidAccount, UserNameTaken } from '../account/LucidAccount';
import { holdsToken } from '../bearerToken';
import { Billing } from '../rest/Billing';
import {
  addUserSchema,
  billedSchema,
  licencesSchema,
  listUsersSchema,
  lucidIdSchema,
  resetSchema,
  subscriptionSchema,
  toNewUser,
} from './requests';

export interface AdminRouterOptions {
  account: LucidAccount;
  billing: Billing;
  token: string;
}

class BadRequest extends Error {
  readonly status = 400;
}

function sendError(res: Response, status: number, message: string): void {
  res.status(status).json({ error: { status, message } });
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new BadRequest(z.prettifyError(parsed.error));
  }
  return parsed.data;
}

function sendFound<T>(res: Response, id: string, found: T | undefined): void {
  if (found === undefined) {
    sendError(res, 404, `There is no user ${id}`);
  } else {
    res.json(found);
  }
}

const sendAsError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof UserNameTaken) {
    sendError(res, 409, error.message);
  } else {
    sendError(res, error.status ?? 500, error.message);
  }
};

/** Changes the account behind the back of SCIM, as Lucid's admins would. */
export function createAdminRouter(options: AdminRouterOptions): Router {
  const { account, billing, token } = options;
  const router = Router();

  router.use((req, res, next) => {
    if (holdsToken(req, token)) {
      next();
    } else {
      sendError(res, 401, 'The bearer token is missing or not valid');
    }
  });
  router.use(express.json());

  router.get('/users', (req, res) => {
    const { startIndex, count } = parse(listUsersSchema, req.query);
    const users = account.allUsers;
    const start = startIndex - 1;
    const end = count === undefined ? users.length : start + count;
    res.json({ totalUsers: users.length, users: users.slice(start, end) });
  });

  router.post('/users', (req, res) => {
    const user = account.add(toNewUser(parse(addUserSchema, req.body)));
    res.status(201).json(user);
  });

  router.get('/users/:id', (req, res) => {
    sendFound(res, req.params.id, account.findUser(req.params.id));
  });

  router.delete('/users/:id', (req, res) => {
    if (account.delete(req.params.id)) {
      res.status(204).end();
    } else {
      sendError(res, 404, `There is no user ${req.params.id}`);
    }
  });

  router.post('/users/:id/deactivate', (req, res) => {
    sendFound(res, req.params.id, account.setActive(req.params.id, false));
  });

  router.post('/users/:id/reactivate', (req, res) => {
    sendFound(res, req.params.id, account.setActive(req.params.id, true));
  });

  router.put('/users/:id/licences', (req, res) => {
    const licences = parse(licencesSchema, req.body);
    sendFound(res, req.params.id, account.setLicences(req.params.id, licences));
  });

  // Whoever was deleted may be billed, too, so nobody has to be there.
  router.put('/users/:id/billed', (req, res) => {
    const { billed } = parse(billedSchema, req.body);
    billing.setBilled(parse(lucidIdSchema, req.params.id), billed ?? undefined);
    res.status(204).end();
  });

  router.get('/subscription', (_req, res) => {
    res.json(billing.terms);
  });

  router.put('/subscription', (req, res) => {
    billing.setTerms(parse(subscriptionSchema, req.body));
    res.json(billing.terms);
  });

  router.post('/reset', (req, res) => {
    billing.reset();
    account.reset(parse(resetSchema, req.body ?? {}).daysAgo);
    res.status(204).end();
  });

  router.use((req, res) => {
    sendError(res, 404, `There is no ${req.method} ${req.path}`);
  });
  router.use(sendAsError);
  return router;
}
