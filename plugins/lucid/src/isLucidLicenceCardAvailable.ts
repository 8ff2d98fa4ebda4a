import { Entity } from '@backstage/catalog-model';
import { LICENCE_USAGE_KIND } from 'backstage-plugin-lucid-common';

const KINDS = ['User', 'Group', LICENCE_USAGE_KIND].map(kind =>
  kind.toLowerCase(),
);

/**
 * Says whether the licence card has something to say of an entity. For the
 * `if` of an `EntitySwitch.Case`.
 *
 * @public
 */
export function isLucidLicenceCardAvailable(entity: Entity): boolean {
  return KINDS.includes(entity.kind.toLowerCase());
}
