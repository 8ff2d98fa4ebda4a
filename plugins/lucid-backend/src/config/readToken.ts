import { AccountSection } from './AccountSection';

// Whitespace and control characters could smuggle a second header into the
// request; anything beyond ASCII cannot be sent in a header at all.
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Reads the bearer token; messages never hold any of it. */
export function readToken(section: AccountSection): string {
  const value = section.value('token');
  if (value === undefined) {
    section.problem(
      'token',
      'is missing. Set it to the SCIM token that Lucid shows at Admin > App Integration > SCIM.',
    );
    return '';
  }
  if (typeof value !== 'string') {
    section.problem('token', 'must be text. Put the SCIM token in quotes.');
    return '';
  }
  const token = value.trim();
  if (token === '') {
    section.problem(
      'token',
      'is empty. Set it to the SCIM token that Lucid shows at Admin > App Integration > SCIM.',
    );
    return '';
  }
  if (!VISIBLE_ASCII.test(token)) {
    section.problem(
      'token',
      "holds spaces, line breaks or other characters that no token has. Copy the SCIM token again, without 'Bearer'.",
    );
    return '';
  }
  return token;
}
