import { AuditorService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import { SyncStore } from '../store/SyncStore';
import { SyncService } from '../sync/SyncService';
import { SettlementAudit } from './SettlementAudit';
import {
  noParameters,
  parseParameters,
  startSyncParameters,
  syncListParameters,
  syncParameters,
} from './parameters';

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
    res.json(await syncs.list(given));
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
