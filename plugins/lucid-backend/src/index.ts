/**
 * Reads Lucid accounts over SCIM and reconciles their users with the catalog.
 *
 * @packageDocumentation
 */

export { lucidPlugin as default } from './plugin';
