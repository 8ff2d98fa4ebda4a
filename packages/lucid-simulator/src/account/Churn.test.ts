import { idsOf, useSimulator } from '../__testUtils__/useSimulator';

describe('churn', () => {
  const options = { users: 250, churn: 3, seed: 5 };
  const one = useSimulator(options);
  const other = useSimulator(options);

  async function readAll({ get }: typeof one): Promise<string[]> {
    const ids: string[] = [];
    for (let start = 1; start <= 201; start += 100) {
      ids.push(...idsOf(await get(`/Users?startIndex=${start}`)));
    }
    return ids;
  }

  it('lets users come and go between pages, the same for the same seed', async () => {
    const before = await one.admin.users();
    const ids = await readAll(one);
    const after = await one.admin.users();
    expect(after).not.toEqual(before);
    const gone = before.filter(
      user => user.active && !after.some(({ id }) => id === user.id),
    );
    const deactivated = after.filter(
      user =>
        !user.active &&
        before.some(({ id, active }) => id === user.id && active),
    );
    expect(gone.length + deactivated.length).toBeGreaterThan(0);
    expect(await readAll(other)).toEqual(ids);
  });
});

describe('churn below 1', () => {
  const simulator = useSimulator({ users: 5, churn: 0.5 });

  it('changes the account after some pages only', async () => {
    const before = JSON.stringify(await simulator.admin.users());
    await simulator.get('/Users');
    expect(JSON.stringify(await simulator.admin.users())).toBe(before);
    await simulator.get('/Users');
    expect(JSON.stringify(await simulator.admin.users())).not.toBe(before);
  });
});

describe('a user who returns', () => {
  const simulator = useSimulator({ users: 150 });

  it('pushes those behind onto the next page, where they are seen again', async () => {
    const { id } = (await simulator.admin.users())[10];
    await simulator.admin.deactivate(id);
    const first = idsOf(await simulator.get('/Users'));
    await simulator.admin.reactivate(id);
    const second = idsOf(await simulator.get('/Users?startIndex=101'));
    expect(second[0]).toBe(first[99]);
  });
});
