import { RequestHandler } from 'express';
import { isWrite } from './isWrite';
import { noParameters, parseParameters } from './parameters';

/** What changes something is told all of it in its path and its body. */
export function refuseQueryOfWrites(): RequestHandler {
  return (req, _res, next) => {
    if (isWrite(req)) {
      parseParameters(noParameters, req.query);
    }
    next();
  };
}
