/**
 * Types and API schemas shared by the Lucid licence-usage plugins.
 *
 * @packageDocumentation
 */

export * from './licence';
export * from './exception';
export * from './catalogUser';
export * from './explanation';
export * from './lucidGroup';
export * from './usage';
export * from './sync';
export * from './status';
export * from './list';
export * from './export';
export * from './entityUsage';
export * from './changes';
export * from './entity';
