import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiLockLine } from '@remixicon/react';
import {
  lucidCostReadPermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';

const PERMISSIONS = {
  read: lucidUsageReadPermission,
  cost: lucidCostReadPermission,
};

/** Says what is not shown for want of which permission, and where to get it. */
export function NoPermission({ to }: { to: keyof typeof PERMISSIONS }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Notice Icon={RiLockLine} title={t(`permissions.${to}Title`)}>
      {t(`permissions.${to}Text`, { permission: PERMISSIONS[to].name })}
    </Notice>
  );
}
