/**
 * A simulated Lucid account to develop, test and demonstrate against.
 *
 * @packageDocumentation
 */

export { startLucidSimulator } from './startLucidSimulator';
export type { LucidSimulator } from './startLucidSimulator';
export { GROUP_MODES, LICENCE_SHAPES, ROLE_SHAPES } from './options';
export type {
  GroupMode,
  LicenceShape,
  LucidSimulatorOptions,
  RoleShape,
} from './options';
export type {
  LucidAffiliation,
  LucidEmail,
  LucidLicences,
  LucidUser,
} from './account/lucidUser';
export { LucidSimulatorAdmin } from './admin/LucidSimulatorAdmin';
export type { AddUserRequest } from './admin/requests';
export type { SubscriptionTerms } from './rest/Billing';
export { exampleTruth } from './example/exampleCompany';
export type {
  ExampleCase,
  ExampleLucidUserTruth,
  ExampleTruth,
} from './example/ExampleTruth';
export { seededRandom } from './random';
export type { Random } from './random';
