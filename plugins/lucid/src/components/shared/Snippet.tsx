import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { lucidTranslationRef } from '../../translation';

const COPIED_FOR_MS = 2000;

const useStyles = makeStyles({
  root: {
    position: 'relative',
    margin: 0,
    background: 'var(--bui-bg-neutral-2)',
    borderRadius: 'var(--bui-radius-3)',
  },
  code: {
    margin: 0,
    padding: 'var(--bui-space-4)',
    paddingInlineEnd: '7rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'var(--bui-font-monospace)',
    fontSize: 'var(--bui-font-size-3)',
    lineHeight: 1.6,
    color: 'var(--bui-fg-primary)',
  },
  copy: {
    position: 'absolute',
    top: 'var(--bui-space-2)',
    right: 'var(--bui-space-2)',
  },
});

/** A piece of configuration that can be copied. */
export function ConfigSnippet({
  label,
  text,
}: {
  label: string;
  text: string;
}) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <figure className={classes.root} aria-label={label}>
      <pre className={classes.code}>
        <code>{text}</code>
      </pre>
      <Button
        className={classes.copy}
        size="small"
        variant="tertiary"
        iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => {
          copy(text);
          setCopied(true);
        }}
      >
        {copied ? t('setup.copied') : t('setup.copy')}
      </Button>
    </figure>
  );
}
