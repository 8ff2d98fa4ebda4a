import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { PlacedUsers } from 'backstage-plugin-lucid-common';
import { TAB_PATHS, rootRouteRef } from '../../routes';
import { lucidTranslationRef } from '../../translation';

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
  const pagePath = useRouteRef(rootRouteRef)();

  const hrefOf = (place: PlacedUsers) => {
    const query = new URLSearchParams();
    const within = place.account ?? account;
    if (within) query.set('account', within);
    if (place.place === 'department') query.set('department', place.name);
    else query.set('lucidGroup', place.id ?? '');
    return `${pagePath}/${TAB_PATHS.undetected}?${query}`;
  };

  return (
    <ul className={classes.list} aria-label={label}>
      {places.map(place => (
        <li
          key={`${place.place}/${place.account}/${place.id ?? place.name}`}
          className={classes.item}
        >
          <Text>
            {place.undetected > 0 ? (
              <Link href={hrefOf(place)}>{place.name}</Link>
            ) : (
              place.name
            )}{' '}
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
