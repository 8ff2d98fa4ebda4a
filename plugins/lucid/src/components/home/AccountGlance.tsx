import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useState } from 'react';
import { lucidTranslationRef } from '../../translation';
import { AccountFacts } from './AccountFacts';

/** What those who look after licences want to see at a glance; read when it is opened. */
export function AccountGlance() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Accordion isExpanded={isOpen} onExpandedChange={setIsOpen}>
      <AccordionTrigger title={t('home.account')} level={3} />
      <AccordionPanel>{isOpen && <AccountFacts />}</AccordionPanel>
    </Accordion>
  );
}
