import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Snippet } from '../shared/Snippet';

const ONE_ACCOUNT = `lucid:
  token: \${LUCID_SCIM_TOKEN}`;

const SEVERAL_ACCOUNTS = `lucid:
  accounts:
    europe:
      token: \${LUCID_SCIM_TOKEN_EUROPE}
    americas:
      token: \${LUCID_SCIM_TOKEN_AMERICAS}`;

const useStyles = makeStyles({
  page: { maxWidth: '52rem', width: '100%', marginInline: 'auto' },
  key: { fontFamily: 'var(--bui-font-monospace)', overflowWrap: 'anywhere' },
  problems: {
    margin: 0,
    paddingInlineStart: 'var(--bui-space-5)',
    '& li + li': { marginTop: 'var(--bui-space-1)' },
  },
});

/** What to put into the configuration, and what is wrong with it now. */
export function SetupGuide(props: {
  configuration: LucidStatus['configuration'];
}) {
  const { state, problems } = props.configuration;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const isMissing = state === 'missing';

  return (
    <div className={classes.page}>
      <Flex direction="column" gap="4">
        <Flex direction="column" gap="2">
          <Text as="h2" variant="title-small" weight="bold">
            {isMissing ? t('setup.missingTitle') : t('setup.invalidTitle')}
          </Text>
          <Text as="p" color="secondary">
            {isMissing ? t('setup.missingText') : t('setup.invalidText')}
          </Text>
        </Flex>
        {problems.length > 0 && (
          <Alert
            status={isMissing ? 'info' : 'danger'}
            icon
            title={t('setup.problems')}
            description={
              <ul className={classes.problems}>
                {problems.map(({ key, message }) => (
                  <li key={`${key}/${message}`}>
                    <code className={classes.key}>{key}</code>: {message}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <Card>
          <CardHeader>
            <Text as="h3" weight="bold">
              1. {t('setup.step1')}
            </Text>
          </CardHeader>
          <CardBody>
            <Text as="p">{t('setup.step1Text')}</Text>
          </CardBody>
        </Card>
        <Card>
          <CardHeader>
            <Text as="h3" weight="bold">
              2. {t('setup.step2')}
            </Text>
          </CardHeader>
          <CardBody>
            <Flex direction="column" gap="3">
              <Text as="p">{t('setup.step2Text')}</Text>
              <Snippet label={t('setup.snippetOne')} text={ONE_ACCOUNT} />
              <Text as="h4" weight="bold">
                {t('setup.step3')}
              </Text>
              <Text as="p">{t('setup.step3Text')}</Text>
              <Snippet
                label={t('setup.snippetSeveral')}
                text={SEVERAL_ACCOUNTS}
              />
            </Flex>
          </CardBody>
        </Card>
      </Flex>
    </div>
  );
}
