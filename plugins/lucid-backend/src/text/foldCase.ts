// eslint-disable-next-line no-control-regex -- ASCII is where these characters are
const ASCII = /^[\x00-\x7f]*$/;

/** Text in the form in which it is compared, sorted and searched. */
export function foldCase(text: string): string {
  // The long way asks ICU, which takes several times as long.
  return ASCII.test(text)
    ? text.toLowerCase()
    : text.normalize('NFC').toLocaleLowerCase('en-US');
}
