import { AccountSection } from './AccountSection';

/** Where Lucid serves every account but those of GovSuite. */
export const DEFAULT_BASE_URL = 'https://users.lucid.app/scim/v2';

// The URL parser has normalised every way to write such an address by now.
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads the base URL of the SCIM API, without a trailing slash. */
export function readBaseUrl(section: AccountSection): string {
  const value = section.value('baseUrl');
  if (value === undefined) {
    return DEFAULT_BASE_URL;
  }
  const problem = (message: string) => {
    section.problem('baseUrl', message);
    return DEFAULT_BASE_URL;
  };
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return problem(`must be a URL such as ${DEFAULT_BASE_URL}.`);
  }
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname)) {
    return problem(
      'must begin with https://, because the token would be readable on its way. Only localhost may be http.',
    );
  }
  if (url.username || url.password) {
    return problem(
      'must not hold a user name or a password. Put the SCIM token in token instead.',
    );
  }
  if (url.search || url.hash) {
    return problem(
      'must end with its path, without a query (?) or a hash (#).',
    );
  }
  return url.href.replace(/\/+$/, '');
}
