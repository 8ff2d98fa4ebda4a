import {
  asciiDomain,
  halvesOf,
  localKey,
  sameText,
} from '../directory/addresses';
import { shownAddresses } from '../directory/renderEntity';
import { Login } from '../lucid/Login';
import { nameKey } from '../people/PersonName';
import { CatalogView, Entry } from './CatalogView';
import { addressesOf } from './Evidence';
import { Phenomenon } from './Phenomenon';

/** How Lucid and the catalog write the same thing differently, and what else strikes the eye. */
export function visibleTraits(
  login: Login,
  entries: readonly Entry[],
  catalog: CatalogView,
): Phenomenon[] {
  const [entry] = entries;
  if (!entry) {
    return [];
  }
  const { displayName } = entry.account.listing;
  const { email } = entry.account.listing;
  const traits: Phenomenon[] = spellings(addressesOf(login), entry);
  if (!email) {
    traits.push('no-address-in-catalog');
  } else if (
    addressesOf(login).some(
      address =>
        sameText(address) !== sameText(email) &&
        shownAddresses(entry.account).some(
          shown => sameText(shown) === sameText(address),
        ),
    )
  ) {
    traits.push('annotated-address');
  } else if (!showsAny(login, entry)) {
    traits.push('other-address-in-catalog');
  }
  if (displayName && catalog.named(displayName).length > 1) {
    traits.push('namesake');
  }
  if (
    displayName &&
    login.fullName &&
    nameKey(login.fullName) !== nameKey(displayName)
  ) {
    traits.push('transliteration');
  }
  return traits;
}

/** Whether one of the addresses is shown, if only with another domain or tag. */
function showsAny(login: Login, { account }: Entry): boolean {
  const shown = new Set(shownAddresses(account).map(localKey));
  return addressesOf(login).some(address => shown.has(localKey(address)));
}

/** Differences between the address in Lucid that opens it and the one in the catalog that is likest. */
function spellings([address]: string[], { account }: Entry): Phenomenon[] {
  const shown = shownAddresses(account).find(
    other => address && localKey(other) === localKey(address),
  );
  if (!shown || shown === address) {
    return [];
  }
  const [ours, theirs] = [address, shown].map(halvesOf);
  const traits: Phenomenon[] = [];
  if (address.includes('+') !== shown.includes('+')) {
    traits.push('plus-address');
  }
  if (asciiDomain(ours.domain) !== asciiDomain(theirs.domain)) {
    traits.push('domain-alias');
  } else if (ours.domain.toLowerCase() !== theirs.domain.toLowerCase()) {
    traits.push('idn-domain');
  }
  if (
    address.normalize('NFC') !== address ||
    shown.normalize('NFC') !== shown
  ) {
    traits.push('unicode-form');
  }
  if (
    ours.local.normalize('NFC').replace(/\+.*/, '') !==
    theirs.local.normalize('NFC').replace(/\+.*/, '')
  ) {
    traits.push('letter-case');
  }
  return traits;
}
