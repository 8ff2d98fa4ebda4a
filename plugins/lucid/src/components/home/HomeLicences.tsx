import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Flex } from '@backstage/ui';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import { useLucidData } from '../../hooks/useLucidData';
import { CardSkeleton } from '../card/CardSkeleton';
import { ReadersOnly } from '../permissions/ReadersOnly';
import { Answer } from '../shared/Answer';
import { SaidAbove } from '../shared/SaidAbove';
import { useReadableSecondary } from '../shared/useReadableSecondary';
import { AccountGlance } from './AccountGlance';
import { MyLicences } from './MyLicences';

/** What the widget of the home page holds: the licences of whoever is signed in. */
export function HomeLicences() {
  return (
    <div className={useReadableSecondary()}>
      <ReadersOnly awaited={<CardSkeleton />}>
        <ReadLicences />
      </ReadersOnly>
    </div>
  );
}

function ReadLicences() {
  const identity = useApi(identityApiRef);
  useLiveUpdates();
  const answer = useLucidData('home', async (api, signal) => {
    const { userEntityRef } = await identity.getBackstageIdentity();
    const usage = await api.entityUsage(userEntityRef, { signal });
    // Why there is nothing to show.
    const status = usage?.snapshotAt ? undefined : await api.status({ signal });
    return { usage, status };
  });
  const { value } = answer;

  return (
    <Flex direction="column" gap="4">
      <Answer of={answer}>
        {value ? <MyLicences {...value} /> : <CardSkeleton />}
      </Answer>
      <SaidAbove.Provider value={answer.error !== undefined}>
        <AccountGlance />
      </SaidAbove.Provider>
    </Flex>
  );
}
