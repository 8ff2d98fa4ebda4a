import { BUILT_IN_MATCHERS } from 'backstage-plugin-lucid-common';
import { ACME_DOMAINS } from '../directory/addresses';

/** A way to configure `lucid.matching`, and what is wanted of it. */
export interface Condition {
  name: string;
  /** As it would stand in `app-config.yaml`. */
  matching: Record<string, unknown>;
  /** Least shares of what is said that has to be right, and of what is true that has to be said. */
  targets: {
    detectedPrecision: number;
    detectedRecall?: number;
    leaverPrecision: number;
  };
}

const PRECISION = { detectedPrecision: 0.9999, leaverPrecision: 0.999 };

const DOMAIN_ALIASES = [[...ACME_DOMAINS]];

/** From what works by itself to what a portal has that says all it knows. */
export const CONDITIONS: Condition[] = [
  {
    name: 'default matchers, nothing configured',
    matching: {},
    targets: PRECISION,
  },
  {
    name: 'default matchers, domain aliases configured',
    matching: { domainAliases: DOMAIN_ALIASES },
    targets: { ...PRECISION, detectedRecall: 0.99 },
  },
  {
    name: 'all matchers, everything configured',
    matching: {
      matchers: [...BUILT_IN_MATCHERS],
      emailAnnotations: ['microsoft.com/email', 'google.com/email'],
      externalIdAnnotation: 'graph.microsoft.com/user-id',
      identityAnnotations: [
        'graph.microsoft.com/user-id',
        'backstage.io/ldap-uuid',
      ],
      equivalence: { case: true, unicode: true, plusAddressing: true },
      domainAliases: DOMAIN_ALIASES,
      leaveOut: [
        {
          name: 'Service accounts',
          emails: ['svc-*', 'automation-*', 'noreply-*', 'bot-*'],
        },
      ],
    },
    targets: { ...PRECISION, detectedRecall: 0.99 },
  },
];
