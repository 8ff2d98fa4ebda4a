import { ErrorRequestHandler } from 'express';
import { withoutStatement } from '../failures/withoutStatement';

/**
 * Keeps what a database says from whoever asks, and from the log: its message
 * holds the statement with its values, among them what was searched for.
 */
export function hideDatabaseErrors(): ErrorRequestHandler {
  return (error, _req, _res, next) => {
    next(withoutStatement(error));
  };
}
