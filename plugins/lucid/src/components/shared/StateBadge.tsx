import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiCheckboxCircleLine,
  RiFilterOffLine,
  RiLogoutBoxRLine,
  RiQuestionLine,
  RiShieldCheckLine,
  RiUserSearchLine,
} from '@remixicon/react';
import { UsageState } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Label } from './Label';

const LOOKS: Record<
  UsageState,
  { Icon: RemixiconComponentType; color: string }
> = {
  detected: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-positive)' },
  undetected: { Icon: RiUserSearchLine, color: 'var(--bui-fg-negative)' },
  ambiguous: { Icon: RiQuestionLine, color: 'var(--bui-fg-warning)' },
  excepted: { Icon: RiShieldCheckLine, color: 'var(--bui-fg-announcement)' },
  'left-out': { Icon: RiFilterOffLine, color: 'var(--bui-fg-secondary)' },
  departed: { Icon: RiLogoutBoxRLine, color: 'var(--bui-fg-secondary)' },
};

/** What reconciliation made of a Lucid user, in an icon and a word. */
export function StateBadge({ state }: { state: UsageState }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { Icon, color } = LOOKS[state];
  return (
    <Label icon={<Icon color={color} aria-hidden />}>
      {t(`state.${state}`)}
    </Label>
  );
}
