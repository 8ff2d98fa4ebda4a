import { exampleTruth } from '../example/exampleCompany';
import { useSimulator } from '../__testUtils__/useSimulator';
import { ERROR_SCHEMA } from './schemaIds';

interface Member {
  value: string;
  $ref: string;
}

describe('GET /Groups with org groups', () => {
  const simulator = useSimulator();

  it('gives users and subgroups as members', async () => {
    const { body } = await simulator.get('/Groups').expect(200);
    const members: Member[] = body.Resources.flatMap(
      (group: { members: Member[] }) => group.members,
    );
    expect(members).toContainEqual({
      value: 'lucid-group-3',
      display: 'Engineering',
      $ref: `${simulator.running.url}/Groups/lucid-group-3`,
    });
    const users = members.filter(({ $ref }) => $ref.includes('/Users/'));
    expect(users.length).toBeGreaterThan(200);
  });

  it('agrees with the groups that users name', async () => {
    const { body: group } = await simulator.get('/Groups/lucid-group-3');
    const { body: list } = await simulator.get(
      '/Users?filter=groups.value+eq+"lucid-group-3"',
    );
    expect(group.members).toHaveLength(list.totalResults);
  });

  it('leaves members out for whoever does not want them', async () => {
    const { body } = await simulator.get('/Groups?excludedAttributes=members');
    expect(body.Resources[0]).toMatchObject({
      id: 'lucid-group-1',
      displayName: 'Meridian Instruments',
    });
    expect(body.Resources[0]).not.toHaveProperty('members');
  });

  it('holds no deactivated users', async () => {
    const { body: before } = await simulator.get('/Groups/lucid-group-3');
    const [{ value }] = before.members;
    await simulator.admin.deactivate(value);
    const { body: after } = await simulator.get('/Groups/lucid-group-3');
    expect(after.members).toEqual(before.members.slice(1));
  });

  it('finds groups by their exact name and by nothing else', async () => {
    const { body } = await simulator.get(
      '/Groups?filter=displayName+eq+"Engineering"',
    );
    expect(body.totalResults).toBe(1);
    const lower = await simulator.get(
      '/Groups?filter=displayName+eq+"engineering"',
    );
    expect(lower.body.totalResults).toBe(0);
    const { status, body: error } = await simulator.get(
      '/Groups?filter=id+eq+"lucid-group-1"',
    );
    expect(status).toBe(400);
    expect(error.schemas).toEqual([ERROR_SCHEMA]);
  });

  it('does not know groups that are not there', async () => {
    const { status, body } = await simulator.get('/Groups/lucid-group-999');
    expect(status).toBe(404);
    expect(body.schemas).toEqual([ERROR_SCHEMA]);
  });
});

describe('GET /Groups with teams', () => {
  const simulator = useSimulator({ groups: 'teams' });

  it('gives users alone as members', async () => {
    const { body } = await simulator.get('/Groups');
    const refs: string[] = body.Resources.flatMap(
      (group: { members: Member[] }) => group.members.map(({ $ref }) => $ref),
    );
    expect(refs.length).toBeGreaterThan(200);
    expect(refs.filter(ref => ref.includes('/Groups/'))).toEqual([]);
  });
});

describe('GET /Groups without groups', () => {
  const simulator = useSimulator({ groups: 'none' });

  it('is empty, and users name no groups', async () => {
    const { body } = await simulator.get('/Groups');
    expect(body).toMatchObject({ totalResults: 0, Resources: [] });
    const { body: users } = await simulator.get('/Users?count=1');
    expect(users.Resources[0].groups).toEqual([]);
  });
});

describe('GET /Groups of an account on Lucid Suite', () => {
  const simulator = useSimulator({ licences: 'none' });

  it('holds the licences as groups, and users move with their licences', async () => {
    const full = async () => {
      const { body } = await simulator.get(
        '/Groups?filter=displayName+eq+"Lucid Suite: full licence"',
      );
      return body.Resources[0].members.map(({ value }: Member) => value);
    };
    const editors = exampleTruth.lucidUsers.filter(user => user.canEdit);
    expect(await full()).toEqual(editors.map(user => user.id));
    await simulator.admin.setLicences(editors[0].id, {
      products: {},
      canEdit: false,
    });
    expect(await full()).toEqual(editors.slice(1).map(user => user.id));
    const { body: user } = await simulator.get(`/Users/${editors[0].id}`);
    expect(user.groups).toContainEqual(
      expect.objectContaining({ display: 'Lucid Suite: view only' }),
    );
  });
});
