import { ExceptionRule } from 'backstage-plugin-lucid-common';

/** Such as `email: *@partner.example`. */
export function ruleText({ field, pattern }: ExceptionRule): string {
  return `${field}: ${pattern}`;
}
