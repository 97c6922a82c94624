import type { SealedCause } from '../catalogue/seal.ts';

/** Areas that speak of a server or of the whole tenant: one answer for all objects, which no list of objects needs. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['engine', 'sign-in']);

const ENGINE_SPACES = 'what the engine itself says of the object';
const MEMBERS = 'the members of groups';
const AUDIT = 'the audit log of the tenant';
const PASSWORDS = 'the events and settings of the password hash synchronisation';
const EXCHANGE = 'Exchange Online';

/** Causes that cannot be judged from what lists bring, each with what it takes; the question about one object asks for it. */
export const NOT_FROM_LISTS: Readonly<Record<string, string>> = {
  'object-not-found-in-ad': 'a name that somebody asked for; what Entra has and AD not is a check of the scan',
  'ad-object-deleted': 'the recycle bin of AD',
  'synced-group-deleted': 'the recycle bin of AD',
  'not-yet-replicated': 'the other domain controllers',
  'connector-cannot-read-object': ENGINE_SPACES,
  'pending-full-sync': ENGINE_SPACES,
  'precedence-other-source': ENGINE_SPACES,
  'cloud-sync-also-provisions': 'nothing of one object: it is the same for all',
  'object-class-not-synced': 'objects of other classes',
  'attribute-filtered-by-app-filter': 'attributes that lists do not bring',
  'attribute-not-in-sync-set': 'attributes that lists do not bring',
  'user-source-of-authority-cloud': 'where each object is mastered',
  'group-or-contact-source-of-authority-cloud': 'where each object is mastered',
  'write-refused-synced-object': AUDIT,
  'exchange-attributes-cloud-managed': EXCHANGE,
  'mobile-overridden-in-cloud': 'telephone numbers',
  'anchor-writeback-denied': ENGINE_SPACES,
  'linked-mailbox-waiting-for-master': 'the SIDs of linked mailboxes',
  'first-sync-duplicate-anchor': ENGINE_SPACES,
  'source-account-still-in-scope': ENGINE_SPACES,
  'server-configs-differ': 'nothing of one object: it is the same for all',
  'duplicate-held-by-exchange-object': EXCHANGE,
  'duplicate-not-covered-by-resiliency': ENGINE_SPACES,
  'data-validation-failed': ENGINE_SPACES,
  'schema-not-refreshed': 'the schemas of the forests',
  'large-object-certificates': 'certificates',
  'large-object-photo': 'photographs',
  'group-dynamic-distribution': 'objects of other classes',
  'group-too-large': MEMBERS,
  'group-contains-public-folder': MEMBERS,
  'member-not-in-cloud': MEMBERS,
  'member-from-other-forest': MEMBERS,
  'member-by-primary-group': MEMBERS,
  'device-no-certificate': 'certificates',
  'device-certificate-not-hybrid-join': 'certificates',
  'device-soft-match-blocked': 'devices',
  'deleting-cloud-only-object': ENGINE_SPACES,
  'soft-deleted-awaiting-return': ENGINE_SPACES,
  'upn-change-not-flowing': ENGINE_SPACES,
  'ambiguous-join-in-metaverse': ENGINE_SPACES,
  'mailbox-lost-with-licence': AUDIT,
  'archive-guid-mismatch': EXCHANGE,
  'mailbox-not-provisioned-yet': EXCHANGE,
  'sign-in-not-phs': 'nothing of one object: it is the same for all',
  'phs-feature-off': PASSWORDS,
  'phs-account-not-covered': PASSWORDS,
  'phs-replication-permission': PASSWORDS,
  'phs-dc-unreachable': PASSWORDS,
  'phs-fips': PASSWORDS,
  'phs-paused-for-full-sync': PASSWORDS,
  'phs-heartbeat-stale': PASSWORDS,
  'phs-object-not-in-cloud-yet': PASSWORDS,
  'phs-single-user-error': PASSWORDS,
  'password-writeback-fails': AUDIT,
  'cloud-password-set-by-admin': AUDIT,
};

/** Whether a scan asks a cause about every object. */
export const isJudged = ({ text }: SealedCause): boolean => !OF_THE_WHOLE.has(text.area) && !(text.id in NOT_FROM_LISTS);

/** Asked about whoever is not in Entra, before anything else: they tell where an object was to go. */
export const tellsScope = ({ text }: SealedCause): boolean => ON_PURPOSE.has(text.id) || text.id === 'ou-renamed-or-moved';

/** Causes by which somebody has left an object out on purpose. */
export const ON_PURPOSE: ReadonlySet<string> = new Set([
  'ou-not-in-scope', 'moved-out-of-scope', 'domain-not-selected', 'forest-not-connected', 'group-filter-not-direct-member', 'filter-critical-system-object', 'filter-samaccountname',
  'filter-system-mailbox', 'filter-admindescription', 'filter-custom-rule', 'group-critical-builtin', 'group-role-group', 'contact-legacy-hidden',
]);
