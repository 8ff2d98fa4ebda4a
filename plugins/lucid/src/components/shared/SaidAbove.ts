import { createContext } from 'react';

/**
 * Whether it is said above that the backend does not answer, so that not
 * everything that cannot be read again has to say so once more.
 */
export const SaidAbove = createContext(false);
