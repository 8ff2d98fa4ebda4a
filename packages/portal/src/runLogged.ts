import { logTail } from './logTail';
import { PortalError } from './PortalError';
import { ProcessGroup, ProgramOptions } from './ProcessGroup';

/**
 * Runs a program quietly to its end.
 *
 * @param name - what messages call it
 * @param signal - ends it early
 * @throws PortalError with the end of its output when it fails; the reason of `signal`
 */
export async function runLogged(
  name: string,
  program: ProgramOptions,
  signal: AbortSignal,
): Promise<void> {
  const processes = ProcessGroup.start(program);
  const abort = () => processes.stop();
  signal.addEventListener('abort', abort);
  const failure = await processes.ended;
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (failure) {
    const { logFile } = program;
    throw new PortalError(
      `${name}: ${failure}; the end of ${logFile}:\n${logTail(logFile)}`,
    );
  }
}
