/**
 * What modules and other backend plugins use of the Lucid licence-usage
 * backend.
 *
 * @packageDocumentation
 */

export { licenceUsageEntityName } from './licenceUsageEntityName';
