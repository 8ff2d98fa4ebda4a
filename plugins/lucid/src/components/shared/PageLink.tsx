import { ReactNode } from 'react';
import { Link } from 'react-router-dom';

/** A link to the page, or its text alone where there is nothing to lead to. */
export function PageLink(props: {
  to: string | undefined;
  label?: string;
  children: ReactNode;
}) {
  const { to, label, children } = props;
  if (to === undefined) return <>{children}</>;
  return (
    <Link to={to} style={{ color: 'inherit' }} aria-label={label}>
      {children}
    </Link>
  );
}
