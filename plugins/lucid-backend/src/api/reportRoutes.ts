import { MonthlyReport, ReportMonths } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { PresentReader, PresentSources } from '../reports/PresentReader';
import { ReportReader } from '../reports/ReportReader';
import { reportParameters } from './historyParameters';
import { noParameters, parseParameters } from './parameters';

/** What the routes of reports stand on. */
export interface ReportRouteOptions extends PresentSources {
  reports: ReportReader;
}

/** `/reports`: what is to be told of each month. */
export function addReportRoutes(
  router: Router,
  options: ReportRouteOptions,
): void {
  const { reports } = options;
  const present = new PresentReader(options);

  router.get('/reports', async (req, res) => {
    parseParameters(noParameters, req.query);
    res.json((await reports.months()) satisfies ReportMonths);
  });

  router.get('/reports/:month', async (req, res) => {
    const { month } = parseParameters(reportParameters, req.params);
    parseParameters(noParameters, req.query);
    res.json((await reports.read(month, present)) satisfies MonthlyReport);
  });
}
