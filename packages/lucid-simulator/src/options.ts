import { z } from 'zod';

/**
 * The shapes in which Lucid has been seen to tell of licences:
 *
 * - `boolean`: `productLicenses` of booleans in lucid:1.0, and `canEdit`
 * - `string`: `productLicenses` of `"true"`, `"True"` and `"false"` in lucid:2.0, and `canEdit`
 * - `array`: `productLicenses` as a list of names in lucid:2.0, and `canEdit`
 * - `can-edit-only`: nothing but `canEdit`
 * - `billing-code`: nothing but `billingCode` in lucid:2.0
 * - `none`: nothing at all, as Lucid Suite does; org groups assign the licences
 * - `mixed`: another of these shapes from user to user
 *
 * @public
 */
export const LICENCE_SHAPES = [
  'boolean',
  'string',
  'array',
  'can-edit-only',
  'billing-code',
  'none',
  'mixed',
] as const;

/** @public */
export type LicenceShape = (typeof LICENCE_SHAPES)[number];

/**
 * Administrative roles as a list of objects, as one plain string, or the one
 * or the other from user to user.
 *
 * @public
 */
export const ROLE_SHAPES = ['objects', 'string', 'mixed'] as const;

/** @public */
export type RoleShape = (typeof ROLE_SHAPES)[number];

/**
 * What `/Groups` holds: org groups with subgroups, teams of users only, or
 * nothing. In Lucid the token decides.
 *
 * @public
 */
export const GROUP_MODES = ['org-groups', 'teams', 'none'] as const;

/** @public */
export type GroupMode = (typeof GROUP_MODES)[number];

/** Checks options and fills in what was left out. */
export const simulatorOptionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65535).default(0),
  host: z.string().min(1).default('127.0.0.1'),
  token: z.string().min(1).default('lucid-simulator-token'),
  apiKey: z.string().min(1).default('lucid-simulator-api-key'),
  users: z.number().int().min(0).max(1_000_000).optional(),
  seed: z.number().int().default(1),
  licences: z.enum(LICENCE_SHAPES).default('boolean'),
  roles: z.enum(ROLE_SHAPES).optional(),
  groups: z.enum(GROUP_MODES).default('org-groups'),
  latencyMs: z.number().min(0).default(0),
  rateLimit: z.number().int().min(1).optional(),
  retryAfter: z.boolean().default(true),
  failureRate: z.number().min(0).max(1).default(0),
  churn: z.number().min(0).default(0),
  seats: z.number().int().min(0).optional(),
  renewal: z.iso.date().optional(),
  trial: z.boolean().default(false),
});

/** Options with nothing left out. */
export type CheckedOptions = z.output<typeof simulatorOptionsSchema>;

/**
 * How a simulator is started. Everything can be left out.
 *
 * @public
 */
export interface LucidSimulatorOptions {
  /** 0, which is the default, takes any free port. */
  port?: number;
  /** The address to listen on; loopback unless told. */
  host?: string;
  /** The bearer token that is asked for; `lucid-simulator-token` unless told. */
  token?: string;
  /** The key that the REST API asks for; `lucid-simulator-api-key` unless told. */
  apiKey?: string;
  /** Serves a generated account with this many active users in place of the example account. */
  users?: number;
  /** Same seed, same data, same faults. */
  seed?: number;
  /** `boolean` unless told. */
  licences?: LicenceShape;
  /** `objects` unless told; `mixed` where licences are `mixed`. */
  roles?: RoleShape;
  /** `org-groups` unless told. */
  groups?: GroupMode;
  /** Milliseconds that every request of SCIM and REST waits. */
  latencyMs?: number;
  /** Requests answered in 5 seconds, of SCIM and of REST each; those beyond get a 429. */
  rateLimit?: number;
  /** Whether a 429 says `Retry-After`; it does unless told. */
  retryAfter?: boolean;
  /** Share of requests, 0 to 1, that fail with 500, 502 or 503. */
  failureRate?: number;
  /** How many users come or go after each page of `/Users` that is read, on average. */
  churn?: number;
  /** Licences that were bought; any number unless told. */
  seats?: number;
  /** When the subscription is renewed, `YYYY-MM-DD`; in 90 days unless told. */
  renewal?: string;
  /** Whether there is a trial subscription as well; there is none unless told. */
  trial?: boolean;
}
