import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiForbidLine,
  RiLoader4Line,
  RiPauseCircleLine,
} from '@remixicon/react';
import { SyncState } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { StatusText } from '../shared/StatusText';

const LOOKS: Record<
  SyncState,
  { Icon: RemixiconComponentType; color: string }
> = {
  running: { Icon: RiLoader4Line, color: 'var(--bui-fg-announcement)' },
  succeeded: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-positive)' },
  failed: { Icon: RiCloseCircleLine, color: 'var(--bui-fg-negative)' },
  held: { Icon: RiPauseCircleLine, color: 'var(--bui-fg-warning)' },
  cancelled: { Icon: RiForbidLine, color: 'var(--bui-fg-secondary)' },
};

/** How a sync stands, in an icon and a word. */
export function SyncStateText({ state }: { state: SyncState }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { Icon, color } = LOOKS[state];
  return (
    <StatusText Icon={Icon} color={color}>
      {t(`sync.states.${state}`)}
    </StatusText>
  );
}
