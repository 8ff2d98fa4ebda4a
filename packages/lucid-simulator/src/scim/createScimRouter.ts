import { Router } from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { LucidAccount } from '../account/LucidAccount';
import { holdsToken } from '../bearerToken';
import { UserShape } from './renderUser';
import { ScimContext, declareResources } from './resources';
import { declareSchemas } from './schemas';
import { sendScimError } from './sendScimError';

export interface ScimRouterOptions {
  account: LucidAccount;
  token: string;
  shape: UserShape;
  onPageRead(): void;
}

declareResources();
declareSchemas();

/** The part of Lucid's SCIM API that reads. */
export function createScimRouter(options: ScimRouterOptions): Router {
  const { account, token, shape, onPageRead } = options;
  const router = Router();

  router.use((req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      next();
    } else {
      sendScimError(res, 501, 'The simulated account can only be read');
    }
  });

  // Schemes add up in SCIMMY's configuration, which outlives each simulator.
  SCIMMY.Config.set('authenticationSchemes', []);
  router.use(
    new SCIMMYRouters({
      type: 'bearer',
      docUri: 'https://developer.lucid.co/reference/scim-overview',
      handler: req => {
        if (!holdsToken(req, token)) {
          throw new Error('The bearer token is missing or not valid');
        }
        return '';
      },
      baseUri: req => `${req.protocol}://${req.get('host')}`,
      context: (req): ScimContext => ({
        account,
        shape,
        baseUrl: `${req.protocol}://${req.get('host')}${req.baseUrl.replace(
          /\/(Users|Groups)$/,
          '',
        )}`,
        onPageRead,
      }),
    }),
  );
  // The routers announce everything that SCIMMY can do; Lucid does less.
  SCIMMY.Config.set({
    patch: true,
    bulk: false,
    sort: false,
    etag: true,
    filter: { supported: true, maxResults: 100 },
  });
  return router;
}
