import { RequestHandler } from 'express';
import { noParameters, parseParameters } from './parameters';

/** What changes something is told all of it in its path and its body. */
export function refuseQueryOfWrites(): RequestHandler {
  return (req, _res, next) => {
    if (['POST', 'PUT', 'DELETE'].includes(req.method)) {
      parseParameters(noParameters, req.query);
    }
    next();
  };
}
