import { LucidUnavailableError } from '../http/errors';
import { describeFailure } from './describeFailure';
import { withoutStatement } from './withoutStatement';

const LOCKED = Object.assign(
  new Error("insert into `users` values ('jane@example.com') - locked"),
  { code: 'SQLITE_BUSY' },
);

describe('describeFailure', () => {
  it('tells of a database by its code only', () => {
    const told = {
      name: 'DatabaseError',
      message: 'The database failed (SQLITE_BUSY)',
    };
    expect(describeFailure(LOCKED)).toEqual(told);
    expect(describeFailure(new Error('Not stored', { cause: LOCKED }))).toEqual(
      told,
    );
    expect(
      describeFailure(new Error('commit; - Connection terminated')),
    ).toEqual({
      name: 'DatabaseError',
      message: 'The connection to the database was lost',
    });
  });

  it('passes on what is said of Lucid, whatever caused it', () => {
    const cause = Object.assign(new Error('connect'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    const error = new LucidUnavailableError('Lucid does not answer', { cause });
    expect(describeFailure(error)).toEqual({
      name: 'LucidUnavailableError',
      message: error.message,
    });
  });

  it('cuts off messages that are not written for people', () => {
    const { name, message } = describeFailure(new TypeError('x'.repeat(9_999)));
    expect(name).toBe('TypeError');
    expect(message).toBe('x'.repeat(500));
  });

  it('says little of what is no error', () => {
    expect(describeFailure('jane@example.com').message).toBe(
      'Something that is not an error failed',
    );
  });
});

describe('withoutStatement', () => {
  it('keeps what a database says from whoever is to log the error', () => {
    const outer = new Error('Not stored', { cause: LOCKED });
    for (const error of [LOCKED, outer]) {
      const told = withoutStatement(error) as Error;
      expect(told.name).toBe('DatabaseError');
      expect(told.message).toBe('The database failed (SQLITE_BUSY)');
      expect(`${told.stack} ${told.cause}`).not.toContain('jane@example.com');
    }
  });

  it('leaves alone what has nothing to do with a database', () => {
    const error = new Error('Lucid - select another plan');
    expect(withoutStatement(error)).toBe(error);
    expect(withoutStatement('text')).toBe('text');
  });
});
