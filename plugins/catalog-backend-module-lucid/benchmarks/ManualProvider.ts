import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const DELTA_SIZE = 1_000;

/** Applies what it is told, when it is told. */
export class ManualProvider implements EntityProvider {
  readonly #name: string;
  #connection: EntityProviderConnection | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  getProviderName(): string {
    return this.#name;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async applyFull(entities: Entity[]): Promise<void> {
    await this.#connected().applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: this.#name })),
    });
  }

  async applyDeltas(entities: Entity[]): Promise<void> {
    for (let start = 0; start < entities.length; start += DELTA_SIZE) {
      await this.#connected().applyMutation({
        type: 'delta',
        added: entities
          .slice(start, start + DELTA_SIZE)
          .map(entity => ({ entity, locationKey: this.#name })),
        removed: [],
      });
    }
  }

  #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error('The catalog has not connected the provider yet');
    }
    return this.#connection;
  }
}
