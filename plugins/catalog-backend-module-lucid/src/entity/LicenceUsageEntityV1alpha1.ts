import { Entity } from '@backstage/catalog-model';
import {
  AccessLevel,
  LICENCE_USAGE_API_VERSION,
  LICENCE_USAGE_KIND,
  LICENCE_USAGE_TYPE,
  UsageState,
  accessLevelSchema,
  usageStateSchema,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';

/**
 * The licences of one Lucid user, as the catalog holds them. A departed Lucid
 * user has no entity.
 *
 * @public
 */
export interface LicenceUsageEntityV1alpha1 extends Entity {
  apiVersion: 'lucid.co/v1alpha1';
  kind: 'LicenceUsage';
  spec: {
    type: 'lucid';
    /** Id of the Lucid account in the configuration. */
    account: string;
    /** SCIM id of the Lucid user, unique within its account. */
    userId: string;
    /** Sorted by name; empty where Lucid says that the user holds none. */
    licences: { name: string; access?: AccessLevel }[];
    state: Exclude<UsageState, 'departed'>;
    /**
     * The primary e-mail address. Not under `spec.profile`, where sign-in
     * resolvers would take this entity for the person.
     */
    email?: string;
    department?: string;
    /** Entity ref of the catalog user who holds the licences, when detected. */
    heldBy?: string;
  };
}

const textSchema = z.string().min(1);

/** What the catalog demands of an entity of this kind beyond its envelope. */
export const licenceUsageEntitySchema = z.object({
  apiVersion: z.literal(LICENCE_USAGE_API_VERSION),
  kind: z.literal(LICENCE_USAGE_KIND),
  spec: z.object({
    type: z.literal(LICENCE_USAGE_TYPE),
    account: textSchema,
    userId: textSchema,
    licences: z.array(
      z.object({ name: textSchema, access: accessLevelSchema.optional() }),
    ),
    state: usageStateSchema.refine(
      state => state !== 'departed',
      'a departed Lucid user has no entity',
    ),
    email: textSchema.optional(),
    department: textSchema.optional(),
    heldBy: textSchema.optional(),
    // A person's profile on another kind than User could sign somebody in.
    profile: z.never().optional(),
  }),
}) satisfies z.ZodType<Pick<LicenceUsageEntityV1alpha1, 'spec'>>;
