import { ACTIVE_USER_LICENCE, Licence } from 'backstage-plugin-lucid-common';

/** Such as `Lucidchart (can-edit)`; the proxy says that it is one. */
export function licenceText({ name, access }: Licence): string {
  const remarks = [
    ...(name === ACTIVE_USER_LICENCE ? ['proxy'] : []),
    ...(access ? [access] : []),
  ];
  return remarks.length > 0 ? `${name} (${remarks.join(', ')})` : name;
}
