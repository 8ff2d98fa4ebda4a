import { LeaveOutRule } from '../config/LucidConfig';
import { wildcardPattern } from '../text/wildcardPattern';
import { AddressNormaliser } from './AddressNormaliser';
import { RecognisableUser } from './Matcher';

type Test = (user: RecognisableUser) => boolean;

/** The rules by which Lucid users are left out of reconciliation. */
export class LeaveOutRules {
  readonly #rules: { name: string; tests: Test[] }[];

  constructor(options: {
    rules: LeaveOutRule[];
    addresses: AddressNormaliser;
  }) {
    this.#rules = options.rules.map(rule => ({
      name: rule.name,
      tests: testsOf(rule, options.addresses),
    }));
  }

  /** The name of the first rule that leaves a user out. */
  ruleOf(user: RecognisableUser): string | undefined {
    return this.#rules.find(({ tests }) => tests.some(test => test(user)))
      ?.name;
  }
}

/** A rule in words, such as `e-mail svc-*; domain partner.com`. */
export function describeRule(rule: LeaveOutRule): string {
  const parts: [string, string[]][] = [
    ['id', rule.ids],
    ['e-mail', rule.emails],
    ['domain', rule.domains],
    ['user name', rule.userNames],
    ['name', rule.displayNames],
    ['department', rule.departments],
  ];
  return parts
    .filter(([, patterns]) => patterns.length > 0)
    .map(([what, patterns]) => `${what} ${patterns.join(', ')}`)
    .join('; ');
}

function testsOf(rule: LeaveOutRule, addresses: AddressNormaliser): Test[] {
  const anyOf = (
    patterns: string[],
    textsOf: (user: RecognisableUser) => (string | undefined)[],
  ): Test[] =>
    patterns
      .map(wildcardPattern)
      .map(
        fits => user =>
          textsOf(user).some(text => text !== undefined && fits(text)),
      );
  const emailsOf = (user: RecognisableUser) => [
    user.email,
    ...user.otherEmails,
  ];
  const domains = new Set(rule.domains.map(domain => addresses.domain(domain)));
  return [
    ...anyOf(rule.ids, user => [user.id]),
    ...anyOf(rule.emails, emailsOf),
    ...anyOf(rule.userNames, user => [user.userName]),
    ...anyOf(rule.displayNames, user => [user.displayName]),
    ...anyOf(rule.departments, user => [user.department]),
    ...(domains.size > 0
      ? [
          (user: RecognisableUser) => {
            const domain = domainOf(user.email ?? user.userName);
            return (
              domain !== undefined && domains.has(addresses.domain(domain))
            );
          },
        ]
      : []),
  ];
}

function domainOf(address: string | undefined): string | undefined {
  const at = address?.lastIndexOf('@') ?? -1;
  return at > 0 ? address?.slice(at + 1).trim() : undefined;
}
