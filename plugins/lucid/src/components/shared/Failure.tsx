import { ReactNode, useContext } from 'react';
import { LucidData } from '../../hooks/useLucidData';
import { ErrorNotice } from './ErrorNotice';
import { SaidAbove } from './SaidAbove';

/** Why something could not be read; nothing where it could. */
export function Failure(props: {
  of: LucidData<unknown>;
  title?: string;
  /** What may be done besides another try. */
  children?: ReactNode;
}) {
  const { of: answer, title, children } = props;
  const { value, error, loading, reload } = answer;
  const isSaidAbove = useContext(SaidAbove);
  if (!error || loading || (isSaidAbove && value !== undefined)) return null;
  return (
    <>
      <ErrorNotice title={title} error={error} onRetry={reload} />
      {children}
    </>
  );
}
