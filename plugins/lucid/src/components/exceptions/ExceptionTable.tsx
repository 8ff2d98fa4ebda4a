import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { ExceptionListQuery } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { DataTable } from '../shared/DataTable';
import { Notice } from '../shared/Notice';
import { PagedList } from '../shared/PagedList';
import { pageQuery } from '../shared/pageQuery';
import { useExceptionColumns } from './useExceptionColumns';

const PAGE_SIZE = 25;

/** A list of exceptions that the backend pages, the newest first. */
export function ExceptionTable(props: {
  query: Pick<ExceptionListQuery, 'state' | 'account'>;
  cursor?: string;
  onCursor: (cursor: string | undefined) => void;
}) {
  const { query, cursor, onCursor } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const columns = useExceptionColumns();
  const label = t('exceptions.table');
  const asked = pageQuery(query, cursor, PAGE_SIZE);
  const answer = useLucidData(
    JSON.stringify(['exceptions', asked]),
    (api, signal) => api.exceptions(asked, { signal }),
  );

  return (
    <PagedList
      label={label}
      answer={answer}
      cursor={cursor}
      onCursor={onCursor}
      empty={
        <Notice
          Icon={RiShieldCheckLine}
          title={t(
            query.state === 'active'
              ? 'exceptions.none'
              : 'exceptions.noneInState',
          )}
        />
      }
      totalText={count => t('exceptions.total', { count })}
      exported={{ list: 'exceptions', query }}
    >
      {(page, empty) => (
        <DataTable
          label={label}
          columns={columns}
          minWidth={1020}
          items={page?.items}
          keyOf={exception => exception.id}
          isStale={answer.loading}
          empty={empty}
        />
      )}
    </PagedList>
  );
}
