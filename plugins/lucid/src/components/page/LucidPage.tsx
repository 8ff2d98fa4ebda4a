import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { ActivityContent } from '../activity/ActivityContent';
import { CostsContent } from '../costs/CostsContent';
import { ExceptionsContent } from '../exceptions/ExceptionsContent';
import { ReportContent } from '../report/ReportContent';
import { LicencesContent } from './LicencesContent';
import { OverviewContent } from './OverviewContent';
import { RefreshButton } from './RefreshButton';
import { SyncContent } from './SyncContent';
import { UndetectedContent } from './UndetectedContent';

/** The page of the legacy frontend system, which draws its own header. */
export function LucidPage() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const tabs = [
    { name: 'overview', children: <OverviewContent /> },
    { name: 'undetected', children: <UndetectedContent /> },
    { name: 'licences', children: <LicencesContent /> },
    { name: 'activity', children: <ActivityContent /> },
    { name: 'costs', children: <CostsContent /> },
    { name: 'exceptions', children: <ExceptionsContent /> },
    { name: 'report', children: <ReportContent /> },
    { name: 'sync', children: <SyncContent /> },
  ] as const;

  return (
    <Page themeId="tool">
      <Header title={t('page.title')} subtitle={t('page.subtitle')}>
        <RefreshButton />
      </Header>
      <RoutedTabs
        routes={tabs.map(({ name, children }) => ({
          path: `/${TAB_PATHS[name]}`,
          title: t(`page.tabs.${name}`),
          children,
        }))}
      />
    </Page>
  );
}
