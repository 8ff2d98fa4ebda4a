import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// Tabs and cards are loaded when they are first shown, and a busy machine
// compiles them then.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
