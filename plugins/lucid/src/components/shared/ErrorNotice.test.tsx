import { ResponseError, toError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ErrorNotice } from './ErrorNotice';

async function show(response: Response) {
  renderInTestApp(
    <ErrorNotice error={toError(await ResponseError.fromResponse(response))} />,
  );
  return screen.findByRole('alert');
}

describe('what went wrong', () => {
  it('is told in the words of the backend', async () => {
    const notice = await show(
      Response.json(
        {
          error: { name: 'InputError', message: 'A note has to say why' },
          response: { statusCode: 400 },
        },
        { status: 400, statusText: 'Bad Request' },
      ),
    );
    expect(notice).toHaveTextContent('A note has to say why');
    expect(notice).not.toHaveTextContent('Request failed');
  });

  it('is no more than the status where a proxy answers with a page of its own', async () => {
    const notice = await show(
      new Response('<html>Bad gateway</html>', {
        status: 502,
        statusText: 'Bad Gateway',
      }),
    );
    expect(notice).toHaveTextContent('Request failed with 502 Bad Gateway');
    expect(notice).not.toHaveTextContent('html');
  });
});
