import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UsageCounts } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { formatShare } from '../shared/format';
import { ShareBar } from '../shared/ShareBar';
import { Figure } from './Figure';
import { FigureGrid } from './FigureGrid';

/** The numbers of one Lucid account, each with the way to the list behind it. */
export function AccountFigures(props: {
  account: string;
  counts: UsageCounts;
  /** Where a list of this account is. */
  listOf: (tab: string, filters?: Record<string, string>) => string;
}) {
  const { account, counts, listOf } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  // Whom an exception accounts for or a rule leaves out tells nothing of how
  // well the catalog is matched.
  const compared = counts.detected + counts.undetected + counts.ambiguous;
  const licences = (state: string) => listOf(TAB_PATHS.licences, { state });

  return (
    <>
      <FigureGrid>
        <Figure
          label={t('overview.usersLabel')}
          count={counts.users}
          hint={t('overview.usersHint')}
          href={listOf(TAB_PATHS.licences)}
        />
        <Figure
          label={t('overview.detected')}
          count={counts.detected}
          hint={t('overview.detectedHint', {
            share: formatShare(counts.detected, compared),
          })}
          href={licences('detected')}
        >
          <ShareBar part={counts.detected} whole={compared} />
        </Figure>
        <Figure
          label={t('overview.undetected')}
          count={counts.undetected}
          hint={t('overview.undetectedHint')}
          href={listOf(TAB_PATHS.undetected)}
        />
        <Figure
          label={t('overview.leavers')}
          count={counts.leavers}
          hint={t('overview.leaversHint')}
          href={listOf(TAB_PATHS.undetected, { reason: 'leaver' })}
        />
      </FigureGrid>
      <FigureGrid>
        <Figure
          label={t('overview.ambiguous')}
          count={counts.ambiguous}
          hint={t('overview.ambiguousHint')}
          href={licences('ambiguous')}
        />
        <Figure
          label={t('overview.excepted')}
          count={counts.excepted}
          hint={t('overview.exceptedHint')}
          href={licences('excepted')}
        />
        <Figure
          label={t('overview.leftOut')}
          count={counts.leftOut}
          hint={t('overview.leftOutHint')}
          href={licences('left-out')}
        />
        <Figure
          label={t('overview.unlicensed')}
          count={counts.unlicensed}
          hint={t('overview.unlicensedHint')}
          href={licences('unlicensed')}
        />
        <Figure
          label={t('overview.departed')}
          count={counts.departed}
          hint={t('overview.departedHint')}
          // Nobody of an account that is not configured any more.
          href={listOf(TAB_PATHS.licences, { state: 'departed', account })}
        />
      </FigureGrid>
    </>
  );
}
