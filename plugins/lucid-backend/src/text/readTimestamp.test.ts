import fc from 'fast-check';
import { readTimestamp } from './readTimestamp';

const digits = (min: number, max: number, length = 2) =>
  fc.integer({ min, max }).map(value => String(value).padStart(length, '0'));

describe('readTimestamp', () => {
  it('agrees with Date on every time of day, also on days and hours that are none', () => {
    const time = fc
      .tuple(
        digits(0, 9999, 4),
        digits(0, 13),
        digits(0, 32),
        digits(0, 25),
        digits(0, 61),
        digits(0, 61),
        fc.constantFrom('', '.0', '.612', '.6127', '.999999'),
        fc.constantFrom('Z', 'z', '+00:00', '-02:30', '+0200'),
      )
      .map(
        ([year, month, day, hour, minute, second, fraction, zone]) =>
          `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`,
      );
    fc.assert(
      fc.property(time, text => {
        const date = new Date(text);
        expect(readTimestamp(text)).toBe(
          Number.isNaN(date.getTime()) ? undefined : date.toISOString(),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads every moment back as it was written', () => {
    const moment = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, date => {
        expect(readTimestamp(date.toISOString())).toBe(date.toISOString());
        expect(readTimestamp(` ${date.toISOString()}\n`)).toBe(
          date.toISOString(),
        );
      }),
    );
  });

  it('takes no other text for a time', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!/^\s*\d{4}-\d\d-\d\d/.test(text));
        expect(readTimestamp(text)).toBeUndefined();
      }),
    );
  });
});
