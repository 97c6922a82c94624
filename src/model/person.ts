import type { PersonId } from './ids.ts';

/** A human as Graph knows them now. Display name and mail are for showing, never for authorisation. */
export interface Person {
  readonly oid: PersonId;
  readonly displayName: string;
  readonly upn: string;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  /** Key of the human behind several accounts (employeeId); null when unknown. */
  readonly personKey: string | null;
  /** Mail addresses: `mail` and proxyAddresses as Graph gives them, with or without prefix. */
  readonly addresses: readonly string[];
  readonly onPremisesImmutableId: string | null;
  /** Where the AD account behind it stood at the last sync; null for a cloud account. */
  readonly onPremisesDistinguishedName: string | null;
  /** Addresses of other mailboxes that Entra ID knows of the account; absent where there are none. */
  readonly otherMails?: readonly string[] | undefined;
  /** extensionAttribute1 to 15, those that have a value; absent where none has. */
  readonly extensions?: Readonly<Record<string, string>> | undefined;
}

/** An enabled member of the home tenant; guests and disabled accounts neither request nor decide. */
export const isMember = (person: Person): boolean => person.accountEnabled && person.userType === 'Member' && !person.upn.toUpperCase().includes('#EXT#');

/** Who is acting, as the verified activity says. */
export interface Actor {
  readonly oid: PersonId;
  readonly name: string;
}

export type WhoIs =
  | { readonly is: 'person'; readonly person: Person }
  | { readonly is: 'nobody' }
  | { readonly is: 'unknown'; readonly says: string };
