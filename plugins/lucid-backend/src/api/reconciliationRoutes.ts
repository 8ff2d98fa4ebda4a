import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { RequestedReconciliations } from '../permissions/AuthorizedReconciliationService';
import { StatusReader } from '../sync/StatusReader';
import { audited } from './audited';
import { parseParameters, startReconciliationParameters } from './parameters';

/** `/reconciliations`: reads the catalog and decides anew, without reading Lucid. */
export function addReconciliationRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    status: StatusReader;
    requestedReconciliations: RequestedReconciliations;
  },
): void {
  const { auditor, httpAuth, status, requestedReconciliations } = options;

  router.post('/reconciliations', async (req, res) => {
    const { acceptLoss = false } = parseParameters(
      startReconciliationParameters,
      req.body ?? {},
    );
    const credentials = await httpAuth.credentials(req);
    await audited(auditor, {
      ...(acceptLoss
        ? { eventId: 'catalog-loss-accept', severityLevel: 'medium' }
        : { eventId: 'reconciliation-start', severityLevel: 'low' }),
      request: req,
      meta: {},
      act: () =>
        requestedReconciliations.start({ acceptLoss }, { credentials }),
      describe: () => ({}),
    });
    const { reconciliation } = await status.read();
    res.status(202).json({ ...reconciliation, running: true });
  });
}
