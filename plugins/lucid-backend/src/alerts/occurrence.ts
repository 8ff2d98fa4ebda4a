import { hash } from 'node:crypto';

/**
 * Names what may occur again and again: by what the rule watches, never by where
 * it stands in the configuration.
 */
export function keyOf(
  ruleKey: string,
  account: string,
  subject?: string,
): string {
  return JSON.stringify([ruleKey, account, subject ?? null]);
}

/**
 * Names what one notification stands for. Backstage keeps one notification of each
 * scope, and allows for 255 letters.
 */
export function scopeOf(key: string): string {
  return `alert-${hash('sha256', key, 'base64url')}`;
}
