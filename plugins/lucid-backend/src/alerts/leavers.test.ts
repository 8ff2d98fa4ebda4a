import { Knex } from 'knex';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { createTestStore, databases } from '../__testUtils__/databases';
import { AlertRuleConfig } from '../config/AlertsConfig';
import { readGoingOn } from '../store/alerts/AlertLedger';
import { AlertEvaluator } from './AlertEvaluator';

jest.setTimeout(120_000);

const RULE: AlertRuleConfig = {
  rule: 'leaver-with-licence',
  severity: 'normal',
  recipients: ['user:default/jane'],
};

const IDS = Array.from({ length: 310 }, (_, index) => String(index + 1));

describe.each(databases.eachSupportedId())(
  'many leavers, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;
    let evaluator: AlertEvaluator;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex);
      harness.lucid.add(
        ...IDS.map(id => lucidUser(id, { email: `person.${id}@example.com` })),
      );
      evaluator = new AlertEvaluator({
        knex,
        config: { rules: [RULE], pagePath: '/lucid' },
        accounts: ['default'],
        readPools: async () => [],
      });
    });

    /** Lets only so many of the first stay in the catalog. */
    async function stay(count: number): Promise<void> {
      harness.catalogUsers = IDS.slice(0, count).map(id =>
        catalogUser(`person-${id}`, `person.${id}@example.com`),
      );
      await harness.sync();
    }

    const told = () =>
      knex('alert_notifications').orderBy('notification_id').pluck('title');

    it('are 300 alerts at a time, told of by one notification', async () => {
      await stay(IDS.length);
      await evaluator.evaluate(new Date());
      expect(await told()).toEqual([]);

      await stay(0);
      const { raised } = await evaluator.evaluate(new Date());
      expect(raised).toHaveLength(300);
      expect(await told()).toEqual([
        '300 or more leavers still hold a Lucid licence',
      ]);

      // Nobody is new: the others wait for their turn.
      expect(await evaluator.evaluate(new Date())).toEqual({
        raised: [],
        ended: [],
      });

      await stay(100);
      const back = await evaluator.evaluate(new Date());
      expect(back.raised.length + 300 - back.ended.length).toBe(210);
      expect(await readGoingOn(knex)).toHaveLength(210);
    });

    it('are told of together with those whom nobody was told of yet', async () => {
      await stay(IDS.length);
      await stay(IDS.length - 2);
      await evaluator.evaluate(new Date());
      await stay(IDS.length - 5);
      await evaluator.evaluate(new Date());
      expect(await told()).toEqual(['5 leavers still hold a Lucid licence']);
    });
  },
);
