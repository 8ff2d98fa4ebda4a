// What spreadsheets take for the beginning of a formula, its full-width forms
// among it, which some of them take for the same.
const FORMULA = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';

// What is not to be seen in front of it: spreadsheets may trim it.
const UNSEEN = '[\\s\\p{C}]';

const BEGINS_WITH_FORMULA = new RegExp(
  `^(?:${UNSEEN}*${FORMULA}|[\\t\\n\\r])`,
  'u',
);

// A spreadsheet that expects another separator than the file has, as a German
// one does, lets cells begin in the midst of a text. A line break counts as one
// in any case.
const FORMULA_AFTER_SEPARATOR = new RegExp(
  `[,;|\\t\\n\\r](?=${UNSEEN}*${FORMULA})`,
  'gu',
);

/**
 * Keeps spreadsheets from running what somebody has put into a name, by an
 * apostrophe in front of it, as OWASP advises against CSV injection. Such a text
 * does not read as it did: `-x` becomes `'-x`.
 */
export function defuseFormulas(text: string): string {
  const defused = text.replace(FORMULA_AFTER_SEPARATOR, "$&'");
  return BEGINS_WITH_FORMULA.test(text) ? `'${defused}` : defused;
}
