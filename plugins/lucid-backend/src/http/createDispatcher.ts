import { Agent, Dispatcher, EnvHttpProxyAgent } from 'undici';

/**
 * Connections to one Lucid account. None follows a redirect. The proxy of the
 * environment is used where Node was told to, as Backstage recommends it.
 */
export function createDispatcher(options: {
  connections: number;
  /** Milliseconds until a connection has to be there. */
  connectTimeout: number;
}): Dispatcher {
  const settings: Agent.Options = {
    connections: options.connections,
    pipelining: 1,
    connect: { timeout: options.connectTimeout },
  };
  return process.env.NODE_USE_ENV_PROXY === '1'
    ? new EnvHttpProxyAgent(settings)
    : new Agent(settings);
}
