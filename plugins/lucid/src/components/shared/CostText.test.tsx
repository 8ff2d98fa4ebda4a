import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { costOf } from '../../testing/figureFixtures';
import { CostText } from './CostText';

describe('CostText', () => {
  it('says an amount', async () => {
    await renderInTestApp(<CostText cost={costOf('1234.50')} />);
    expect(screen.getByText('€1,234.50')).toBeVisible();
    expect(screen.queryByText(/without a price/)).toBeNull();
  });

  it('puts currencies side by side', async () => {
    await renderInTestApp(
      <CostText
        cost={{
          perMonth: [
            { amount: '7.00', currency: 'EUR' },
            { amount: '9.00', currency: 'USD' },
          ],
          unpriced: 0,
        }}
      />,
    );
    expect(screen.getByText('€7.00 · $9.00')).toBeVisible();
  });

  it('tells what is free from what has no price', async () => {
    await renderInTestApp(
      <>
        <CostText cost={costOf()} />
        <CostText cost={costOf('0.00')} />
        <CostText cost={costOf(undefined, { unpriced: 1 })} />
      </>,
    );
    expect(screen.getAllByText('Free')).toHaveLength(2);
    expect(screen.getByText('No price')).toBeVisible();
  });

  it('says what an amount leaves out', async () => {
    await renderInTestApp(<CostText cost={costOf('7.00', { unpriced: 2 })} />);
    expect(screen.getByText('and 2 licences without a price')).toBeVisible();
  });
});
