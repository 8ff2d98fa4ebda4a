/**
 * What modules and other backend plugins use of the Lucid licence-usage
 * backend.
 *
 * @packageDocumentation
 */

export { licenceUsageEntityName } from './licenceUsageEntityName';
export type { LucidService, LucidServiceRequestOptions } from './LucidService';
export { lucidServiceRef } from './lucidServiceRef';
export type { LucidMatcher, MatchableLucidUser } from './LucidMatcher';
export type { LucidMatchersExtensionPoint } from './lucidMatchersExtensionPoint';
export { lucidMatchersExtensionPoint } from './lucidMatchersExtensionPoint';
