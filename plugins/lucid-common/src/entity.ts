/**
 * Kind of the entities that the catalog holds for Lucid users.
 *
 * @public
 */
export const LICENCE_USAGE_KIND = 'LicenceUsage';

/** @public */
export const LICENCE_USAGE_API_VERSION = 'lucid.co/v1alpha1';

/**
 * `spec.type` of a `LicenceUsage` entity.
 *
 * @public
 */
export const LICENCE_USAGE_TYPE = 'lucid';

/**
 * Annotation of a `User` entity that names its Lucid user by SCIM id.
 *
 * @public
 */
export const LUCID_USER_ID_ANNOTATION = 'lucid.co/user-id';

/**
 * Annotation of a `User` entity that names its Lucid user by an e-mail address.
 *
 * @public
 */
export const LUCID_EMAIL_ANNOTATION = 'lucid.co/email';

/**
 * Annotation of a `Group` entity that names its Lucid group by SCIM id.
 *
 * @public
 */
export const LUCID_GROUP_ID_ANNOTATION = 'lucid.co/group-id';

/**
 * Relation from a `LicenceUsage` entity to the catalog user who holds the
 * licences.
 *
 * @public
 */
export const RELATION_LICENCE_HELD_BY = 'licenceHeldBy';

/**
 * Relation from a catalog user to its `LicenceUsage` entities.
 *
 * @public
 */
export const RELATION_HOLDS_LICENCE = 'holdsLicence';

/**
 * Topic of the events that tell of new revisions, by a {@link LucidRevisionEvent},
 * and of alerts, by a {@link LucidAlertEvent}: `type` tells them apart.
 *
 * @public
 */
export const LUCID_EVENT_TOPIC = 'lucid';

/**
 * Says that the changes up to a revision can be read.
 *
 * @public
 */
export interface LucidRevisionEvent {
  type: 'revision';
  account: string;
  revision: number;
}
