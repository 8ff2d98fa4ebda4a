import { Response, Router } from 'express';
import { CsvColumn } from '../export/CsvColumn';
import { activityColumns } from '../export/activityColumns';
import { catalogUserColumns } from '../export/catalogUserColumns';
import { CsvFormat } from '../export/csvFormat';
import { costColumns } from '../export/costColumns';
import { exceptionColumns } from '../export/exceptionColumns';
import { exportFileName } from '../export/exportFileName';
import { sendCsv } from '../export/sendCsv';
import { toCsv } from '../export/toCsv';
import { usageColumns } from '../export/usageColumns';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExceptionReader } from '../store/ExceptionReader';
import { UsageReader } from '../store/UsageReader';
import { ActivityReader } from '../store/history/ActivityReader';
import { activityParameters } from './activityParameters';
import { exceptionListParameters } from './exceptionParameters';
import { parseExportParameters } from './exportParameters';
import { catalogUserListParameters, usageListParameters } from './parameters';

/** Rows that are read at a time: some 20 ms of work, and 100 KB of text. */
const PAGE_SIZE = 250;

/** `/users.csv`, `/catalog-users.csv`, `/exceptions.csv` and `/activity.csv`: whole lists as files. */
export function addExportRoutes(
  router: Router,
  options: {
    usages: UsageReader;
    catalogUsers: CatalogUserReader;
    exceptionReader: ExceptionReader;
    activities: ActivityReader;
    readings: CatalogReadingStore;
  },
): void {
  const { usages, catalogUsers, exceptionReader, activities, readings } =
    options;
  const pageSize = PAGE_SIZE;
  const readingId = async () => (await readings.current())?.id;

  router.get('/users.csv', async (req, res) => {
    const { query, format } = parseExportParameters(
      usageListParameters,
      req.query,
    );
    const [state, ...others] = query.state ?? [];
    await send(res, {
      list: state && others.length === 0 ? state : 'users',
      pages: usages.all(query, { readingId, pageSize }),
      columns: usages.tellsCosts
        ? [...usageColumns, ...costColumns]
        : usageColumns,
      format,
    });
  });

  router.get('/catalog-users.csv', async (req, res) => {
    const { query, format } = parseExportParameters(
      catalogUserListParameters,
      req.query,
    );
    await send(res, {
      list: query.state ?? 'catalog-users',
      pages: catalogUsers.all(query, {
        readingId: await readingId(),
        pageSize,
      }),
      columns: catalogUserColumns,
      format,
    });
  });

  router.get('/exceptions.csv', async (req, res) => {
    const { query, format } = parseExportParameters(
      exceptionListParameters,
      req.query,
    );
    await send(res, {
      list: query.state ? `${query.state}-exceptions` : 'exceptions',
      pages: exceptionReader.all(query, { pageSize }),
      columns: exceptionColumns,
      format,
    });
  });

  router.get('/activity.csv', async (req, res) => {
    const { query, format } = parseExportParameters(
      activityParameters,
      req.query,
    );
    await send(res, {
      list: 'activity',
      pages: activities.all(query, { pageSize }),
      columns: activityColumns,
      format,
    });
  });
}

async function send<T>(
  res: Response,
  file: {
    list: string;
    pages: AsyncIterable<T[]>;
    columns: CsvColumn<T>[];
    format: CsvFormat;
  },
): Promise<void> {
  await sendCsv(res, {
    name: exportFileName(file.list, new Date()),
    pieces: toCsv(file.pages, file.columns, file.format),
  });
}
