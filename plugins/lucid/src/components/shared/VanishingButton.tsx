import { Button } from '@backstage/ui';
import { ReactElement, ReactNode } from 'react';
import { useTakeFocus } from './FocusPlace';

/** A button that goes with what it does; the `FocusPlace` around it takes the focus. */
export function VanishingButton(props: {
  variant: 'secondary' | 'tertiary';
  size?: 'small' | 'medium';
  iconStart?: ReactElement;
  onPress: () => void;
  children: ReactNode;
}) {
  const { onPress, ...look } = props;
  const takeFocus = useTakeFocus();
  return (
    <Button
      {...look}
      onPress={() => {
        onPress();
        takeFocus();
      }}
    />
  );
}
