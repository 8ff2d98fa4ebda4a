import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { databaseFailureOf } from './databaseFailure';

const VALUES = "insert into `users` values ('jane@example.com') - ";

function failure(message: string, properties: object = {}): Error {
  return Object.assign(new Error(message), properties);
}

/** What node throws when a socket fails. */
function socketFailure(code: string, message = `connect ${code}`): Error {
  return failure(message, { code, errno: -111, syscall: 'connect' });
}

describe('databaseFailureOf', () => {
  it.each(['SQLITE_FULL', 'SQLITE_IOERR_READ', '23505', '57P01', 'XX000'])(
    'knows a database by its code %s, wherever in the causes that is',
    code => {
      const error = failure(`${VALUES}failed`, { code });
      expect(databaseFailureOf(error)).toEqual({ code });
      const outer = new Error('Not stored', { cause: error });
      expect(
        databaseFailureOf(new Error('Not done', { cause: outer })),
      ).toEqual({ code });
    },
  );

  it('knows a database that does not answer by what its driver passes on', () => {
    const refused = socketFailure('ECONNREFUSED');
    expect(databaseFailureOf(refused)).toEqual({ code: 'ECONNREFUSED' });
    expect(
      databaseFailureOf(
        Object.assign(new AggregateError([refused, refused]), {
          code: 'ECONNREFUSED',
        }),
      ),
    ).toEqual({ code: 'ECONNREFUSED' });
  });

  it.each([
    'select * from "users" where "id" = $1 - Connection terminated unexpectedly',
    'BEGIN; - Connection terminated',
    'Client network socket disconnected before secure TLS connection was established',
    'copy users from stdin - aborted',
    `${VALUES}read ECONNRESET`,
    'Knex: Timeout acquiring a connection. The pool is probably full.',
  ])('knows a connection that is gone, which has no code: %s', message => {
    expect(databaseFailureOf(new Error(message))).toEqual({});
    expect(
      databaseFailureOf(new Error('Not done', { cause: new Error(message) })),
    ).toEqual({});
  });

  it.each([
    [
      'what fetches with node-fetch',
      failure('request to http://localhost failed', {
        name: 'FetchError',
        type: 'system',
        errno: 'ECONNREFUSED',
        code: 'ECONNREFUSED',
      }),
    ],
    [
      'what fetches with node itself',
      new TypeError('fetch failed', { cause: socketFailure('ECONNREFUSED') }),
    ],
    ['a file that is missing', failure('ENOENT', { code: 'ENOENT' })],
    ['a code of five letters', failure('Broken pipe', { code: 'EPIPE' })],
    ['words of people', new Error('Lucid - select another plan')],
    ['what is no error', 'select 1 - failed'],
  ])('takes no database for the reason of %s', (_, error) => {
    expect(databaseFailureOf(error)).toBeUndefined();
  });

  it('follows the same rules in the module of the catalog', () => {
    const read = (source: string) =>
      readFileSync(
        resolvePath(__dirname, '../../..', source, 'databaseFailure.ts'),
        'utf8',
      );
    expect(read('catalog-backend-module-lucid/src')).toBe(
      read('lucid-backend/src/failures'),
    );
  });
});
