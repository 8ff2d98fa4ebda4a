import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Cell, CellText, Flex, Text } from '@backstage/ui';
import { LicenceException } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { useOpenUsage } from '../details/useOpenUsage';
import { EndException } from '../settle/EndException';
import { useRuleText } from '../settle/useRuleText';
import { DataColumn } from '../shared/DataTable';
import { formatCount } from '../shared/format';
import { Day } from '../shared/Moment';
import { ExceptionTime } from './ExceptionTime';

/** Columns of a table of exceptions; those who may end them have a column to do so. */
export function useExceptionColumns(): DataColumn<LicenceException>[] {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { hrefOf } = useOpenUsage();
  const ruleText = useRuleText();
  const { mayManageExceptions } = useLucidPermissions();
  const whomOf = ({ rule, user }: LicenceException) => {
    if (rule) return ruleText(rule);
    return user?.displayName ?? user?.id ?? '–';
  };

  const columns: DataColumn<LicenceException>[] = [
    {
      id: 'whom',
      label: t('exceptions.whom'),
      isRowHeader: true,
      share: 23,
      cell: ({ rule, user }) =>
        rule ? (
          <Cell>
            <Flex direction="column" style={{ overflowWrap: 'anywhere' }}>
              <Text>{ruleText(rule)}</Text>
              <Text color="secondary">{t('exceptions.rule')}</Text>
            </Flex>
          </Cell>
        ) : (
          <CellText
            title={user?.displayName ?? user?.id ?? '–'}
            description={user && `${user.account} · ${user.id}`}
            href={user && hrefOf(user)}
          />
        ),
    },
    {
      id: 'note',
      label: t('exceptions.note'),
      share: 26,
      cell: ({ note }) => (
        <Cell>
          <Text style={{ overflowWrap: 'anywhere' }}>{note}</Text>
        </Cell>
      ),
    },
    {
      id: 'by',
      label: t('exceptions.by'),
      share: 14,
      cell: ({ at, by }) => (
        <Cell>
          <Flex direction="column" gap="1">
            <Text>
              <EntityRefLink entityRef={by} defaultKind="user" hideIcon />
            </Text>
            <Text variant="body-small" color="secondary">
              <Day at={at} />
            </Text>
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'holds',
      label: t('exceptions.holds'),
      share: 15,
      cell: exception => (
        <Cell>
          <ExceptionTime exception={exception} />
        </Cell>
      ),
    },
    {
      id: 'users',
      label: t('exceptions.users'),
      share: 7,
      cell: ({ users }) => <CellText title={formatCount(users)} />,
    },
  ];
  const ending: DataColumn<LicenceException> = {
    id: 'action',
    label: t('exceptions.action'),
    share: 15,
    cell: exception => (
      <Cell>
        {exception.state === 'active' && (
          <EndException
            end={api => api.endException(exception.id)}
            name={whomOf(exception)}
            users={exception.users}
          />
        )}
      </Cell>
    ),
  };
  return mayManageExceptions ? [...columns, ending] : columns;
}
