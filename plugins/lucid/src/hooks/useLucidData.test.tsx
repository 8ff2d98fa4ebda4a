import {
  TestApiProvider,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { lucidApiRef } from '../api';
import { FakeLucidApi } from '../testing/FakeLucidApi';
import { useLucidData } from './useLucidData';

const FAILING = 'asia';

/** Asks for one account or another; the second one has no answer. */
function Asked() {
  const [account, setAccount] = useState('europe');
  const { value, error, loading, reload } = useLucidData(
    account,
    async (api): Promise<string> => {
      await api.costs({ account });
      if (account === FAILING) throw new Error('Away');
      return `Costs of ${account}`;
    },
  );
  return (
    <>
      <button onClick={() => setAccount('europe')}>Europe</button>
      <button onClick={() => setAccount(FAILING)}>Asia</button>
      <button onClick={reload}>Again</button>
      <p>{value ?? 'Nothing'}</p>
      {error && !loading && <p>{error.message}</p>}
    </>
  );
}

function ask(api: FakeLucidApi) {
  return renderInTestApp(
    <TestApiProvider apis={[[lucidApiRef, api]]}>
      <Asked />
    </TestApiProvider>,
  );
}

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('what is read from the backend', () => {
  it('is never the answer to a question before the one that failed', async () => {
    ask(new FakeLucidApi());
    expect(await screen.findByText('Costs of europe')).toBeVisible();
    await press('Asia');
    expect(await screen.findByText('Away')).toBeVisible();
    expect(screen.getByText('Nothing')).toBeVisible();
    await press('Europe');
    expect(await screen.findByText('Costs of europe')).toBeVisible();
    expect(screen.queryByText('Away')).toBeNull();
  });

  it('stays where the same question cannot be answered any more', async () => {
    const api = new FakeLucidApi();
    ask(api);
    expect(await screen.findByText('Costs of europe')).toBeVisible();
    api.failure = new Error('Broken');
    await press('Again');
    expect(await screen.findByText('Broken')).toBeVisible();
    expect(screen.getByText('Costs of europe')).toBeVisible();
  });
});
