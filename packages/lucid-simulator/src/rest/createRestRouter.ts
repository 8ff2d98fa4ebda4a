import { Request, Router } from 'express';
import { holdsToken } from '../bearerToken';
import { Billing } from './Billing';
import { sendRestError } from './sendRestError';

export interface RestRouterOptions {
  billing: Billing;
  /** Asked for in place of the token of SCIM. */
  apiKey: string;
}

const VERSION = '1';
const PAGE_SIZE = 100;

/** Where a list goes on: after the user of this number. */
function encodePageToken(after: number): string {
  return Buffer.from(`after:${after}`).toString('base64url');
}

/** @returns `undefined` where no list has given this out */
function decodePageToken(token: unknown): number | undefined {
  if (token === undefined) {
    return 0;
  }
  const [, after] =
    /^after:(\d+)$/.exec(Buffer.from(`${token}`, 'base64url').toString()) ?? [];
  return after === undefined ? undefined : Number(after);
}

/** The address of the page of a list that follows a user. */
function pageUrl(req: Request, after: number): string {
  const path = `${req.baseUrl}${req.path}`;
  return `${req.protocol}://${req.get(
    'host',
  )}${path}?pageToken=${encodePageToken(after)}`;
}

/** The part of Lucid's REST API that tells of subscriptions. */
export function createRestRouter(options: RestRouterOptions): Router {
  const { billing, apiKey } = options;
  const router = Router();

  router.use((req, res, next) => {
    if (!holdsToken(req, apiKey)) {
      sendRestError(res, 401, 'The API key is missing or not valid');
    } else if (req.header('lucid-api-version') !== VERSION) {
      sendRestError(
        res,
        400,
        `The header Lucid-Api-Version must be ${VERSION}`,
      );
    } else {
      next();
    }
  });

  router.get('/v1/subscriptions', (_req, res) => {
    res.json(billing.subscriptions());
  });

  router.get('/v1/subscriptions/:id/licenses', (req, res) => {
    const id = Number(req.params.id);
    const after = decodePageToken(req.query.pageToken);
    if (!billing.has(id)) {
      sendRestError(res, 404, 'There is no such subscription');
      return;
    }
    if (after === undefined) {
      sendRestError(res, 400, 'The page token is not valid');
      return;
    }
    // One more than a page tells whether there is another.
    const found = billing.licences(id, { after, limit: PAGE_SIZE + 1 });
    const page = found.slice(0, PAGE_SIZE);
    if (found.length > page.length) {
      const last = page[page.length - 1];
      res.setHeader('Link', `<${pageUrl(req, last.userId)}>; rel="next"`);
    }
    res.json(page);
  });

  router.use((req, res) => {
    sendRestError(res, 404, `There is no ${req.method} ${req.path}`);
  });
  return router;
}
