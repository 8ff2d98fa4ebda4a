import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';

/** Opens why a proxy is shown in place of licences, and what can be done about it. */
export function WhyProxy() {
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <DialogTrigger>
      <Button size="small" variant="tertiary">
        {t('proxy.why')}
      </Button>
      <Dialog width={560}>
        <DialogHeader>{t('proxy.title')}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text as="p">{t('proxy.whatLucidSays')}</Text>
            <Text as="p">{t('proxy.whatIsShown')}</Text>
            <Text as="p">{t('proxy.whatItCosts')}</Text>
            <Text as="p">{t('proxy.whatHelps')}</Text>
          </Flex>
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
