/** The catalog has to be read anew before anybody can be decided. */
export class OutdatedReadingError extends Error {
  constructor() {
    super(
      'The rules of lucid.matching have changed since the users of the catalog were read. They are decided anew as soon as the catalog can be read.',
    );
    this.name = 'OutdatedReadingError';
  }
}
