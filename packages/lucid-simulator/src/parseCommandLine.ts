import { Command, InvalidArgumentError, Option } from 'commander';
import {
  GROUP_MODES,
  LICENCE_SHAPES,
  LucidSimulatorOptions,
  ROLE_SHAPES,
} from './options';

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    throw new InvalidArgumentError('Not a number.');
  }
  return value;
}

/** Options from the arguments after the name of the script. */
export function parseCommandLine(args: string[]): LucidSimulatorOptions {
  const number = (flags: string, description: string) =>
    new Option(flags, description).argParser(parseNumber);
  const { latency, ...options } = new Command('lucid-simulator')
    .description('Serves a simulated Lucid account over SCIM')
    .addOption(number('--port <port>', 'port, 0 for any').default(7107))
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--token <token>', 'bearer token', 'lucid-simulator-token')
    .option(
      '--api-key <key>',
      'bearer token of the REST API',
      'lucid-simulator-api-key',
    )
    .addOption(
      number('--users <n>', 'serve a generated account with n active users'),
    )
    .addOption(number('--seed <n>', 'same seed, same data').default(1))
    .addOption(
      new Option('--licences <shape>', 'shape of licences')
        .choices(LICENCE_SHAPES)
        .default('boolean'),
    )
    .addOption(
      new Option('--roles <shape>', 'shape of roles').choices(ROLE_SHAPES),
    )
    .addOption(
      new Option('--groups <mode>', 'what groups are')
        .choices(GROUP_MODES)
        .default('org-groups'),
    )
    .addOption(number('--latency <ms>', 'wait before each answer').default(0))
    .addOption(number('--rate-limit <n>', 'requests answered in 5 seconds'))
    .option('--no-retry-after', 'leave Retry-After out of a 429')
    .addOption(
      number(
        '--failure-rate <share>',
        'share of requests that fail, 0 to 1',
      ).default(0),
    )
    .addOption(
      number('--churn <n>', 'users who come or go after each page').default(0),
    )
    .addOption(number('--seats <n>', 'licences that were bought'))
    .option('--renewal <day>', 'when the subscription is renewed')
    .option('--trial', 'have a trial subscription as well')
    .parse(args, { from: 'user' })
    .opts();
  return { ...options, latencyMs: latency };
}
