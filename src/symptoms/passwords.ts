import { symptom, type Symptom } from './symptom.ts';

export const PASSWORDS: readonly Symptom[] = [
  symptom('password', 'Event 611, RPC 8453, replication access was denied', ['8453', 'replication access was denied'], ['phs-replication-permission'], 'The connector account may not read password hashes in this domain.'),
  symptom('password', 'Event 611, RPC 1722 or 1753', ['1722', '1753', 'rpc server is unavailable', 'no more endpoints available'], ['phs-dc-unreachable'], 'The password loop cannot reach a domain controller: port 135 and the dynamic ports.'),
  symptom('password', 'Event 611', ['event 611', 'id 611'], ['phs-replication-permission', 'phs-dc-unreachable', 'conditional-access-blocks-sync'], 'Password synchronisation of a whole domain failed; the code in the text says why.'),
  symptom('password', 'Event 613, waiting for a full synchronisation', ['event 613', 'id 613'], ['phs-paused-for-full-sync'], 'Passwords wait until a full synchronisation has finished.'),
  symptom('password', 'Event 616, preferred domain controller', ['event 616', 'id 616'], ['phs-dc-unreachable'], 'The preferred domain controller did not answer.'),
  symptom('password', 'Event 652, has not been activated for this company (code 90)', ['event 652', 'id 652', 'has not been activated for this company'], ['phs-feature-off'], 'Password hash synchronisation is switched off in the tenant.'),
  symptom('password', 'Event 655, ping error', ['event 655', 'id 655'], ['phs-heartbeat-stale', 'entra-connector-auth'], 'The sign of life of the password loop failed.'),
  symptom('password', 'Event 664, single object failed', ['event 664', 'id 664'], ['phs-single-user-error'], "One user's password was refused."),
  symptom('password', 'Event 667, FIPS', ['event 667', 'id 667', 'fips'], ['phs-fips'], 'A Windows policy forbids the hash that is needed.'),
  symptom('password', 'No recent password synchronisation heartbeat', ['password & heartbeat', 'event 654', 'id 654'], ['phs-heartbeat-stale'], 'The password loop gives no sign of life.'),
  symptom('password', 'FilteredByTarget', ['filteredbytarget'], ['phs-must-change-password', 'phs-account-not-covered'], 'The password was left out by rule.'),
  symptom('password', 'TargetNotExportedToDirectory', ['targetnotexportedtodirectory', 'notargetconnection', 'sourceconnectornotpresent'], ['phs-object-not-in-cloud-yet'], 'The account itself has not arrived yet, so its password cannot either.'),
  symptom('password', 'Password writeback: the reset did not reach AD', ['password writeback', 'adpasswordpolicyerror', 'hr=8023042'], ['password-writeback-fails'], 'A reset in the cloud did not reach AD.'),
  symptom('password', 'Not allowed to interact with the desktop to authenticate', ['interact with the desktop to authenticate', 'not allowed to interact with the desktop'], ['conditional-access-blocks-sync'], 'The synchronisation account is asked for a second factor.'),
];
