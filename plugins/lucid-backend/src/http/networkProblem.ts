import { LucidApi } from './LucidApi';
import { errorCode } from './scrubbedCause';

/** What to say of a request that got no whole answer, and whether to try again. */
export interface NetworkProblem {
  message: string;
  retry: boolean;
}

const hintsFor = (baseUrlKey: string): Record<string, string> => ({
  ENOTFOUND: `The name of the host is not known. Check ${baseUrlKey} and the DNS of this machine.`,
  EAI_AGAIN: 'The DNS of this machine does not answer.',
  ECONNREFUSED: `The connection was refused. Check ${baseUrlKey}.`,
  ECONNRESET: 'The connection was reset.',
  UND_ERR_SOCKET: 'The connection was closed before the answer was complete.',
  UND_ERR_CONNECT_TIMEOUT:
    'No connection came about in time. Check whether a firewall or proxy is in between.',
  UND_ERR_HEADERS_TIMEOUT: 'No answer came in time.',
  UND_ERR_BODY_TIMEOUT: 'The answer stopped coming.',
});

const CERTIFICATE =
  /^(?:ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** Puts the error of a connection into words. */
export function networkProblem(
  error: unknown,
  { baseUrlKey }: Pick<LucidApi, 'baseUrlKey'>,
): NetworkProblem {
  const code = errorCode(error) ?? 'unknown';
  if (CERTIFICATE.test(code)) {
    return {
      message: `The TLS certificate is not trusted (${code}). Check ${baseUrlKey}, or add the certificate of your proxy by NODE_EXTRA_CA_CERTS.`,
      retry: false,
    };
  }
  const hint = hintsFor(baseUrlKey)[code] ?? 'The connection failed.';
  return { message: `${hint} (${code})`, retry: true };
}
