import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';
import { formatCount } from '../shared/format';
import { FigureCard } from './FigureCard';

/** One number of the overview, and the way to the list behind it. */
export function Figure(props: {
  label: string;
  count: number;
  hint: string;
  href: string;
  children?: ReactNode;
}) {
  const { label, count, hint, href, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const number = formatCount(count);
  return (
    <FigureCard
      label={label}
      values={[number]}
      hint={hint}
      link={{ href, label: t('overview.show', { label, number }) }}
    >
      {children}
    </FigureCard>
  );
}
