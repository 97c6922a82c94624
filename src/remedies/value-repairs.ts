import { repairValues } from './repair-values.ts';

const TAKEN: readonly string[] = ['duplicate-proxy-two-ad-objects', 'duplicate-upn-two-ad-objects', 'duplicate-held-by-cloud-only-user', 'duplicate-held-by-soft-deleted-user', 'duplicate-held-by-exchange-object', 'object-type-mismatch'];

/** Repairs of values in AD whose right form the evidence shows. */
export const valueRepairs = {
  stripAddress: repairValues({
    id: 'strip-address', title: 'Take the blanks off the address', risk: 'low', notTogetherWith: TAKEN,
    know: 'Only blanks in front and behind go; no other object that was read has the address.',
  }),
  renameToOwnAddress: repairValues({
    id: 'rename-to-own-address', title: 'Make the own address the sign-in name, and all three the same', risk: 'medium',
    notTogetherWith: [...TAKEN, 'upn-change-not-flowing', 'sign-in-not-phs', 'user-source-of-authority-cloud', 'anchor-changed-same-person'],
    know: 'The person signs in with the new name everywhere, in AD too: tell the person first. It is an address that the account has already, so nobody else can have it.',
  }),
  alignWithSignInName: repairValues({
    id: 'align-with-sign-in-name', title: 'Make mail, primary address and sign-in name the same', risk: 'low', notTogetherWith: [...TAKEN, 'proxy-missing-smtp-prefix', 'proxy-several-primaries', 'proxy-invalid-characters'],
    know: 'The sign-in name tells which of the two addresses is meant; the other one stays as a further address. Mail that the person sends bears the primary one.',
  }),
  removeExpiredCertificates: repairValues({
    id: 'remove-expired-certificates', title: 'Remove the expired certificates', risk: 'medium', notTogetherWith: [],
    know: 'Those that are removed are kept with the plan and can be given back. Mail that was encrypted with them stays readable only to whoever has their private keys.',
  }),
  nameAfterCommonName: repairValues({
    id: 'name-after-common-name', title: 'Take the common name as display name', risk: 'low', undo: 'none', notTogetherWith: [], know: 'Everybody sees it in the address book. A group that arrives in Entra with it is deleted there when it is taken back.',
  }),
  aliasFromAccountName: repairValues({
    id: 'alias-from-account-name', title: 'Take the logon name as alias', risk: 'medium', undo: 'none', notTogetherWith: ['duplicate-mailnickname', 'samaccountname-invalid', 'exchange-attributes-cloud-managed'],
    know: 'The logon name is unique in its domain. With an alias all Exchange attributes of the object flow to the cloud, hiding from address lists and forwarding among them; what has reached the cloud may stay there when the alias is taken away again.',
  }),
  prefixForwarding: repairValues({
    id: 'prefix-forwarding', title: 'Put SMTP: in front of the forwarding address', risk: 'medium', notTogetherWith: [], know: 'Mail for the object goes where the address points.',
  }),
  removeReserved: repairValues({
    id: 'remove-reserved-addresses', title: 'Remove the addresses that Entra ignores', risk: 'low', notTogetherWith: [], know: 'They have no effect in the cloud, and Entra makes the onmicrosoft.com address by itself.',
  }),
  completeAddress: repairValues({
    id: 'complete-address', title: 'Write the address where it is missing', risk: 'low', undo: 'none', notTogetherWith: TAKEN, know: 'The object has the address already, in one of the two attributes that must both hold it. It arrives in Entra with it, and is deleted there when it is taken back.',
  }),
  clearAdminDescription: repairValues({
    id: 'clear-admin-description', title: 'Clear adminDescription', risk: 'medium', undo: '30-days',
    notTogetherWith: ['ou-not-in-scope', 'moved-out-of-scope', 'duplicate-anchor-in-ad', 'source-account-still-in-scope', 'new-domain-new-anchor', 'ambiguous-join-in-metaverse', 'anchor-belongs-to-other-ad-user', 'soft-match-blocked-by-tenant'],
    know: 'The object comes into scope with it; taking that back puts its cloud account into the recycle bin. A migration often sets the value on purpose: ask whoever runs it.',
  }),
  writeWantedInAd: repairValues({
    id: 'write-wanted-in-ad', title: 'Make the refused edit in AD', risk: 'low', notTogetherWith: ['user-source-of-authority-cloud', 'precedence-other-source', 'attribute-filtered-by-app-filter'],
    know: 'AD masters the object, so the cloud refused the edit. The value is the one that was wanted there, as the audit log has it.',
  }),
  writeUsageLocation: repairValues({
    id: 'write-usage-location', title: 'Write the usage location into AD', risk: 'low', undo: 'none', notTogetherWith: ['attribute-filtered-by-app-filter', 'precedence-other-source', 'schema-not-refreshed'],
    know: 'It is the country in the address of the account. In which country a person uses the services has legal weight: make sure that it is right. The cloud keeps it when AD is emptied again.',
  }),
} as const;
