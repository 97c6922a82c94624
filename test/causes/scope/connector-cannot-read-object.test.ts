import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, notImported, withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const first = (items: unknown): Json => (items as Json[])[0] ?? {};
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const blocked = ({ bundle }: Company, ...dns: readonly string[]): void => {
  first((bundle['directory'] as Json)['forests'])['inheritanceBlocked'] = dns;
};
const unseen = (given: Company, ...dns: readonly string[]): void => {
  withoutCloudAccount(given);
  notImported(given);
  blocked(given, ...dns);
};
const importRun = ({ server }: Company): Json => (server['runHistory'] as Json[]).find((each) => each['RunProfileName'] === 'Delta Import' && each['ConnectorName'] === 'corp.contoso.com') ?? {};
const refused = (given: Company): void => {
  first(importRun(given)['RunStepResults'])['SyncErrors'] = { SyncErrorsList: [{ ObjectDn: given.ad.dn, ErrorType: 'read-error', CdError: 'Insufficient access rights to perform the operation', DateOccurred: '2026-11-21T09:00:10Z' }] };
};

describeCause(sealed('connector-cannot-read-object'), {
  confirms: [
    { when: 'it is in scope, was not imported, and its own access list does not inherit', given: (given) => unseen(given, given.ad.dn), remedy: null, says: /does not see/ },
    { when: 'the access list of its OU does not inherit', given: (given) => unseen(given, STAFF.toLowerCase()) },
    { when: 'it was imported without attributes that AD has, and its access list does not inherit', given: (given) => { blocked(given, given.ad.dn); first(given.server['csObjects'])['Attributes'] = [{ Name: 'displayName', Values: ['John Smith'] }]; }, evidenceClass: 'A', says: /without mail, userPrincipalName, proxyAddresses/ },
    { when: 'the import itself was refused the right to read it', given: refused, evidenceClass: 'A', says: /was refused/ },
    { when: 'a standby server was refused', given: (given) => { refused(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'it was imported with its attributes', given: () => {} },
    { when: 'a protected account has inheritance off and is read all the same', given: (given) => { given.ad.attributes['adminCount'] = ['1']; blocked(given, given.ad.dn); } },
    { when: 'inheritance is on all the way up', given: (given) => unseen(given) },
    { when: 'it was changed after the last import', given: (given) => { unseen(given, given.ad.dn); given.ad.attributes['whenChanged'] = ['20261121090500.0Z']; } },
    { when: 'it is out of scope', given: (given) => { unseen(given, given.ad.dn); moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); } },
    { when: 'the connector is not set to read the attribute', given: (given) => { blocked(given, given.ad.dn); const cs = first(given.server['csObjects']); cs['Attributes'] = (cs['Attributes'] as Json[]).filter(({ Name }) => Name !== 'mail'); first(given.server['connectors'])['AttributeInclusionList'] = ['displayName', 'userPrincipalName', 'proxyAddresses']; } },
    { when: 'the refusal is older than the newest import', given: (given) => { refused(given); (given.server['runHistory'] as Json[]).push({ ...importRun(given), StartDate: '2026-11-21T09:05:00Z', EndDate: '2026-11-21T09:05:20Z', RunStepResults: [] }); } },
  ],
  cannotTell: [
    { when: 'the access lists were not read', given: (given) => { unseen(given); delete first((given.bundle['directory'] as Json)['forests'])['inheritanceBlocked']; }, missing: ['directory.inheritanceBlocked'] },
    { when: 'the connector space was not read and it is not in Entra', given: (given) => { unseen(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'the run history was not read', given: (given) => { unseen(given, STAFF); delete given.server['runHistory']; }, missing: ['syncServers.runHistory'] },
  ],
});
