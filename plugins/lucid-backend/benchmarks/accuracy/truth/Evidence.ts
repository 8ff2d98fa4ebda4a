import { MailHolder } from '../directory/Account';
import {
  ACME_DOMAINS,
  halvesOf,
  isCompanyAddress,
  localKey,
} from '../directory/addresses';
import { MailSystem } from '../directory/MailSystem';
import { shownAddresses } from '../directory/renderEntity';
import { Login, addressOf, isPerson } from '../lucid/Login';
import { isSameName, nameKey } from '../people/PersonName';
import { CatalogView, Entry } from './CatalogView';

/** What shows whose a Lucid user is, the strongest first. */
export type EvidenceKind =
  | 'explicit'
  | 'address'
  | 'directory-id'
  | 'seen-before'
  | 'sign-in-name'
  | 'name-alone'
  | 'none';

/** Whom evidence points at. */
export interface Pointer {
  kind: EvidenceKind;
  entries: readonly Entry[];
}

/**
 * What somebody finds who looks through the catalog with care for the owner of a
 * Lucid user. Whose it is, is known beforehand; this only says what there is to
 * be seen, and whom it points at.
 */
export class Evidence {
  readonly #catalog: CatalogView;
  readonly #mail: MailSystem<MailHolder>;

  constructor(catalog: CatalogView, mail: MailSystem<MailHolder>) {
    this.#catalog = catalog;
    this.#mail = mail;
  }

  /** The strongest kind of evidence, and whom it points at. */
  of(login: Login, seenBefore: readonly Entry[]): Pointer {
    const kinds: [EvidenceKind, () => readonly Entry[]][] = [
      ['explicit', () => this.#explicit(login)],
      ...addressesOf(login).map(
        (address): [EvidenceKind, () => readonly Entry[]] => [
          'address',
          () => this.#address(address),
        ],
      ),
      ['directory-id', () => this.#directoryId(login)],
      ['seen-before', () => seenBefore],
      ['sign-in-name', () => this.#signInName(login)],
      ['name-alone', () => this.#uniqueName(login)],
    ];
    for (const [kind, look] of kinds) {
      const found = new Set(look());
      if (found.size) {
        return { kind, entries: [...found] };
      }
    }
    return { kind: 'none', entries: [] };
  }

  /** Somebody has written it into the catalog. */
  #explicit(login: Login): readonly Entry[] {
    return [login.id, ...addressesOf(login)].flatMap(value =>
      this.#catalog.annotatedWith(value),
    );
  }

  /** The catalog shows the address, or the same name at a domain of the same mailboxes. */
  #address(address: string): readonly Entry[] {
    const shown = this.#catalog.showing(address);
    const holder = this.#mail.holderOf(address);
    if (shown.length || !holder) {
      return shown;
    }
    return this.#catalog
      .showingLocalPart(address)
      .filter(({ account }) =>
        shownAddresses(account).some(
          other =>
            localKey(other) === localKey(address) &&
            this.#mail.holderOf(other) === holder,
        ),
      );
  }

  /**
   * Somebody of the same name whose address is the same in another domain of the
   * same mailboxes, so that they look like one: the mail of one of them went
   * elsewhere once, of which there is no trace any more.
   */
  lookalikes(login: Login): readonly Entry[] {
    const { fullName, owner } = login;
    const address = addressOf(login);
    if (!isAcmeAddress(address)) {
      return [];
    }
    return this.#catalog
      .showingLocalPart(address)
      .filter(({ account }) =>
        shownAddresses(account).some(
          other =>
            isAcmeAddress(other) && localKey(other) === localKey(address),
        ),
      )
      .filter(
        ({ account, person }) =>
          fullName === undefined ||
          nameKey(fullName) === nameKey(account.displayName) ||
          (isPerson(owner) && isSameName(owner.name, person.name)),
      );
  }

  #directoryId({ externalId }: Login): readonly Entry[] {
    return externalId ? this.#catalog.withDirectoryId(externalId) : [];
  }

  /** The catalog calls somebody of this name by the name to sign in with. */
  #signInName(login: Login): readonly Entry[] {
    const { userName, fullName } = login;
    const names = new Set([userName, halvesOf(userName).local]);
    return (fullName ? this.#catalog.named(fullName) : []).filter(
      ({ entity }) => names.has(entity.metadata.name),
    );
  }

  /**
   * An address of the company, nobody else of that name, and no address that would
   * speak against it. Where the catalog shows another address, most of those who
   * look like that are somebody else: a namesake who has left.
   */
  #uniqueName(login: Login): readonly Entry[] {
    const { fullName } = login;
    const holder = addressesOf(login)
      .filter(isCompanyAddress)
      .map(address => this.#mail.holderOf(address))
      .find(Boolean);
    if (!fullName || !holder || nameKey(fullName) === '') {
      return [];
    }
    const named = this.#catalog.named(fullName);
    return named.length === 1 && shownAddresses(named[0].account).length === 0
      ? named
      : [];
  }
}

function isAcmeAddress(address: string): boolean {
  const domain = halvesOf(address).domain.toLowerCase();
  return ACME_DOMAINS.some(own => own === domain);
}

/** The addresses of a Lucid user, the one that opens it first. */
export function addressesOf({ email, userName, otherEmails }: Login): string[] {
  const names = userName.includes('@') ? [userName] : [];
  return [...new Set([...(email ? [email] : []), ...otherEmails, ...names])];
}
