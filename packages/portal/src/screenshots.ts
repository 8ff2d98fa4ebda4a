import { PortalError } from './PortalError';
import { stopSignal } from './stopSignal';
import { BrowserSuite } from './testing/BrowserSuite';
import { addUp } from './testing/summary';

/**
 * Takes the pictures of the documentation anew, in docs/images.
 *
 * @throws PortalError when one could not be taken
 */
export async function screenshots(): Promise<void> {
  const suite = new BrowserSuite({
    project: 'screenshots',
    history: true,
    signal: stopSignal(),
  });
  if (addUp(await suite.run()).failed > 0) {
    throw new PortalError('not every picture could be taken');
  }
}
