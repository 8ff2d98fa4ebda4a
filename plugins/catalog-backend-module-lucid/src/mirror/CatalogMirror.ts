import { setImmediate as nextTurn } from 'node:timers/promises';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { RevisedUsage, RevisedUsagePage } from 'backstage-plugin-lucid-common';
import { LucidService } from 'backstage-plugin-lucid-node';
import { PublishingRule } from '../publishing/PublishingRule';
import { CatalogComparison, HeldEntity } from './CatalogComparison';
import { Publication, publicationOf } from './publication';
import { readHeldEntities } from './readHeldEntities';

const LOCATION_KEY = 'lucid-licence-usage';

// A page is understood, and made into entities, in one turn of the event loop.
const PAGE_SIZE = 200;

// On SQLite, the catalog applies a mutation without letting go of the event
// loop, at up to half a millisecond for each entity.
const MUTATION_SIZE = 100;

/**
 * Makes the catalog hold what the Lucid backend knows.
 *
 * Where the catalog stands is not written down anywhere: an audit finds it out
 * by comparing the catalog itself with everything that the Lucid backend knows.
 * From there on only what changes is read and applied, and the revision reached
 * is kept in memory.
 *
 * What is applied is only ever a delta, and applying one twice changes nothing.
 * So it does no harm that several backends do the same, that an entity is sent
 * again because the catalog does not show it yet, or that a run is repeated
 * after a failure: the revision moves on only when the catalog took the change.
 */
export class CatalogMirror {
  readonly #lucid: LucidService;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #connection: EntityProviderConnection;
  readonly #rule: PublishingRule;
  readonly #logger: LoggerService;
  readonly #signal: AbortSignal;
  #revision: number | undefined;
  /** The last audit did not see everybody, and removed nobody for that. */
  #owesAudit = false;

  constructor(options: {
    lucid: LucidService;
    catalog: CatalogService;
    auth: AuthService;
    connection: EntityProviderConnection;
    /** Which Lucid users the catalog is to hold. */
    rule: PublishingRule;
    logger: LoggerService;
    /** Gives up what is being read. */
    signal: AbortSignal;
  }) {
    this.#lucid = options.lucid;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#connection = options.connection;
    this.#rule = options.rule;
    this.#logger = options.logger;
    this.#signal = options.signal;
  }

  /**
   * Applies what changed since the last time. Audits the first time, and as
   * soon as an audit that did not see everybody would.
   */
  async catchUp(): Promise<void> {
    if (this.#rule.publish === 'none') {
      return;
    }
    if (this.#revision === undefined || (await this.#canAuditWhatIsOwed())) {
      await this.audit();
      return;
    }
    for await (const page of this.#changesSince(this.#revision)) {
      if (page.revision < this.#revision) {
        this.#logger.info(
          `The Lucid backend is at revision ${page.revision}, before the ${
            this.#revision
          } reached: it starts anew, and so does the catalog`,
        );
        await this.audit();
        return;
      }
      await this.#apply(this.#publicationsOf(page.items));
      this.#revision = page.revision;
    }
  }

  /**
   * Compares the whole catalog with everything that the Lucid backend knows,
   * and applies the differences. While the Lucid backend leaves somebody out,
   * nobody is removed for not having been mentioned: that is made up for later.
   */
  async audit(): Promise<void> {
    if (this.#rule.publish === 'none') {
      await this.#clear();
      return;
    }
    this.#revision = undefined;
    if (await this.#isNothingKnown()) {
      return;
    }

    // First the catalog, then the changes: an entity that comes into being
    // between the two is in the changes, and is not taken for a superfluous one.
    const comparison = new CatalogComparison(await this.#readHeldEntities());

    let revision = 0;
    let incomplete = false;
    for await (const page of this.#changesSince(0)) {
      await this.#apply(
        this.#publicationsOf(page.items).filter(publication =>
          comparison.differs(publication),
        ),
      );
      revision = page.revision;
      incomplete ||= page.incomplete ?? false;
    }
    if (!incomplete) {
      await this.#apply(comparison.unmentioned());
    }
    this.#owesAudit = incomplete;
    this.#revision = revision;
  }

  /** Asked before the changes: the audit reads and applies them as well. */
  async #canAuditWhatIsOwed(): Promise<boolean> {
    if (!this.#owesAudit) {
      return false;
    }
    const { incomplete } = await this.#read({ since: 0, limit: 1 });
    return !incomplete;
  }

  /** Removes every entity, whoever there is in Lucid. */
  async #clear(): Promise<void> {
    const held = await this.#readHeldEntities();
    await this.#apply([...held.keys()].map(entityRef => ({ entityRef })));
  }

  async #readHeldEntities(): Promise<Map<string, HeldEntity>> {
    return readHeldEntities({
      catalog: this.#catalog,
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }

  /**
   * Before the first sync ever, or after the loss of its data, the Lucid
   * backend knows nobody. That is no reason to remove anybody.
   */
  async #isNothingKnown(): Promise<boolean> {
    const { revision } = await this.#read({ since: 0, limit: 1 });
    return revision === 0;
  }

  async *#changesSince(since: number): AsyncGenerator<RevisedUsagePage> {
    let revision = since;
    let more = true;
    while (more) {
      const page = await this.#read({ since: revision, limit: PAGE_SIZE });
      yield page;
      if (page.more && page.revision <= revision) {
        throw new Error(
          `The Lucid backend has more changes after revision ${revision}, but does not give them`,
        );
      }
      ({ revision, more } = page);
    }
  }

  async #read(request: {
    since: number;
    limit: number;
  }): Promise<RevisedUsagePage> {
    return this.#lucid.changes(request, {
      credentials: await this.#auth.getOwnServiceCredentials(),
      signal: this.#signal,
    });
  }

  #publicationsOf(items: RevisedUsage[]): Publication[] {
    return items.flatMap(item => {
      const publication = publicationOf(item, this.#rule);
      if (publication) {
        return [publication];
      }
      this.#logger.warn(
        item.type === 'current'
          ? `Lucid user ${item.usage.id} of account ${item.usage.account} has no entity: the catalog cannot take the name given to it`
          : `A departed Lucid user of revision ${item.revision} has a name that the catalog cannot take`,
      );
      return [];
    });
  }

  async #apply(publications: Publication[]): Promise<void> {
    for (let start = 0; start < publications.length; start += MUTATION_SIZE) {
      const chunk = publications.slice(start, start + MUTATION_SIZE);
      await this.#connection.applyMutation({
        type: 'delta',
        added: chunk.flatMap(({ entity }) =>
          entity ? [{ entity, locationKey: LOCATION_KEY }] : [],
        ),
        removed: chunk
          .filter(({ entity }) => !entity)
          .map(({ entityRef }) => ({ entityRef, locationKey: LOCATION_KEY })),
      });
      await nextTurn();
    }
  }
}
