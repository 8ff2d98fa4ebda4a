import { Request } from 'express';

/** Whether something is to be changed, and not only read. */
export function isWrite({ method }: Request): boolean {
  return ['POST', 'PUT', 'DELETE'].includes(method);
}
