import { ReactNode } from 'react';
import { LucidData } from '../../hooks/useLucidData';
import { ErrorNotice } from './ErrorNotice';
import { useIsSaidAbove } from './SaidAbove';

/** Why something could not be read; nothing where it could. */
export function Failure(props: {
  of: LucidData<unknown>;
  title?: string;
  /** What may be done besides another try. */
  children?: ReactNode;
}) {
  const { of: answer, title, children } = props;
  const { error, loading, reload } = answer;
  const isSaidAbove = useIsSaidAbove(answer);
  if (!error || isSaidAbove) return null;
  return (
    <>
      <ErrorNotice
        title={title}
        error={error}
        onRetry={reload}
        isRetrying={loading}
      />
      {children}
    </>
  );
}
