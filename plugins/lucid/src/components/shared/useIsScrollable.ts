import { RefObject, useCallback, useEffect, useState } from 'react';

/** Whether an element is too small for what it holds, and scrolls within itself. */
export function useIsScrollable(element: RefObject<HTMLElement>): boolean {
  const [isScrollable, setIsScrollable] = useState(false);
  const measure = useCallback(() => {
    if (!element.current) return;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } =
      element.current;
    setIsScrollable(scrollWidth > clientWidth || scrollHeight > clientHeight);
  }, [element]);

  // After each rendering, since it may hold something else then.
  useEffect(measure);

  useEffect(() => {
    // Test environments have none.
    if (!element.current || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, measure]);
  return isScrollable;
}
