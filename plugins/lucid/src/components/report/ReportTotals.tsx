import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ReportTotals as Totals } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCalendarDay, formatCount } from '../shared/format';
import { PlainColumn, PlainTable } from '../shared/PlainTable';
import { useLicenceName } from '../shared/useLicenceName';
import { ReportSection } from './ReportSection';

const MEASURES = [
  'users',
  'detected',
  'undetected',
  'ambiguous',
  'excepted',
  'leftOut',
  'unlicensed',
] as const;

const difference = new Intl.NumberFormat(undefined, {
  signDisplay: 'exceptZero',
});

/** How many there were before a month and at its end. */
export function ReportTotals(props: { before?: Totals; after?: Totals }) {
  const { before, after } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName } = useLicenceName();

  if (!after) {
    return (
      <ReportSection title={t('report.totals')}>
        <Text as="p" color="secondary">
          {t('report.noTotals')}
        </Text>
      </ReportSection>
    );
  }
  const licences = [
    ...new Set(
      [after, before].flatMap(totals => Object.keys(totals?.byLicence ?? {})),
    ),
  ];
  const rows = [
    ...MEASURES.map(measure => ({
      id: measure,
      label: t(`report.total.${measure}`),
      from: before?.[measure],
      to: after[measure],
    })),
    ...licences.map(name => ({
      id: `licence/${name}`,
      label: t('report.holders', { licence: licenceName(name) }),
      // A licence that nobody holds is not told of.
      from: before && (before.byLicence[name] ?? 0),
      to: after.byLicence[name] ?? 0,
    })),
  ];
  const day = (totals: Totals): PlainColumn => ({
    id: totals.day,
    label: formatCalendarDay(totals.day),
    isNumber: true,
  });
  // On its first day, there is nothing to compare a portal with.
  const isCompared = before && before.day !== after.day;

  return (
    <ReportSection title={t('report.totals')}>
      <PlainTable
        caption={t('report.totals')}
        columns={[
          { id: 'measure', label: t('report.measure') },
          ...(isCompared ? [day(before)] : []),
          day(after),
          ...(isCompared
            ? [
                {
                  id: 'difference',
                  label: t('report.difference'),
                  isNumber: true,
                },
              ]
            : []),
        ]}
        rows={rows.map(({ id, label, from = 0, to }) => ({
          id,
          cells: isCompared
            ? [
                label,
                formatCount(from),
                formatCount(to),
                difference.format(to - from),
              ]
            : [label, formatCount(to)],
        }))}
      />
    </ReportSection>
  );
}
