import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { Columns, insertRows } from './bulkRows';

jest.setTimeout(60_000);

interface Row {
  sync_id: string;
  position: number;
  user_id?: string;
  reason: string;
}

const columns: Columns<Row> = {
  sync_id: 'text',
  position: 'integer',
  user_id: 'text',
  reason: 'text',
};

const NASTY = [
  'a\tb',
  'a\nb\r\nc',
  'C:\\temp\\new',
  '\\N',
  '\\.',
  '',
  'null',
  `it's "quoted", {in, braces}`,
  '日本語 😀 \u202eright to left',
  'x'.repeat(1_000_000),
];

describe.each(databases.eachSupportedId())('bulkRows on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await createTestStore(databaseId);
  });

  beforeEach(async () => {
    await knex('rejected_users').delete();
  });

  afterAll(async () => {
    await knex.destroy();
  });

  function insert(rows: Row[], by: Knex = knex, onConflict?: string) {
    return insertRows(by, {
      table: 'rejected_users',
      columns,
      rows,
      onConflict,
    });
  }

  async function stored(): Promise<Row[]> {
    return knex('rejected_users').orderBy('position').select('*');
  }

  it.each([undefined, 'do nothing'])(
    'writes any text as it is, and what is absent as null (on conflict: %s)',
    async onConflict => {
      const rows = NASTY.map((reason, position) => ({
        sync_id: 's',
        position,
        reason,
        ...(position % 2 === 0 && { user_id: reason.slice(0, 10) }),
      }));

      expect(await insert(rows, knex, onConflict)).toBe(NASTY.length);

      expect(await stored()).toEqual(
        rows.map(row => ({ user_id: null, ...row })),
      );
    },
  );

  it('writes more rows than any statement has parameters', async () => {
    const rows = Array.from({ length: 20_000 }, (_, position) => ({
      sync_id: 's',
      position,
      reason: `reason ${position}`,
    }));

    expect(await insert(rows)).toBe(20_000);

    expect((await stored()).at(-1)).toMatchObject(rows[19_999]);
  });

  it('writes none where one of them is there already, unless told what to do', async () => {
    await insert([{ sync_id: 's', position: 1, reason: 'first' }]);
    const rows = [
      { sync_id: 's', position: 0, reason: 'new' },
      { sync_id: 's', position: 1, reason: 'second' },
    ];

    await expect(insert(rows)).rejects.toThrow(/unique/i);
    expect(await stored()).toEqual([
      expect.objectContaining({ reason: 'first' }),
    ]);

    expect(await insert(rows, knex, 'do nothing')).toBe(1);
    expect(await stored()).toEqual([
      expect.objectContaining({ reason: 'new' }),
      expect.objectContaining({ reason: 'first' }),
    ]);
  });

  it('overwrites with null what a newer row lacks', async () => {
    const key = { sync_id: 's', position: 1 };
    await insert([{ ...key, user_id: 'u', reason: 'first' }]);

    await insert(
      [{ ...key, reason: 'second' }],
      knex,
      '(sync_id, position) do update set user_id = excluded.user_id, reason = excluded.reason',
    );

    expect(await stored()).toEqual([
      { ...key, user_id: null, reason: 'second' },
    ]);
  });

  it('writes within the transaction that it is given, and goes on after a failure', async () => {
    await expect(
      knex.transaction(async trx => {
        await insert([{ sync_id: 's', position: 1, reason: 'lost' }], trx);
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    expect(await stored()).toEqual([]);

    await expect(
      knex.transaction(trx =>
        insert(
          [
            { sync_id: 's', position: 1, reason: 'one' },
            { sync_id: 's', position: 1, reason: 'the same' },
          ],
          trx,
        ),
      ),
    ).rejects.toThrow(/unique/i);

    await insert([{ sync_id: 's', position: 1, reason: 'kept' }]);
    expect(await stored()).toEqual([
      expect.objectContaining({ reason: 'kept' }),
    ]);
  });
});
