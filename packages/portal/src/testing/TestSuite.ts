/** What came of the tests of one package or one kind. */
export interface TestCounts {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
}

/** Tests that are run together by one runner. */
export interface TestSuite {
  name: string;
  /**
   * Runs the tests; what they say goes to the terminal.
   *
   * @throws PortalError when the tests could not be run to their end
   */
  run(): Promise<TestCounts[]>;
}
