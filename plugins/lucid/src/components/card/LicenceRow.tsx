import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RiInformationLine, RiKey2Line } from '@remixicon/react';
import { ACTIVE_USER_LICENCE, Licence } from 'backstage-plugin-lucid-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lucidTranslationRef } from '../../translation';
import { useLicenceName } from '../shared/useLicenceName';
import { Day } from '../shared/Moment';

const useStyles = makeStyles({
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: 40,
    height: 40,
    flexShrink: 0,
    borderRadius: 'var(--bui-radius-3)',
    background: 'var(--bui-bg-neutral-2)',
    color: 'var(--bui-fg-primary)',
  },
});

/**
 * One licence with its access level, and since when its holder is in Lucid, which
 * does not say since when a licence is held.
 */
export function LicenceRow(props: { licence: Licence; since: string }) {
  const { licence, since } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(lucidTranslationRef);
  const { licenceName, accessName } = useLicenceName();
  const Icon =
    licence.name === ACTIVE_USER_LICENCE ? RiInformationLine : RiKey2Line;

  return (
    <Flex gap="3" align="center">
      <span className={classes.icon}>
        <Icon size={20} aria-hidden />
      </span>
      <Flex direction="column" gap="1" style={{ minWidth: 0 }}>
        <Text weight="bold">{licenceName(licence.name)}</Text>
        <Text color="secondary">
          {licence.access ? accessName(licence.access) : t('access.unknown')} ·{' '}
          {t('card.since')} <Day at={since} />
        </Text>
      </Flex>
    </Flex>
  );
}
