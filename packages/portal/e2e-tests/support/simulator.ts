import { LucidSimulatorAdmin } from 'lucid-simulator';
import { connection } from './connection';

/** The admin endpoint of the simulated Lucid account. */
export const simulator = new LucidSimulatorAdmin({
  adminUrl: `${connection.simulatorUrl}/admin`,
  token: connection.simulatorToken,
});
