import { Entity } from '@backstage/catalog-model';
import { LUCID_USER_ID_ANNOTATION } from 'backstage-plugin-lucid-common';
import { LucidUser } from 'lucid-simulator';

/**
 * The Lucid users whom nobody in the catalog is, found by looking each up
 * among all catalog users, with nothing of the plugin's code.
 */
export function undetectedAmong(
  lucidUsers: LucidUser[],
  catalogUsers: Entity[],
): LucidUser[] {
  const annotated = new Set(
    catalogUsers.map(
      user => user.metadata.annotations?.[LUCID_USER_ID_ANNOTATION],
    ),
  );
  const addresses = new Set(
    catalogUsers.map(user => emailOf(user)?.toLowerCase()),
  );
  return lucidUsers
    .filter(user => user.active)
    .filter(user => !annotated.has(user.id))
    .filter(
      user =>
        ![user.userName, ...user.emails.map(email => email.value)].some(
          address => address && addresses.has(address.trim().toLowerCase()),
        ),
    );
}

/** Catalog users with an address that no active Lucid user has in any place. */
export function unlicensedAmong(
  catalogUsers: Entity[],
  lucidUsers: LucidUser[],
): Entity[] {
  const taken = new Set(
    lucidUsers
      .flatMap(user => [user.userName, ...user.emails.map(it => it.value)])
      .map(address => address?.trim().toLowerCase()),
  );
  return catalogUsers.filter(user => {
    const email = emailOf(user);
    return (
      email !== undefined &&
      !taken.has(email.toLowerCase()) &&
      !user.metadata.annotations?.[LUCID_USER_ID_ANNOTATION]
    );
  });
}

/** The address of a catalog user. */
export function emailOf(user: Entity): string | undefined {
  const spec = user.spec as { profile?: { email?: string } } | undefined;
  return spec?.profile?.email;
}
