import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LucidService } from 'backstage-plugin-lucid-node';
import { InMemoryLucid } from '../__testUtils__/InMemoryLucid';
import { licenceUsage } from '../__testUtils__/licenceUsage';
import { PublishingRule } from '../publishing/PublishingRule';
import { CatalogMirror } from './CatalogMirror';

/** A catalog that shows at once what it is given, unlike the real one. */
class InstantCatalog {
  readonly entities = new Map<string, Entity>();
  readonly mutations = new Array<{ added: string[]; removed: string[] }>();
  failure: Error | undefined;
  /** Is called before a mutation is applied, and may take its time. */
  beforeMutation: () => Promise<void> = async () => {};

  get mutationSizes(): number[] {
    return this.mutations.map(
      ({ added, removed }) => added.length + removed.length,
    );
  }

  readonly connection = {
    refresh: async () => {},
    applyMutation: async (mutation: EntityProviderMutation) => {
      await this.beforeMutation();
      if (this.failure) {
        throw this.failure;
      }
      if (mutation.type === 'full') {
        throw new Error('A full mutation removes whatever is not in it');
      }
      const removedRefs = mutation.removed.flatMap(removed =>
        'entityRef' in removed ? [removed.entityRef] : [],
      );
      this.mutations.push({
        added: mutation.added.map(({ entity }) => stringifyEntityRef(entity)),
        removed: removedRefs,
      });
      removedRefs.forEach(entityRef => this.entities.delete(entityRef));
      for (const { entity } of mutation.added) {
        this.entities.set(stringifyEntityRef(entity), entity);
      }
    },
  };

  get refs(): string[] {
    return [...this.entities.keys()].sort();
  }
}

function refOf(id: string, account?: string): string {
  return licenceUsage({ id, account }).entityRef;
}

