import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { ListedCatalogUser } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { LicenceBadges } from '../shared/LicenceBadges';
import { ProxyNote } from '../shared/ProxyNote';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  stale: { opacity: 0.6 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-2)',
    // As high with licences as without, so that pages do not jump.
    minHeight: 44,
    padding: 'var(--bui-space-2) 0',
    borderBottom: '1px solid var(--bui-border-1)',
  },
});

/** Members of a group, each with what they hold. */
export function MemberList(props: {
  label: string;
  members: ListedCatalogUser[];
  /** A newer list is awaited. */
  isStale: boolean;
  /** Stands there where there is nobody. */
  empty: ReactNode;
}) {
  const { label, members, isStale, empty } = props;
  const classes = useStyles();
  if (members.length === 0) return <>{empty}</>;
  return (
    <>
      <ul
        className={`${classes.list} ${isStale ? classes.stale : ''}`}
        aria-label={label}
        aria-busy={isStale}
      >
        {members.map(({ displayName, entityRef, licences }) => (
          <li key={entityRef} className={classes.item}>
            <EntityRefLink entityRef={entityRef}>{displayName}</EntityRefLink>
            <LicenceBadges licences={licences} />
          </li>
        ))}
      </ul>
      <ProxyNote
        licences={members.flatMap(({ licences }) =>
          licences.map(({ name }) => name),
        )}
      />
    </>
  );
}
