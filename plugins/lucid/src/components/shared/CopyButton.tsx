import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { lucidTranslationRef } from '../../translation';

const COPIED_FOR_MS = 2000;

/** Copies a text, and says for a while that it did. */
export function CopyButton(props: {
  text: string;
  /** What is copied, for those who hear the button alone. */
  label?: string;
  /** What is written on it; `Copy` unless told. */
  children?: string;
  className?: string;
}) {
  const { text, label, children, className } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      className={className}
      size="small"
      variant="tertiary"
      aria-label={copied ? undefined : label}
      iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => {
        copy(text);
        setCopied(true);
      }}
    >
      {copied ? t('setup.copied') : children ?? t('setup.copy')}
    </Button>
  );
}
