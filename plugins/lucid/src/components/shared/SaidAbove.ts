import { createContext } from 'react';

/**
 * Whether it is said above that something cannot be read again, so that not
 * everything below has to say so once more.
 */
export const SaidAbove = createContext(false);
