import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Router } from 'express';
import { RequestedSyncs } from '../permissions/AuthorizedSyncService';
import { SyncStore } from '../store/SyncStore';
import { SettlementAudit } from './SettlementAudit';
import { audited } from './audited';
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
    requestedSyncs: RequestedSyncs;
    auditor: AuditorService;
    httpAuth: HttpAuthService;
  },
): void {
  const { syncs, requestedSyncs, auditor, httpAuth } = options;
  const audit = new SettlementAudit({ auditor, syncs });

  router.post('/syncs', async (req, res) => {
    const { account } = parseParameters(startSyncParameters, req.body ?? {});
    const credentials = await httpAuth.credentials(req);
    const { started, sync } = await audited(auditor, {
      eventId: 'sync-start',
      severityLevel: 'low',
      request: req,
      meta: { ...(account !== undefined && { account }) },
      act: () => requestedSyncs.start(account, { credentials }),
      describe: outcome => ({ sync: outcome.sync.id }),
    });
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
    const credentials = await httpAuth.credentials(req);
    const sync = await audit.settle({
      eventId: 'snapshot-confirm',
      request: req,
      syncId: id,
      settle: () => requestedSyncs.confirm(id, { credentials }),
    });
    res.status(202).json(sync);
  });

  router.post('/syncs/:id/discard', async (req, res) => {
    const { id } = parseParameters(syncParameters, req.params);
    const credentials = await httpAuth.credentials(req);
    const sync = await audit.settle({
      eventId: 'snapshot-discard',
      request: req,
      syncId: id,
      settle: () => requestedSyncs.discard(id, { credentials }),
    });
    res.json(sync);
  });
}
