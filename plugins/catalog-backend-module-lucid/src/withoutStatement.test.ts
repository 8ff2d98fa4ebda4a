import { withoutStatement } from './withoutStatement';

describe('withoutStatement', () => {
  it('tells of a database by its code, wherever in the causes that is', () => {
    const lost = Object.assign(
      new Error('insert into `refresh_state` ... jane@example.com - full'),
      { code: 'SQLITE_FULL' },
    );
    const told = 'The database of the catalog failed (SQLITE_FULL)';
    expect(withoutStatement(lost)).toEqual(new Error(told));
    expect(withoutStatement(new Error('Not applied', { cause: lost }))).toEqual(
      new Error(told),
    );
  });

  it('leaves out the statement of a connection that is gone, which has no code', () => {
    const error = new Error(
      'select * from "refresh_state" where "entity_id" = $1 - Connection terminated unexpectedly',
    );
    expect(withoutStatement(error)).toEqual(
      new Error('The connection to the database of the catalog was lost'),
    );
  });

  it('leaves alone what has nothing to do with a database', () => {
    const error = new Error('Lucid - select another plan');
    expect(withoutStatement(error)).toBe(error);
    expect(withoutStatement('text')).toBe('text');
  });
});
