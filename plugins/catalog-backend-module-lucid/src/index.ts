/**
 * Publishes Lucid licence usage as entities of the catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleLucid as default } from './module';
