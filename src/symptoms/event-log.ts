import { symptom, type Symptom } from './symptom.ts';

export const EVENT_LOG: readonly Symptom[] = [
  symptom('event-log', 'Event 6941 (ADSync)', ['event 6941', 'id 6941', '6941'], ['duplicate-proxy-two-ad-objects', 'data-validation-failed', 'ad-account-recreated-new-anchor'], 'An export error of one object; the name of the error stands in the event.'),
  symptom('event-log', 'Event 6801, KeyNotFoundException', ['keynotfoundexception'], ['entra-import-keynotfound'], 'An old build met a kind of object that it was not told to read.'),
  symptom('event-log', 'Event 109 (Directory Synchronization)', ['event 109', 'id 109'], ['connect-version-unsupported', 'sync-gap-over-seven-days', 'entra-import-keynotfound'], 'The import from Entra failed.'),
  symptom('event-log', 'Event 106 (Directory Synchronization)', ['event 106', 'id 106'], ['entra-connector-auth', 'connect-version-unsupported', 'entra-access-denied'], 'The exchange with Entra failed; event 115 or 109 beside it says more.'),
  symptom('event-log', 'Event 115, access to Entra denied', ['event 115', 'id 115', 'access to azure active directory has been denied', 'access to microsoft entra id has been denied'], ['entra-access-denied', 'entra-connector-auth'], 'Entra refused the synchronisation identity.'),
  symptom('event-log', 'Event 116, deletion threshold', ['event 116', 'id 116'], ['export-deletion-threshold'], 'More objects were to be deleted than is allowed at once.'),
  symptom('event-log', 'Event 906, scheduler error', ['event 906', 'id 906'], ['entra-connector-auth', 'conditional-access-blocks-sync'], 'The scheduler could not do its cycle; the text says at which step.'),
  symptom('event-log', 'Event 6000, credentials', ['event 6000', 'id 6000'], ['ad-connector-credentials'], 'The credentials of a connector do not work.'),
  symptom('event-log', 'Event 6020, missing partition', ['event 6020', 'id 6020'], ['run-profile-partition-missing'], 'A run profile names a domain that is gone.'),
  symptom('event-log', 'Event 6050, connectivity', ['event 6050', 'id 6050'], ['delta-import-size-limit', 'ad-dc-unreachable'], 'The connection to a domain controller broke.'),
  symptom('event-log', 'Event 6301, table-valued parameter', ['event 6301', 'id 6301', 'table-valued', 'tvp'], ['database-error-utf8-locale'], 'The Windows setting for UTF-8 breaks the exchange with the database.'),
  symptom('event-log', 'Event 6323, database full', ['event 6323', 'id 6323'], ['database-full'], 'The local database is full.'),
  symptom('event-log', 'Event 6949, member not found', ['event 6949', 'id 6949'], ['member-not-in-cloud'], 'A member of a group is not in the cloud itself.'),
  symptom('event-log', 'Event 6956, source of authority is the cloud', ['event 6956', 'id 6956', 'source of authority'], ['user-source-of-authority-cloud', 'group-or-contact-source-of-authority-cloud'], 'The object was skipped because it is managed in the cloud on purpose.'),
  symptom('event-log', 'Event 2002, service stopped', ['event 2002', 'id 2002'], ['sync-service-stopped'], 'The ADSync service was stopped.'),
  symptom('event-log', 'Service ADSync terminated or cannot start', ['adsync & terminated', 'adsync & did not start', 'microsoft azure ad sync service & stopped', 'microsoft entra id sync service & stopped'], ['sync-service-stopped', 'database-full'], 'The service that synchronises does not run.'),
];
