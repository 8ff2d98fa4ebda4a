import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

/**
 * The section `backend.database` of a backend that keeps its data in a corner
 * of its own of the database at hand.
 *
 * @param corner - lower-case letters and digits
 */
export function databaseSection(
  { client, connection }: Knex.Config,
  corner: string,
): JsonObject {
  if (typeof connection === 'string') {
    return {
      client: 'better-sqlite3',
      connection: { directory: `${connection}-${corner}` },
    };
  }
  return {
    client: String(client),
    connection: JSON.parse(JSON.stringify(connection)),
    prefix: `${corner}_`,
  };
}
