import { RefObject, useEffect, useState } from 'react';

/** Whether an element is too small for what it holds, and scrolls within itself. */
export function useIsScrollable(element: RefObject<HTMLElement>): boolean {
  const [isScrollable, setIsScrollable] = useState(false);
  // After each rendering, since it may hold something else then.
  useEffect(() => {
    const measure = () => {
      if (!element.current) return;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } =
        element.current;
      setIsScrollable(scrollWidth > clientWidth || scrollHeight > clientHeight);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  });
  return isScrollable;
}
