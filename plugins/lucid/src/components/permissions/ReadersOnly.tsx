import { ReactNode } from 'react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { NoPermission } from './NoPermission';

/**
 * What is read from the backend by those who may. Nothing is asked for before that is
 * known, so that nobody sees a refusal, nor a part of what they may not see.
 */
export function ReadersOnly(props: {
  /** Stands there until it is known. */
  awaited: ReactNode;
  children: ReactNode;
}) {
  const { awaited, children } = props;
  const { areKnown, mayRead } = useLucidPermissions();
  if (!areKnown) return <>{awaited}</>;
  return mayRead ? <>{children}</> : <NoPermission to="read" />;
}
