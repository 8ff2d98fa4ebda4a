import { createContext, useContext, useEffect, useRef } from 'react';
import { LucidData } from '../../hooks/useLucidData';

/**
 * Whether it is said above that something cannot be read again, so that not
 * everything below has to say so once more.
 */
export const SaidAbove = createContext(false);

/**
 * Whether it need not be said of this, too: what is there from before still
 * stands, and why it is not newer is said above. That holds until it has been
 * read again, since what is above may have its answer a moment earlier.
 */
export function useIsSaidAbove(answer: LucidData<unknown>): boolean {
  const isCovered = useContext(SaidAbove) && answer.value !== undefined;
  const wasSaid = useRef(isCovered);
  const isSaid = isCovered || (wasSaid.current && answer.loading);
  useEffect(() => {
    wasSaid.current = isSaid;
  });
  return isSaid;
}
