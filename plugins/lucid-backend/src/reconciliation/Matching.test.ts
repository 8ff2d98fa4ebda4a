import { LucidMatcher } from 'backstage-plugin-lucid-node';
import { testMatching } from '../__testUtils__/testMatching';

function matchingBy(load: LucidMatcher['load']) {
  return testMatching(
    {},
    {
      modules: [
        {
          id: 'hr',
          fields: [],
          keysOfCatalogUser: () => [],
          keysOfLucidUser: () => [],
          load,
        },
      ],
    },
  );
}

describe('loading what the matchers of modules compare with', () => {
  const never = () => new Promise<string>(() => {});
  const shutdown = new Error('The backend is shutting down');

  it('waits for none that knows of no signal once nobody wants it any more', async () => {
    const stopping = new AbortController();
    const loading = matchingBy(never).load({ signal: stopping.signal });
    stopping.abort(shutdown);
    await expect(loading).rejects.toBe(shutdown);
  });

  it('waits for none where nobody wanted it from the beginning', async () => {
    const loading = matchingBy(never).load({
      signal: AbortSignal.abort(shutdown),
    });
    await expect(loading).rejects.toBe(shutdown);
  });

  it('says which one failed, and why', async () => {
    const error = new Error('HR is down');
    const matching = matchingBy(async () => {
      throw error;
    });
    await expect(
      matching.load({ signal: new AbortController().signal }),
    ).rejects.toMatchObject({
      message: 'The matcher hr failed: Error: HR is down',
      cause: error,
    });
    expect(matching.isLoaded).toBe(false);
  });
});
