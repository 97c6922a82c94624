export { guidOctets } from './sized-bundles.ts';

export const BASE_DN = 'DC=corp,DC=contoso,DC=com';
export const DOMAIN = 'corp.contoso.com';
export const BIND = { bindDn: `CN=svc-syncwhy,CN=Users,${BASE_DN}`, bindPassword: 'relay-secret' };
export const SECRET = 'a pretend secret of the lab';

/** Lets this person be the one who is there; answered with `ready`. */
export interface ToServers {
  readonly person: number;
}

export type FromServers =
  | { readonly is: 'started'; readonly ca: string; readonly first: string; readonly second: string; readonly catalog: string; readonly graph: string; readonly login: string }
  /** `searches`: how many LDAP searches have arrived since the start. */
  | { readonly is: 'ready'; readonly searches: number };