describe('CatalogMirror', () => {
  let catalog: InstantCatalog;
  let lucid: InMemoryLucid;

  /** A backend process that starts now. */
  function startMirror(
    service: LucidService = lucid,
    rule: PublishingRule = { publish: 'all', filter: {} },
  ): CatalogMirror {
    return new CatalogMirror({
      lucid: service,
      catalog: catalogServiceMock({ entities: [...catalog.entities.values()] }),
      auth: mockServices.auth(),
      connection: catalog.connection,
      rule,
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
    });
  }

  beforeEach(() => {
    catalog = new InstantCatalog();
    lucid = new InMemoryLucid();
  });

  it('reads page after page until there is no more', async () => {
    lucid = new InMemoryLucid({ largestPage: 2 });
    const ids = ['1', '2', '3', '4', '5'];
    lucid.put(...ids.map(id => licenceUsage({ id })));
    const mirror = startMirror();
    await mirror.catchUp();
    expect(catalog.refs).toEqual(ids.map(id => refOf(id)));

    lucid.depart(...ids.slice(1).map(id => refOf(id)));
    await mirror.catchUp();
    expect(catalog.refs).toEqual([refOf('1')]);
  });

  it('applies at most 100 changes at once, however large the pages are', async () => {
    const everything = new InMemoryLucid({ largestPage: 5000 });
    for (let id = 0; id < 250; id += 1) {
      everything.put(licenceUsage({ id: String(id) }));
    }

    await startMirror({
      changes: ({ since }) => everything.changes({ since }),
    }).catchUp();

    expect(catalog.mutationSizes).toEqual([100, 100, 50]);
  });

  it('lets the event loop go between the chunks of the first publication', async () => {
    for (let id = 0; id < 500; id += 1) {
      lucid.put(licenceUsage({ id: String(id) }));
    }
    const turns = new Array<number>();
    let turn = 0;
    const clock = setInterval(() => {
      turn += 1;
    }, 0);
    catalog.beforeMutation = async () => {
      turns.push(turn);
      // So long that the clock has something to do as soon as it may.
      const start = performance.now();
      while (performance.now() - start < 5);
    };

    await startMirror().catchUp();
    clearInterval(clock);

    expect(catalog.mutationSizes).toEqual([100, 100, 100, 100, 100]);
    expect(new Set(turns).size).toBe(5);
  });

  it('removes who departs while an audit reads the pages before', async () => {
    lucid = new InMemoryLucid({ largestPage: 1 });
    lucid.put(licenceUsage({ id: '1' }), licenceUsage({ id: '2' }));
    const departingOnThirdRead: LucidService = {
      changes: async request => {
        if (lucid.reads === 2) {
          lucid.depart(refOf('1'));
        }
        return lucid.changes(request);
      },
    };

    await startMirror(departingOnThirdRead).catchUp();

    expect(catalog.refs).toEqual([refOf('2')]);
  });

  it('applies again what the catalog did not take', async () => {
    lucid.put(licenceUsage({ id: '1' }));
    const mirror = startMirror();
    await mirror.catchUp();

    lucid.put(licenceUsage({ id: '2' }));
    catalog.failure = new Error('The database is gone');
    await expect(mirror.catchUp()).rejects.toThrow('The database is gone');
    catalog.failure = undefined;
    await mirror.catchUp();

    expect(catalog.refs).toEqual([refOf('1'), refOf('2')]);
  });

  it('asks for the same changes again until the catalog has taken all of them', async () => {
    const asked = new Array<number>();
    const noting: LucidService = {
      changes: async request => {
        asked.push(request.since);
        return lucid.changes(request);
      },
    };
    lucid.put(licenceUsage({ id: '1' }));
    const mirror = startMirror(noting);
    await mirror.catchUp();
    asked.length = 0;

    for (let id = 2; id <= 151; id += 1) {
      lucid.put(licenceUsage({ id: String(id) }));
    }
    let mutations = 0;
    catalog.beforeMutation = async () => {
      mutations += 1;
      if (mutations === 2) {
        throw new Error('The database is gone');
      }
    };
    await expect(mirror.catchUp()).rejects.toThrow('The database is gone');
    expect(catalog.refs).toHaveLength(101);
    await mirror.catchUp();
    await mirror.catchUp();

    expect(catalog.refs).toHaveLength(151);
    expect(asked).toEqual([1, 1, 151]);
  });

  it('sends by an audit only what differs', async () => {
    const ids = ['same', 'outdated', 'gone'];
    lucid.put(...ids.map(id => licenceUsage({ id })));
    await startMirror().catchUp();
    catalog.mutations.length = 0;

    lucid.put(
      licenceUsage({ id: 'outdated', department: 'Sales' }),
      licenceUsage({ id: 'new' }),
    );
    lucid.depart(refOf('gone'), refOf('never-there'));
    await startMirror().audit();

    expect(catalog.mutations).toEqual([
      { added: [refOf('outdated'), refOf('new')], removed: [refOf('gone')] },
    ]);
    catalog.mutations.length = 0;
    await startMirror().audit();
    expect(catalog.mutations).toEqual([]);
  });

  it('removes by an audit whom the rule does not let in any more', async () => {
    lucid.put(
      licenceUsage({ id: '1', state: 'detected' }),
      licenceUsage({ id: '2', state: 'undetected' }),
      licenceUsage({ id: '3', state: 'ambiguous' }),
    );
    await startMirror().catchUp();

    await startMirror(lucid, { publish: 'detected', filter: {} }).catchUp();

    expect(catalog.refs).toEqual([refOf('1')]);
  });

  it('removes what is left of who is gone, also where nobody is let in any more', async () => {
    lucid.put(licenceUsage({ id: '1' }), licenceUsage({ id: '2' }));
    await startMirror().catchUp();

    lucid.loseEverything();
    lucid.put(licenceUsage({ id: '2', state: 'undetected' }));
    await startMirror(lucid, { publish: 'detected', filter: {} }).catchUp();

    expect(catalog.refs).toEqual([]);
  });

  it('audits again when an audit broke off', async () => {
    lucid.put(licenceUsage({ id: '1' }));
    const mirror = startMirror();
    catalog.failure = new Error('The database is gone');
    await expect(mirror.catchUp()).rejects.toThrow('The database is gone');

    catalog.failure = undefined;
    await mirror.catchUp();

    expect(catalog.refs).toEqual([refOf('1')]);
  });

  it('does no harm by sending again what the catalog does not show yet', async () => {
    lucid.put(licenceUsage({ id: '1' }));
    const starting = [startMirror(), startMirror()];

    await Promise.all(starting.map(mirror => mirror.catchUp()));

    expect(catalog.refs).toEqual([refOf('1')]);
  });

  it('starts anew when the data of the Lucid backend did, and removes who is gone', async () => {
    lucid.put(licenceUsage({ id: '1' }), licenceUsage({ id: '2' }));
    const mirror = startMirror();
    await mirror.catchUp();
    const afterwards = startMirror();
    await afterwards.catchUp();

    lucid.loseEverything();
    lucid.put(licenceUsage({ id: '2' }));
    await afterwards.catchUp();

    expect(catalog.refs).toEqual([refOf('2')]);
  });

  it('keeps the entities of a Lucid account that waits for its first sync', async () => {
    lucid.put(
      licenceUsage({ account: 'emea', id: '1' }),
      licenceUsage({ account: 'apac', id: '1' }),
    );
    await startMirror().catchUp();

    lucid.loseEverything();
    lucid.put(licenceUsage({ account: 'emea', id: '2' }));
    await startMirror().catchUp();

    expect(catalog.refs).toEqual([refOf('1', 'apac'), refOf('2', 'emea')]);
  });

  describe('while the first snapshot of another account is being read', () => {
    const sales = (id: string) =>
      licenceUsage({ account: 'emea', id, department: 'Sales' });

    /** The catalog holds users of `emea`, of whom Lucid has lost the last. */
    async function publishAndLose(...ids: string[]): Promise<void> {
      const usages = ids.map(id => licenceUsage({ account: 'emea', id }));
      lucid.put(...usages);
      await startMirror().catchUp();
      lucid.loseEverything();
      lucid.put(...usages.slice(0, -1));
      catalog.mutations.length = 0;
    }

    it('keeps whoever changes meanwhile, and removes by a later audit who is gone', async () => {
      await publishAndLose('1', '2', 'gone');
      lucid.beginFirstSnapshot();
      lucid.put(sales('2'));
      const mirror = startMirror();

      await mirror.catchUp();
      await mirror.catchUp();
      await mirror.audit();
      expect(catalog.mutations).toEqual([]);

      lucid.put(licenceUsage({ account: 'apac', id: '1' }));
      lucid.endFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.mutations).toEqual([
        { added: [refOf('2', 'emea'), refOf('1', 'apac')], removed: [] },
        { added: [], removed: [refOf('gone', 'emea')] },
      ]);

      const readsBefore = lucid.reads;
      await mirror.catchUp();
      expect(lucid.reads).toBe(readsBefore + 1);
    });

    it('keeps everybody when all of them change meanwhile', async () => {
      await publishAndLose('1', '2', 'gone');
      lucid.beginFirstSnapshot();
      lucid.put(sales('1'), sales('2'));
      const mirror = startMirror();

      await mirror.catchUp();
      expect(catalog.mutations).toEqual([]);

      lucid.endFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.refs).toEqual([refOf('1', 'emea'), refOf('2', 'emea')]);
    });

    it('keeps who changes when it begins in the middle of an audit', async () => {
      lucid = new InMemoryLucid({ largestPage: 1 });
      await publishAndLose('1', '2', '3', 'gone');
      const beginningOnThirdRead: LucidService = {
        changes: async request => {
          const page = await lucid.changes(request);
          if (request.since === 1) {
            lucid.beginFirstSnapshot();
            lucid.put(sales('3'));
          }
          return page;
        },
      };

      await startMirror(beginningOnThirdRead).audit();

      expect(catalog.mutations).toEqual([]);
    });

    it('applies what differs among those who can be seen, and every change that comes to be seen', async () => {
      await publishAndLose('1', '2', 'gone');
      lucid.put(sales('1'));
      lucid.beginFirstSnapshot();
      lucid.put(sales('2'));
      const mirror = startMirror();

      await mirror.catchUp();
      expect(catalog.mutations).toEqual([
        { added: [refOf('1', 'emea')], removed: [] },
      ]);

      // That one is over, and the one of a third account has begun.
      lucid.beginFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.mutations.slice(1)).toEqual([
        { added: [refOf('2', 'emea')], removed: [] },
      ]);
      expect(catalog.refs).toContain(refOf('gone', 'emea'));
    });

    it('publishes for the first time who can be seen, and the others once they can', async () => {
      const mirror = startMirror();
      lucid.beginFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.refs).toEqual([]);

      lucid.endFirstSnapshot();
      lucid.put(licenceUsage({ account: 'emea', id: '1' }));
      lucid.beginFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.refs).toEqual([refOf('1', 'emea')]);

      lucid.put(licenceUsage({ account: 'apac', id: '1' }));
      await mirror.catchUp();
      expect(catalog.refs).toEqual([refOf('1', 'emea')]);

      lucid.endFirstSnapshot();
      await mirror.catchUp();
      expect(catalog.refs).toEqual([refOf('1', 'apac'), refOf('1', 'emea')]);
    });
  });

  it('leaves entities of this kind alone that are not its own', async () => {
    const handWritten: Entity = {
      apiVersion: 'lucid.co/v1alpha1',
      kind: 'LicenceUsage',
      metadata: {
        name: 'default.written-by-hand',
        etag: 'of-the-catalog',
        annotations: {
          'backstage.io/managed-by-origin-location':
            'url:https://example.com/lucid.yaml',
        },
      },
    };
    catalog.entities.set(stringifyEntityRef(handWritten), handWritten);
    lucid.put(licenceUsage({ id: '1' }));

    await startMirror().catchUp();

    expect(catalog.refs).toEqual([refOf('1'), stringifyEntityRef(handWritten)]);
  });

  it('fails when it is promised more changes but given none', async () => {
    const promising: LucidService = {
      changes: async () => ({ items: [], revision: 5, more: true }),
    };

    await expect(startMirror(promising).catchUp()).rejects.toThrow(
      'The Lucid backend has more changes after revision 5, but does not give them',
    );
  });
});
