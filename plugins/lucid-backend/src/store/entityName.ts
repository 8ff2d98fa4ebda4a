import { Knex } from 'knex';

/**
 * Users whose entity has a name that does not simply say account and id. They are
 * few, and the only ones that need an index by the name.
 */
const HASHED = `u.entity_name <> u.account_id || '.' || u.user_id`;

/**
 * Narrows `lucid_users as u` to the one whose entity has a name.
 *
 * @param name - `metadata.name` of a `LicenceUsage` entity; see
 * `licenceUsageEntityName`: names that hold a hash have a `_`, or no dot
 */
export function withEntityName(
  users: Knex.QueryBuilder,
  name: string,
): Knex.QueryBuilder {
  const lower = name.toLocaleLowerCase('en-US');
  const dot = lower.indexOf('.');
  if (dot < 0 || lower.includes('_')) {
    return users.where('u.entity_name', lower).whereRaw(HASHED);
  }
  return users.where({
    'u.account_id': lower.slice(0, dot),
    'u.user_id': lower.slice(dot + 1),
  });
}
