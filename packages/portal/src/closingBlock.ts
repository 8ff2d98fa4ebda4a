import { relative } from 'node:path';
import { ROOT } from './layout';
import { PortalPlan } from './PortalPlan';

/** What the person who started the portal needs to know. */
export function closingBlock(plan: PortalPlan): string {
  const { lucid } = plan;
  const lines: [string, string][] = [
    ['Look at', `${plan.appUrl}/lucid`],
    ['Signed in as', 'Guest, who may see and do everything'],
    ['API', `${plan.backendUrl}/api/lucid/v1 (see README.md for a token)`],
    ...(lucid.simulated ? simulatedAccount(plan) : realAccount(lucid.baseUrl)),
    [
      'Data',
      `${relative(ROOT, plan.dataDirectory)} (--fresh begins without it)`,
    ],
    ['Logs', relative(ROOT, plan.logDirectory)],
    ['Stop', 'Ctrl-C'],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    '',
    'The portal is running.',
    '',
    ...lines.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
  ].join('\n');
}

function simulatedAccount(plan: PortalPlan): [string, string][] {
  return [
    ['Lucid account', `simulated, ${plan.lucid.baseUrl}`],
    ['', `token ${plan.lucid.token}`],
    ['', `users come and go by http://localhost:${plan.ports.simulator}/admin`],
    ['A real account', 'LUCID_SCIM_TOKEN=… ./portal start'],
    ['', 'and LUCID_SCIM_BASE_URL=… where it is not users.lucid.app'],
  ];
}

function realAccount(baseUrl: string | undefined): [string, string][] {
  return [
    ['Lucid account', baseUrl ?? 'https://users.lucid.app/scim/v2'],
    ['The example', 'unset LUCID_SCIM_TOKEN, then ./portal start'],
  ];
}
