/**
 * The library of the charts is not to be loaded here. It says so if it is: this
 * stands in nobody's way, as nothing is drawn.
 */
function loadWithoutCharts(room: string) {
  jest.isolateModules(() => {
    jest.doMock('recharts', () => {
      throw new Error('The library of the charts was loaded');
    });
    jest.requireActual(room);
  });
}

describe('the library of the charts', () => {
  afterEach(() => jest.dontMock('recharts'));

  it('is needed to draw one', () => {
    expect(() => loadWithoutCharts('./TimeChart')).toThrow(
      'The library of the charts was loaded',
    );
  });

  it.each([
    ['cards', '../card'],
    ['the page before it shows a chart', '../page/LucidPage'],
    ['the plugin of the new frontend system', '../../alpha'],
    ['the plugin of the legacy one', '../../index'],
  ])('is not loaded by %s', (_, room) => {
    expect(() => loadWithoutCharts(room)).not.toThrow();
  });
});
