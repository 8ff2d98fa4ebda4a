import fc from 'fast-check';
import { RowSet } from './RowSet';

describe('RowSet', () => {
  it('holds what was added and not deleted again, as a Set does', () => {
    const step = fc.record({
      row: fc.oneof(fc.nat(40), fc.nat(20_000), fc.nat(2 ** 40)),
      isAddition: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const rows = new RowSet();
        const model = new Set<number>();
        for (const { row, isAddition } of steps) {
          if (isAddition) {
            rows.add(row);
            model.add(row);
          } else {
            rows.delete(row);
            model.delete(row);
          }
        }
        expect(rows.size).toBe(model.size);
        for (const { row } of steps) {
          expect(rows.has(row)).toBe(model.has(row));
        }
      }),
    );
  });
});
