import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { useViewLink } from '../page/useViewLink';
import { ViewNav } from '../shared/ViewNav';
import { DEFAULT_SPAN, SPANS } from './span';
import { useSpan } from './useSpan';

/** Says how far back charts go. */
export function SpanNav(props: {
  /** The account whose charts these are, where there are several. */
  account?: string;
}) {
  const { account } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const current = useSpan();
  const linkTo = useViewLink();
  return (
    <ViewNav
      label={account ? t('charts.spanOf', { account }) : t('charts.span')}
      views={SPANS.map(span => ({
        href: linkTo({ span: span === DEFAULT_SPAN ? undefined : span }),
        label: t(`charts.spans.${span}`),
        isCurrent: span === current,
      }))}
    />
  );
}
