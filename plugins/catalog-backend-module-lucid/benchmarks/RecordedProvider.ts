import {
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';

/** One mutation, and how long the catalog took to apply it. */
export interface RecordedMutation {
  type: EntityProviderMutation['type'];
  entities: number;
  milliseconds: number;
}

/** Lets a provider do what it does, and takes down what it applies. */
export class RecordedProvider implements EntityProvider {
  readonly #provider: EntityProvider;
  #mutations = new Array<RecordedMutation>();

  constructor(provider: EntityProvider) {
    this.#provider = provider;
  }

  getProviderName(): string {
    return this.#provider.getProviderName();
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#provider.connect({
      refresh: options => connection.refresh(options),
      applyMutation: async mutation => {
        const start = performance.now();
        await connection.applyMutation(mutation);
        this.#mutations.push({
          type: mutation.type,
          entities:
            mutation.type === 'full'
              ? mutation.entities.length
              : mutation.added.length + mutation.removed.length,
          milliseconds: performance.now() - start,
        });
      },
    });
  }

  /** What was applied since the last time that somebody asked. */
  takeMutations(): RecordedMutation[] {
    const taken = this.#mutations;
    this.#mutations = [];
    return taken;
  }
}
