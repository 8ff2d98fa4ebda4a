import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  LICENCE_USAGE_API_VERSION,
  LICENCE_USAGE_KIND,
  RELATION_HOLDS_LICENCE,
  RELATION_LICENCE_HELD_BY,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import {
  LicenceUsageEntityV1alpha1,
  licenceUsageEntitySchema,
} from './LicenceUsageEntityV1alpha1';

/**
 * Makes the kind `LicenceUsage` known to the catalog, and relates each entity
 * to the catalog user who holds the licences, and to nobody else: a group or a
 * system of all of them would be stitched anew with every change of one.
 *
 * A processor, not a model layer: the first layer that anybody adds makes the
 * catalog validate every kind by its layers. A processor works the same
 * without layers and with those of others, who need not know this kind.
 */
export class LicenceUsageProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'LicenceUsageProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isLicenceUsage(entity)) {
      return false;
    }
    const result = licenceUsageEntitySchema.safeParse(entity);
    if (!result.success) {
      throw new InputError(z.prettifyError(result.error));
    }
    return true;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (isLicenceUsage(entity) && entity.spec.heldBy) {
      const usage = getCompoundEntityRef(entity);
      const user = parseEntityRef(entity.spec.heldBy, {
        defaultKind: 'User',
        defaultNamespace: 'default',
      });
      emit(
        processingResult.relation({
          source: usage,
          type: RELATION_LICENCE_HELD_BY,
          target: user,
        }),
      );
      emit(
        processingResult.relation({
          source: user,
          type: RELATION_HOLDS_LICENCE,
          target: usage,
        }),
      );
    }
    return entity;
  }
}

function isLicenceUsage(entity: Entity): entity is LicenceUsageEntityV1alpha1 {
  return (
    entity.apiVersion === LICENCE_USAGE_API_VERSION &&
    entity.kind === LICENCE_USAGE_KIND
  );
}
