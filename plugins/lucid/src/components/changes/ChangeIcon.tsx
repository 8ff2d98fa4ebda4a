import { makeStyles } from '@material-ui/core/styles';
import {
  RemixiconComponentType,
  RiAddCircleLine,
  RiBuildingLine,
  RiExchangeLine,
  RiIndeterminateCircleLine,
  RiLoginBoxLine,
  RiLogoutBoxRLine,
  RiMailLine,
  RiUserAddLine,
  RiUserSearchLine,
} from '@remixicon/react';
import { UsageChangeType } from 'backstage-plugin-lucid-common';

const LOOKS: Record<
  UsageChangeType,
  { Icon: RemixiconComponentType; color: string }
> = {
  appeared: { Icon: RiUserAddLine, color: 'var(--bui-fg-positive)' },
  returned: { Icon: RiLoginBoxLine, color: 'var(--bui-fg-positive)' },
  departed: { Icon: RiLogoutBoxRLine, color: 'var(--bui-fg-negative)' },
  'licence-gained': { Icon: RiAddCircleLine, color: 'var(--bui-fg-positive)' },
  'licence-lost': {
    Icon: RiIndeterminateCircleLine,
    color: 'var(--bui-fg-negative)',
  },
  access: { Icon: RiExchangeLine, color: 'var(--bui-fg-warning)' },
  email: { Icon: RiMailLine, color: 'var(--bui-fg-secondary)' },
  department: { Icon: RiBuildingLine, color: 'var(--bui-fg-secondary)' },
  state: { Icon: RiUserSearchLine, color: 'var(--bui-fg-secondary)' },
};

const useStyles = makeStyles({
  root: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: 28,
    height: 28,
    borderRadius: 'var(--bui-radius-full)',
    background: 'var(--bui-bg-neutral-2)',
  },
});

/** What kind of change it was, for the eye alone: the words beside it say it. */
export function ChangeIcon({ type }: { type: UsageChangeType }) {
  const { Icon, color } = LOOKS[type];
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <Icon size={16} color={color} aria-hidden />
    </span>
  );
}
