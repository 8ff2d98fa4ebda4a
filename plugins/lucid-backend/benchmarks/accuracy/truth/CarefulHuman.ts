import { MailHolder, Person, isAccount } from '../directory/Account';
import { MailSystem } from '../directory/MailSystem';
import { shownId } from '../directory/renderEntity';
import { Login, addressOf, isPerson } from '../lucid/Login';
import { CatalogView, Entry } from './CatalogView';
import { Evidence, EvidenceKind } from './Evidence';
import { Phenomenon } from './Phenomenon';
import { Verdict } from './Verdict';
import { visibleTraits } from './visibleTraits';

interface Finding extends Pick<Verdict, 'state' | 'entityRefs'> {
  /** What made it hard to find. */
  obstacle?: Phenomenon;
}

/** What was true of a Lucid user when it was looked at before. */
interface Memory extends Finding {
  owner: Login['owner'];
  /** Of the entity it belonged to. */
  directoryIds: string[];
}

/**
 * Knows whose every Lucid user is, and says what somebody could know who looks at
 * Lucid and the catalog as they are, and remembers how they were.
 */
export class CarefulHuman {
  readonly #mail: MailSystem<MailHolder>;
  readonly #isThere: (person: Person) => boolean;
  readonly #memories = new Map<string, Memory>();

  /** @param options - `isThere` says who works there, whatever the catalog shows */
  constructor(options: {
    mail: MailSystem<MailHolder>;
    isThere: (person: Person) => boolean;
  }) {
    this.#mail = options.mail;
    this.#isThere = options.isThere;
  }

  /** The truth about each of the Lucid users, by id. */
  judge(logins: readonly Login[], catalog: CatalogView): Map<string, Verdict> {
    const evidence = new Evidence(catalog, this.#mail);
    const verdicts = new Map<string, Verdict>();
    for (const login of logins) {
      this.#passOn(login);
      const finding = this.#find(login, catalog, evidence);
      verdicts.set(login.id, {
        state: finding.state,
        entityRefs: finding.entityRefs,
        phenomena: this.#phenomena(login, catalog, finding),
      });
      this.#remember(login, finding, catalog);
    }
    return verdicts;
  }

  /** Whoever reads the mail of its address can open it. */
  #passOn(login: Login): void {
    const holder = this.#mail.holderOf(addressOf(login));
    if (holder) {
      login.owner = isAccount(holder) ? holder.person : holder;
    }
  }

  #find(login: Login, catalog: CatalogView, evidence: Evidence): Finding {
    const { owner } = login;
    if (owner === 'outsider') {
      return nobody();
    }
    if (!isPerson(owner)) {
      return this.#findShared(login, catalog);
    }
    const own = catalog.of(owner);
    if (own.length === 0) {
      return this.#findFormer(login, owner, evidence);
    }
    const { entries, kind } = evidence.of(
      login,
      this.#seenBefore(login, catalog),
    );
    if (!entries.some(({ person }) => person === owner)) {
      return { state: 'unknowable', entityRefs: refsOf(own) };
    }
    return {
      state: entries.length === 1 ? 'detected' : 'ambiguous',
      entityRefs: refsOf(entries),
      obstacle:
        kind === 'seen-before'
          ? this.#memories.get(login.id)?.obstacle
          : obstacleOf(kind),
    };
  }

  /** Several who give an address as theirs may all use it; one alone proves nothing. */
  #findShared(login: Login, catalog: CatalogView): Finding {
    const listedBy = catalog.showing(addressOf(login));
    if (listedBy.length > 1) {
      return { state: 'ambiguous', entityRefs: refsOf(listedBy) };
    }
    const before = this.#memories.get(login.id);
    return listedBy.length === 1 || before?.state === 'unknowable'
      ? { state: 'unknowable', entityRefs: refsOf(listedBy) }
      : nobody();
  }

  #findFormer(login: Login, owner: Person, evidence: Evidence): Finding {
    const memory = this.#memories.get(login.id);
    const before = memory?.owner === owner ? memory : undefined;
    // Somebody who copied the entity is still there, and claims the Lucid user.
    if (evidence.of(login, []).kind === 'explicit') {
      return unknowable();
    }
    switch (before?.state) {
      case 'detected':
      case 'ambiguous':
      case 'leaver':
        return { ...before, state: 'leaver' };
      case 'unknowable':
        return unknowable();
      default:
        return evidence.lookalikes(login).length
          ? { ...unknowable(), obstacle: 'lookalike' }
          : nobody();
    }
  }

  /** The entity it belonged to, or one that shows the same id of the directory. */
  #seenBefore(login: Login, catalog: CatalogView): Entry[] {
    const before = this.#memories.get(login.id);
    if (before?.state !== 'detected' || before.owner !== login.owner) {
      return [];
    }
    const again = [
      ...before.directoryIds.flatMap(id => catalog.withDirectoryId(id)),
      ...before.entityRefs.flatMap(ref => catalog.withRef(ref)),
    ];
    return [...new Set(again)].filter(({ person }) => person === login.owner);
  }

  #phenomena(
    login: Login,
    catalog: CatalogView,
    { state, entityRefs, obstacle }: Finding,
  ): Phenomenon[] {
    const { owner } = login;
    const entries = entityRefs.flatMap(ref => catalog.withRef(ref));
    const phenomena = new Set<Phenomenon>([
      ...login.story,
      ...(isPerson(owner) ? owner.story : []),
      ...visibleTraits(login, entries, catalog),
      ...(obstacle ? [obstacle] : []),
    ]);
    if (state === 'leaver') {
      phenomena.add('leaver');
    } else if (isPerson(owner) && catalog.of(owner).length === 0) {
      phenomena.add(this.#isThere(owner) ? 'entity-name-taken' : 'left-before');
    }
    if (phenomena.has('name-change')) {
      // Another name is no other way to write it.
      phenomena.delete('transliteration');
    }
    return phenomena.size ? [...phenomena].sort() : ['ordinary'];
  }

  #remember(login: Login, finding: Finding, catalog: CatalogView): void {
    const entries = finding.entityRefs.flatMap(ref => catalog.withRef(ref));
    this.#memories.set(login.id, {
      ...finding,
      owner: login.owner,
      directoryIds: entries.flatMap(({ account }) => shownId(account) ?? []),
    });
  }
}

function nobody(): Finding {
  return { state: 'undetected', entityRefs: [] };
}

function unknowable(): Finding {
  return { state: 'unknowable', entityRefs: [] };
}

function obstacleOf(kind: EvidenceKind): Phenomenon | undefined {
  return kind === 'name-alone' ? kind : undefined;
}

function refsOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(({ ref }) => ref))].sort();
}
