/** Is told of every request to Lucid. Nothing of a user is in what it is told. */
export interface RequestObserver {
  /**
   * A request is over.
   *
   * @param request - `name` is its kind, such as `GET /Users`; `status` is the
   * HTTP status, absent where no whole answer came
   */
  ended(request: { name: string; status?: number }): void;

  /** A request is to be sent again. */
  retried(request: { name: string }): void;
}
