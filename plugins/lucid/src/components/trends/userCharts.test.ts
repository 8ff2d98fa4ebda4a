import { UsageHistory } from 'backstage-plugin-lucid-common';
import { detectedShare, usersByState } from './userCharts';

const history: UsageHistory = {
  by: 'state',
  days: ['2026-03-08', '2026-03-09', '2026-03-10'],
  series: [
    { key: 'undetected', values: [null, 20, 10] },
    { key: 'detected', values: [null, 80, 90] },
    { key: 'ambiguous', values: [null, 0, 0] },
    { key: 'excepted', values: [null, 0, 7] },
    { key: 'leavers', values: [null, 3, 3] },
    { key: 'unlicensed', values: [null, 12, 12] },
  ],
};

describe('users over time', () => {
  it('are in one state each, so leavers and the unlicensed are not added', () => {
    expect(usersByState(history, state => state.toUpperCase()).series).toEqual([
      { key: 'detected', label: 'DETECTED', values: [null, 80, 90] },
      { key: 'excepted', label: 'EXCEPTED', values: [null, 0, 7] },
      { key: 'undetected', label: 'UNDETECTED', values: [null, 20, 10] },
    ]);
  });

  it('are detected in a share of those who are compared', () => {
    expect(detectedShare(history, 'Share').series).toEqual([
      { key: 'share', label: 'Share', values: [null, 0.8, 0.9] },
    ]);
  });

  it('have no share where nobody is compared', () => {
    expect(
      detectedShare(
        {
          by: 'state',
          days: ['2026-03-10'],
          series: [{ key: 'detected', values: [0] }],
        },
        'Share',
      ).series[0].values,
    ).toEqual([null]);
  });
});
