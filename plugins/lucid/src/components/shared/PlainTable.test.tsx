import { renderInTestApp } from '@backstage/test-utils';
import { act, screen } from '@testing-library/react';
import { PlainTable } from './PlainTable';

const table = (
  <PlainTable
    caption="Seats"
    columns={[
      { id: 'pool', label: 'Pool' },
      { id: 'used', label: 'Used', isNumber: true },
    ]}
    rows={[{ id: '1', cells: ['Lucidchart', '180'] }]}
  />
);

/** Tells of new sizes when it is told to, since nothing has a size here. */
class FakeResizeObserver implements ResizeObserver {
  static resize = () => {};

  constructor(onResize: ResizeObserverCallback) {
    FakeResizeObserver.resize = () => onResize([], this);
  }
  observe() {}
  unobserve() {}
  disconnect() {}
}

describe('PlainTable', () => {
  beforeAll(() => {
    window.ResizeObserver = FakeResizeObserver;
  });
  afterAll(() => {
    Reflect.deleteProperty(window, 'ResizeObserver');
  });
  afterEach(() => jest.restoreAllMocks());

  it('is reached by the keyboard where it is wider than its place', async () => {
    jest.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(600);
    const place = jest.spyOn(Element.prototype, 'clientWidth', 'get');
    place.mockReturnValue(400);
    await renderInTestApp(table);
    expect(screen.getByRole('region', { name: 'Seats' })).toHaveAttribute(
      'tabindex',
      '0',
    );

    // A sidebar that is closed; the window is as wide as before.
    place.mockReturnValue(800);
    act(() => FakeResizeObserver.resize());
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.getByRole('table', { name: 'Seats' })).toBeVisible();
  });

  it('is no stop for the keyboard where it fits', async () => {
    await renderInTestApp(table);
    expect(screen.queryByRole('region')).toBeNull();
  });
});
