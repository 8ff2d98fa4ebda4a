import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { PlacedUsers } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { useOptionalTabPath } from '../page/useTabPath';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-1) var(--bui-space-3)',
    padding: 'var(--bui-space-2) 0',
    overflowWrap: 'anywhere',
    '& + &': { borderTop: '1px solid var(--bui-border-1)' },
  },
});

/** Departments and groups of Lucid, each with the way to its undetected users, if any. */
export function PlaceList(props: {
  label: string;
  places: PlacedUsers[];
  /** The account that the lists behind them are narrowed to. */
  account?: string;
}) {
  const { label, places, account } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const tabPath = useOptionalTabPath();

  const hrefOf = (place: PlacedUsers) => {
    if (place.undetected === 0) return undefined;
    const isDepartment = place.place === 'department';
    return tabPath?.(TAB_PATHS.undetected, {
      account: place.account ?? account,
      department: isDepartment ? place.name : undefined,
      lucidGroup: isDepartment ? undefined : place.id,
    });
  };

  return (
    <ul className={classes.list} aria-label={label}>
      {places.map(place => (
        <li
          key={`${place.place}/${place.account}/${place.id ?? place.name}`}
          className={classes.item}
        >
          <Text>
            <PlaceName name={place.name} href={hrefOf(place)} />{' '}
            <Text variant="body-small" color="secondary">
              {place.place === 'department'
                ? t('overview.placesDepartment')
                : t('overview.placesGroup')}
            </Text>
          </Text>
          <Text color="secondary">
            {[
              t('overview.placeUndetected', { count: place.undetected }),
              place.departed > 0 &&
                t('overview.placeDeparted', { count: place.departed }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function PlaceName({ name, href }: { name: string; href?: string }) {
  return href === undefined ? <>{name}</> : <Link href={href}>{name}</Link>;
}
