import { useLocation, useSearchParams } from 'react-router-dom';

/**
 * Links to another view of the same tab. Search and filters stay, and what
 * belongs to one view alone does not.
 */
export function useViewLink(): (
  view: Record<string, string | undefined>,
) => string {
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  return view => {
    const query = new URLSearchParams(search);
    ['sort', 'cursor', 'user', ...Object.keys(view)].forEach(name =>
      query.delete(name),
    );
    for (const [name, value] of Object.entries(view)) {
      if (value) query.set(name, value);
    }
    return `${pathname}${query.size ? `?${query}` : ''}`;
  };
}
