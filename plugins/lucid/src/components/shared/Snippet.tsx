import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

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

/** A piece of YAML that can be copied. */
export function Snippet({ label, text }: { label: string; text: string }) {
  const classes = useStyles();
  return (
    <figure className={classes.root} aria-label={label}>
      <pre className={classes.code}>
        <code>{text}</code>
      </pre>
      <CopyButton className={classes.copy} text={text} />
    </figure>
  );
}
