import { Request } from 'express';

/** Whether the request shows the token as a bearer token. */
export function holdsToken(req: Request, token: string): boolean {
  const [, shown] =
    /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '') ?? [];
  return shown === token;
}
