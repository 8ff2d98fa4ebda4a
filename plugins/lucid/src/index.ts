/**
 * Lucid licence card and page, for the legacy frontend system of Backstage.
 *
 * @packageDocumentation
 */

export {
  lucidPlugin,
  LucidPage,
  EntityLucidLicenceCard,
  HomePageLucidLicences,
} from './plugin';
export { isLucidLicenceCardAvailable } from './isLucidLicenceCardAvailable';
export * from './api';
export { lucidTranslationRef } from './translation';
