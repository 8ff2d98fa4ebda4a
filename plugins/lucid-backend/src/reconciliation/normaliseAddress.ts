/** Longest e-mail address there can be: 64 + @ + 255, RFC 5321 section 4.5.3.1. */
const LONGEST_ADDRESS = 320;

// ASCII without blanks and capitals, in two parts: normal as it is.
const NORMAL = /^[!-@[-~]+@[!-?[-~]+$/;

/**
 * The form of an e-mail address in which two spellings of the same mailbox are
 * equal: Unicode normalised (NFC), without surrounding space, in lower case.
 *
 * Lower case is right for every mail system in use, although RFC 5321 leaves
 * the local part to the receiving host.
 *
 * @returns `undefined` for what is no address.
 */
export function normaliseAddress(address: string): string | undefined {
  if (address.length <= LONGEST_ADDRESS && NORMAL.test(address)) {
    return address;
  }
  const normalised = address.normalize('NFC').trim().toLowerCase();
  const at = normalised.lastIndexOf('@');
  if (
    at < 1 ||
    at === normalised.length - 1 ||
    normalised.length > LONGEST_ADDRESS ||
    /\s/.test(normalised)
  ) {
    return undefined;
  }
  return normalised;
}
