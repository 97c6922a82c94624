import { rdnsOf } from '../model/distinguished-name.ts';

/** DNS name of the domain of a DN: `…,DC=corp,DC=contoso,DC=com` → `corp.contoso.com`, lower case. */
export const domainOf = (dn: string): string =>
  rdnsOf(dn).flatMap((rdn) => (/^dc=/i.test(rdn) ? [rdn.slice(3).trim().toLowerCase()] : [])).join('.');
