/**
 * Types and API schemas shared by the Lucid licence-usage plugins.
 *
 * @packageDocumentation
 */

export * from './money';
export * from './licence';
export * from './exception';
export * from './catalogUser';
export * from './explanation';
export * from './lucidGroup';
export * from './usage';
export * from './sync';
export * from './status';
export type { ListPage } from './listPage';
export * from './list';
export * from './cost';
export * from './seats';
export * from './history';
export * from './report';
export * from './alert';
export * from './signal';
export * from './export';
export * from './entityUsage';
export * from './changes';
export * from './entity';
export * from './permissions';
