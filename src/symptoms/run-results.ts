import { symptom, type Symptom } from './symptom.ts';

export const RUN_RESULTS: readonly Symptom[] = [
  symptom('run', 'stopped-deletion-threshold-exceeded', ['stopped-deletion-threshold-exceeded', 'deletion threshold'], ['export-deletion-threshold', 'ou-renamed-or-moved', 'domain-not-selected'], 'More objects were to be deleted than is allowed at once, so nothing was deleted. Find out why before anything is released.'),
  symptom('run', 'stopped-extension-dll-exception', ['stopped-extension-dll-exception', 'extension-dll-exception'], ['connect-version-unsupported', 'conditional-access-blocks-sync', 'entra-connector-auth', 'proxy-or-firewall', 'tls12-missing'], 'The connector to Entra could not sign in or was refused. Look at the version first, then Conditional Access, the network and the account.'),
  symptom('run', 'stopped-server-down', ['stopped-server-down'], ['sync-gap-over-seven-days', 'proxy-or-firewall', 'entra-connector-auth', 'ad-dc-unreachable'], 'The other side could not be reached, or synchronisation stood still for too long.'),
  symptom('run', 'stopped-database-disk-full', ['stopped-database-disk-full'], ['database-full'], 'The local database has reached its limit of 10 GB.'),
  symptom('run', 'stopped-error-limit', ['stopped-error-limit'], ['export-error-limit'], 'More than 5,000 objects failed, so the run was ended. Somebody else may be the reason.'),
  symptom('run', 'no-start-credentials', ['no-start-credentials'], ['ad-connector-credentials'], 'Entra Connect cannot log on to AD with the connector account.'),
  symptom('run', 'no-start-connection', ['no-start-connection', 'failed-connection', '0x51'], ['ad-dc-unreachable'], 'No domain controller answered.'),
  symptom('run', 'no-start-ma', ['no-start-ma'], ['ad-dc-unreachable'], 'The connector could not start, usually because a name is not resolved.'),
  symptom('run', 'no-start-partition-delete', ['no-start-partition-delete'], ['run-profile-partition-missing'], 'A run profile names a domain that is no longer there.'),
  symptom('run', 'missing-partition-for-run-step', ['missing-partition-for-run-step'], ['run-profile-partition-missing'], 'A run profile names a domain that is no longer selected or no longer there.'),
  symptom('run', 'dropped-connection, size limit exceeded (0x4)', ['size limit exceeded', 'dropped-connection & 0x4'], ['delta-import-size-limit'], 'A delta import met more changes at once than the domain controller gives out, usually after many objects were restored.'),
  symptom('run', 'failed-search or failed-permission', ['failed-search', 'failed-permission'], ['ad-search-rights'], 'The connector account may not read the domain, or the answer was broken on its way.'),
  symptom('run', 'failed-authentication', ['failed-authentication'], ['ad-connector-credentials'], 'The domain controller refused the connector account.'),
  symptom('run', 'completed-export-errors', ['completed-export-errors'], ['duplicate-proxy-two-ad-objects', 'data-validation-failed'], 'The export ran; single objects failed. Ask about one of them by name.'),
  symptom('run', 'completed-sync-errors', ['completed-sync-errors'], ['sync-rule-error', 'ambiguous-join-in-metaverse'], 'The synchronisation ran; single objects failed. Ask about one of them by name.'),
  symptom('run', 'staging-error', ['staging-error'], ['database-error-utf8-locale'], 'What was read could not be stored.'),
  symptom('run', 'need-full-object', ['need-full-object'], ['pending-full-sync'], 'A delta is not enough for this object; a full import is due.'),
];
