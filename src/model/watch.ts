/** What shows that a person has done a step. A closed list; each is asked of AD, the sync server or Entra, never of the person. */
export type Watch =
  /** The cause is looked for again and not there. */
  | { readonly for: 'cause-gone'; readonly asked: string; readonly cause: string }
  /** The account is neither live nor in the recycle bin of Entra. */
  | { readonly for: 'user-purged'; readonly userId: string }
  /** The account is in the recycle bin of Entra. */
  | { readonly for: 'user-in-recycle-bin'; readonly userId: string }
  /** The account is live, whatever its sign-in name. */
  | { readonly for: 'user-live'; readonly userId: string }
  | { readonly for: 'mailbox-provisioned'; readonly userId: string }
  /** The forest offers the UPN suffix. */
  | { readonly for: 'upn-suffix'; readonly suffix: string }
  /** The domain is verified in the tenant. */
  | { readonly for: 'domain-verified'; readonly domain: string }
  /** The account holds exactly these directory roles (ids of role definitions), eligible ones included; an empty list means none. */
  | { readonly for: 'directory-roles'; readonly userId: string; readonly roles: readonly string[] }
  /** onPremisesObjectIdentifier of the account is empty. */
  | { readonly for: 'object-identifier-cleared'; readonly userId: string }
  /** A setting of the synchronisation of the tenant, by its name in Graph, e.g. `blockSoftMatchEnabled`. */
  | { readonly for: 'sync-feature'; readonly feature: string; readonly value: boolean };
