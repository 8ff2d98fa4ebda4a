import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { LucidMatcher } from './LucidMatcher';

/**
 * Lets modules of the Lucid backend plugin add matchers.
 *
 * @public
 */
export interface LucidMatchersExtensionPoint {
  /**
   * Adds a matcher. It is asked after those that the plugin brings, unless
   * `lucid.matching.matchers` says otherwise.
   *
   * @throws Error when its id is not usable, or is taken
   */
  addMatcher(matcher: LucidMatcher): void;
}

/** @public */
export const lucidMatchersExtensionPoint =
  createExtensionPoint<LucidMatchersExtensionPoint>({ id: 'lucid.matchers' });
