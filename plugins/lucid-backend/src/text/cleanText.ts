// Line breaks and tabs separate words; other control characters, NUL among
// them, mean nothing and PostgreSQL refuses NUL. Embedding, override and
// isolate marks would turn around the text that follows them on the page;
// plain right-to-left marks are part of names and stay.
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const MEANINGLESS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const NEEDS_CLEANING = /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/u;

const SPACE = 0x20;
const TILDE = 0x7e;

/**
 * Nearly all text is printable ASCII without blanks around it, and stays as it
 * is. A loop has told that before a regular expression has even begun.
 */
function isPrintableAscii(text: string): boolean {
  const last = text.length - 1;
  if (last < 0 || text[0] === ' ' || text[last] === ' ') {
    return false;
  }
  for (let index = 0; index <= last; index += 1) {
    const code = text.charCodeAt(index);
    if (code < SPACE || code > TILDE) {
      return false;
    }
  }
  return true;
}

/**
 * Text as it can be stored and shown: well-formed, without control characters,
 * trimmed. `undefined` where nothing is left.
 */
export function cleanText(text: string): string | undefined {
  if (isPrintableAscii(text)) {
    return text;
  }
  const plain = NEEDS_CLEANING.test(text)
    ? text
        .replace(BREAKS, ' ')
        .replace(MEANINGLESS, '')
        .replace(LONE_SURROGATES, '\ufffd')
    : text;
  return plain.trim() || undefined;
}

/** {@link cleanText}, cut to a number of UTF-16 code units, for text that is only shown. */
export function cleanLabel(text: string, limit: number): string | undefined {
  const clean = cleanText(text);
  if (clean === undefined || clean.length <= limit) {
    return clean;
  }
  // Cutting a surrogate pair in two leaves half of it: leave out both.
  return clean.slice(0, limit).replace(LONE_SURROGATES, '').trim();
}

/**
 * {@link cleanText} for text that identifies something. It is left out where
 * it is too long: cut, it would identify something else.
 */
export function cleanKey(text: string, limit: number): string | undefined {
  const clean = cleanText(text);
  return clean !== undefined && clean.length <= limit ? clean : undefined;
}
