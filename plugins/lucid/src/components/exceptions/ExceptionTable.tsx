import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { ExceptionListQuery } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ExportButton } from '../export/ExportButton';
import { DataTable } from '../shared/DataTable';
import { Answer } from '../shared/Answer';
import { EmptyPage } from '../shared/EmptyPage';
import { ListFooter } from '../shared/ListFooter';
import { Notice } from '../shared/Notice';
import { Pager } from '../shared/Pager';
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
  const answer = useLucidData(
    JSON.stringify(['exceptions', query, cursor]),
    (api, signal) =>
      api.exceptions(
        { ...(cursor ? { cursor } : query), limit: PAGE_SIZE },
        { signal },
      ),
  );
  const { value, loading } = answer;

  return (
    <Answer of={answer}>
      <Card>
        <CardBody>
          <DataTable
            label={label}
            columns={columns}
            minWidth={1020}
            items={value?.items}
            keyOf={exception => exception.id}
            isStale={loading}
            empty={
              <EmptyPage page={value} onFirstPage={() => onCursor(undefined)}>
                <Notice
                  Icon={RiShieldCheckLine}
                  title={t(
                    query.state === 'active'
                      ? 'exceptions.none'
                      : 'exceptions.noneInState',
                  )}
                />
              </EmptyPage>
            }
          />
          {value && (
            <ListFooter>
              <ExportButton
                label={label}
                wanted={{ list: 'exceptions', query }}
                isEmpty={value.totalItems === 0}
              />
              <Pager
                label={label}
                page={value}
                total={t('exceptions.total', { count: value.totalItems })}
                onCursor={onCursor}
              />
            </ListFooter>
          )}
        </CardBody>
      </Card>
    </Answer>
  );
}
