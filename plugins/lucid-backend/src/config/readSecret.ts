import { ConfigSection } from './ConfigSection';

// Whitespace and control characters could smuggle a second header into the
// request; anything beyond ASCII cannot be sent in a header at all.
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** A secret that Lucid gives out, to be shown as a bearer token. */
interface Secret {
  key: 'token' | 'apiKey';
  /** What Lucid calls it. */
  name: string;
  /** What to set it to. */
  origin: string;
}

const TOKEN: Secret = {
  key: 'token',
  name: 'SCIM token',
  origin: 'the SCIM token that Lucid shows at Admin > App Integration > SCIM',
};

const API_KEY: Secret = {
  key: 'apiKey',
  name: 'API key',
  origin:
    'an API key with the grant LicensesAdmin, made in the developer portal of Lucid',
};

/** Reads the SCIM token; messages never hold any of it. */
export function readToken(section: ConfigSection): string {
  if (section.value(TOKEN.key) === undefined) {
    section.problem(TOKEN.key, `is missing. Set it to ${TOKEN.origin}.`);
    return '';
  }
  return readSecret(section, TOKEN);
}

/** Reads the API key, where there is one; messages never hold any of it. */
export function readApiKey(section: ConfigSection): { apiKey?: string } {
  return section.value(API_KEY.key) === undefined
    ? {}
    : { apiKey: readSecret(section, API_KEY) };
}

function readSecret(
  section: ConfigSection,
  { key, name, origin }: Secret,
): string {
  const value = section.value(key);
  if (typeof value !== 'string') {
    section.problem(key, `must be text. Put the ${name} in quotes.`);
    return '';
  }
  const secret = value.trim();
  if (secret === '') {
    section.problem(key, `is empty. Set it to ${origin}.`);
    return '';
  }
  if (!VISIBLE_ASCII.test(secret)) {
    section.problem(
      key,
      `holds spaces, line breaks or other characters that no ${name} has. Copy it again, without 'Bearer'.`,
    );
    return '';
  }
  return secret;
}
