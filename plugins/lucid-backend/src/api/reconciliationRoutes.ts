import { AuditorService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { ReconciliationService } from '../reconciliation/ReconciliationService';
import { StatusReader } from '../sync/StatusReader';
import { audited } from './audited';
import { parseParameters, startReconciliationParameters } from './parameters';

/** `/reconciliations`: reads the catalog and decides anew, without reading Lucid. */
export function addReconciliationRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    status: StatusReader;
    reconciliationService: ReconciliationService;
  },
): void {
  const { auditor, status, reconciliationService } = options;

  router.post('/reconciliations', async (req, res) => {
    const { acceptLoss = false } = parseParameters(
      startReconciliationParameters,
      req.body ?? {},
    );
    const start = async () => reconciliationService.start({ acceptLoss });
    if (acceptLoss) {
      await audited(auditor, {
        eventId: 'catalog-loss-accept',
        severityLevel: 'medium',
        request: req,
        meta: {},
        act: start,
        describe: () => ({}),
      });
    } else {
      await start();
    }
    const { reconciliation } = await status.read();
    res.status(202).json({ ...reconciliation, running: true });
  });
}
