import { useUrlState } from '../../hooks/useUrlState';
import { known } from '../page/usageFilters';
import { DEFAULT_SPAN, SPANS, Span } from './span';

const NAMES = ['span'] as const;

/** How far back charts go, as the URL says. */
export function useSpan(): Span {
  const { values } = useUrlState(NAMES);
  return known(SPANS, values.span) ?? DEFAULT_SPAN;
}
