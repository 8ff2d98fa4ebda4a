import { ErrorRequestHandler } from 'express';
import { describeFailure } from '../sync/describeFailure';

/**
 * Keeps what a database says from whoever asks, and from the log: its message
 * holds the statement with its values, among them what was searched for.
 */
export function hideDatabaseErrors(): ErrorRequestHandler {
  return (error, _req, _res, next) => {
    const { name, message } = describeFailure(error);
    next(
      name === 'DatabaseError'
        ? Object.assign(new Error(message), { name })
        : error,
    );
  };
}
