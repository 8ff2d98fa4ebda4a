import { AuditorService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { ListPage, Sync } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { z } from 'zod';
import { SyncStore } from '../store/SyncStore';
import { decodeCursor, encodeCursor, queryText } from '../store/listCursor';
import { SyncService } from '../sync/SyncService';
import { SettlementAudit } from './SettlementAudit';
import {
  noParameters,
  parseParameters,
  startSyncParameters,
  syncListParameters,
  syncParameters,
} from './parameters';

// An offset that no list gave out is as good as the first page.
const offsetSchema = z.coerce.number().int().min(0).max(1_000_000_000).catch(0);

const filtersSchema = z.object({ account: queryText.optional() });

/** `/syncs`: start them, follow them, settle held snapshots. */
export function addSyncRoutes(
  router: Router,
  options: {
    syncs: SyncStore;
    syncService: SyncService;
    auditor: AuditorService;
  },
): void {
  const { syncs, syncService, auditor } = options;
  const audit = new SettlementAudit({ auditor, syncs });

  router.post('/syncs', async (req, res) => {
    const { account } = parseParameters(startSyncParameters, req.body ?? {});
    const { started, sync } = await syncService.start(account);
    res.status(started ? 202 : 200).json(sync);
  });

  router.get('/syncs', async (req, res) => {
    const given = parseParameters(syncListParameters, req.query);
    res.json(await listSyncs(syncs, given));
  });

  router.get('/syncs/:id', async (req, res) => {
    const { id } = parseParameters(syncParameters, req.params);
    parseParameters(noParameters, req.query);
    const sync = await syncs.get(id);
    if (!sync) {
      throw new NotFoundError('There is no such sync');
    }
    res.json(sync);
  });

  router.post('/syncs/:id/confirm', async (req, res) => {
    const { id } = parseParameters(syncParameters, req.params);
    const sync = await audit.settle({
      eventId: 'snapshot-confirm',
      request: req,
      syncId: id,
      settle: () => syncService.confirm(id),
    });
    res.status(202).json(sync);
  });

  router.post('/syncs/:id/discard', async (req, res) => {
    const { id } = parseParameters(syncParameters, req.params);
    const sync = await audit.settle({
      eventId: 'snapshot-discard',
      request: req,
      syncId: id,
      settle: () => syncService.discard(id),
    });
    res.json(sync);
  });
}

// Syncs are few and only ever added at the front, so a plain offset will do.
async function listSyncs(
  syncs: SyncStore,
  given: { account?: string; limit?: number; cursor?: string },
): Promise<ListPage<Sync>> {
  const limit = given.limit ?? 25;
  const cursor =
    given.cursor === undefined
      ? undefined
      : decodeCursor(given.cursor, filtersSchema, 1);
  const query = cursor?.query ?? { account: given.account };
  const offset = offsetSchema.parse(cursor?.position[0] ?? '0');
  const { items, totalItems } = await syncs.list({ ...query, limit, offset });
  const cursorAt = (direction: 'after' | 'before', to: number) =>
    encodeCursor({ query, direction, position: [String(to)] });
  return {
    items,
    totalItems,
    ...(offset + items.length < totalItems && {
      nextCursor: cursorAt('after', offset + items.length),
    }),
    ...(offset > 0 && {
      prevCursor: cursorAt('before', Math.max(0, offset - limit)),
    }),
  };
}
