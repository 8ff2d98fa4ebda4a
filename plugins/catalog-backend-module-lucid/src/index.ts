/**
 * Publishes Lucid licence usage as entities of the catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleLucid as default } from './module';
export type { LicenceUsageEntityV1alpha1 } from './entity/LicenceUsageEntityV1alpha1';
