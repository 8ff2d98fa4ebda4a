import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Response } from 'express';

/** Answers with an error as Lucid's REST API does. */
export function sendRestError(
  res: Response,
  status: number,
  message: string,
): void {
  const words = (STATUS_CODES[status] ?? 'Error').replace(/\W/g, '');
  res.status(status).json({
    code: words[0].toLowerCase() + words.slice(1),
    message,
    requestId: randomUUID(),
  });
}
