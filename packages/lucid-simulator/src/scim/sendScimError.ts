import { Response } from 'express';
import { ERROR_SCHEMA } from './schemaIds';

/** Answers with a SCIM error; SCIMMY's own knows neither 429 nor 502. */
export function sendScimError(
  res: Response,
  status: number,
  detail: string,
): void {
  res
    .status(status)
    .type('application/scim+json')
    .send(
      JSON.stringify({ schemas: [ERROR_SCHEMA], status: `${status}`, detail }),
    );
}
