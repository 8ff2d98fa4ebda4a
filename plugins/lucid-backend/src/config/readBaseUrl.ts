import { ConfigSection } from './ConfigSection';

/** A base URL of the configuration, and the secret that is sent to it. */
interface BaseUrl {
  key: 'baseUrl' | 'apiBaseUrl';
  /** Where Lucid serves every account but those of GovSuite. */
  fallback: string;
  secret: 'token' | 'apiKey';
}

/** Where the SCIM API is. */
export const SCIM_BASE_URL: BaseUrl = {
  key: 'baseUrl',
  fallback: 'https://users.lucid.app/scim/v2',
  secret: 'token',
};

/** Where the REST API is. */
export const REST_BASE_URL: BaseUrl = {
  key: 'apiBaseUrl',
  fallback: 'https://api.lucid.co',
  secret: 'apiKey',
};

// The URL parser has normalised every way to write such an address by now.
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads the base URL of an API, without a trailing slash. */
export function readBaseUrl(
  section: ConfigSection,
  { key, fallback, secret }: BaseUrl,
): string {
  const value = section.value(key);
  if (value === undefined) {
    return fallback;
  }
  const problem = (message: string) => {
    section.problem(key, message);
    return fallback;
  };
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return problem(`must be a URL such as ${fallback}.`);
  }
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname)) {
    return problem(
      `must begin with https://, because ${secret} would be readable on its way. Only localhost may be http.`,
    );
  }
  if (url.username || url.password) {
    return problem(
      `must not hold a user name or a password. What Lucid asks for is put in ${secret}.`,
    );
  }
  if (url.search || url.hash) {
    return problem(
      'must end with its path, without a query (?) or a hash (#).',
    );
  }
  return url.href.replace(/\/+$/, '');
}
