import { describeFailure } from './describeFailure';

/** The error to throw to where it is logged or answered: itself, unless a database failed. */
export function withoutStatement(error: unknown): unknown {
  const { name, message } = describeFailure(error);
  return name === 'DatabaseError'
    ? Object.assign(new Error(message), { name })
    : error;
}
