import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { moveTo, notImported, withoutCloudAccount, type Company } from '../company.ts';

type Json = Record<string, unknown>;
const first = (items: unknown): Json => (items as Json[])[0] ?? {};
const waiting = (given: Company): void => {
  withoutCloudAccount(given);
  notImported(given);
};
const connectorChanged = (given: Company, at = '2026-11-20T15:00:00Z'): void => {
  waiting(given);
  first(given.server['connectors'])['LastModificationTime'] = at;
};
const rule = (given: Company, more: Json = {}): void => {
  waiting(given);
  (given.server['rules'] as Json[]).push({ Identifier: 'x1', Name: 'Sales only', Direction: 'Inbound', Precedence: 50, LinkType: 'Join', Connector: 'a1111111-1111-4111-8111-111111111111', SourceObjectType: 'user', IsStandardRule: false, LastModificationTime: '2026-11-20T15:00:00Z', ...more });
};
const purge = ({ server }: Company): void => {
  server['runHistory'] = (server['runHistory'] as Json[]).filter(({ StartDate }) => String(StartDate) > '2026');
};
const full = (given: Company, StartDate: string, Result = 'success'): void => {
  (given.server['runHistory'] as Json[]).push({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Full Synchronization', Result, IsRunComplete: true, StartDate, EndDate: StartDate });
};

describeCause(sealed('pending-full-sync'), {
  confirms: [
    { when: 'the connector was changed after its last full synchronisation', given: connectorChanged, remedy: 'run-full-cycle', proposes: /"sync\.start-full"/, says: /2026-11-20 15:00 UTC/ },
    { when: 'a rule of the administrator was changed after it', given: rule, says: /"Sales only"/ },
    { when: 'the full synchronisation since then failed', given: (given) => { connectorChanged(given); full(given, '2026-11-20T16:00:00Z', 'stopped-server-down'); } },
    { when: 'the history reaches back to the change and holds no full synchronisation', given: (given) => { connectorChanged(given, '2026-11-21T09:00:30Z'); purge(given); } },
    { when: 'it is in Entra, but not as in AD', given: (given) => { first(given.server['connectors'])['LastModificationTime'] = '2026-11-20T15:00:00Z'; given.ad.attributes['sn'] = ['Smyth']; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'nothing was changed since the last full synchronisation', given: waiting },
    { when: 'a full synchronisation followed the change', given: (given) => { connectorChanged(given); full(given, '2026-11-20T16:00:00Z'); } },
    { when: 'it is in Entra as it is in AD', given: (given) => { first(given.server['connectors'])['LastModificationTime'] = '2026-11-20T15:00:00Z'; } },
    { when: 'the object itself was changed since then, so a delta cycle works it through', given: (given) => { connectorChanged(given); given.ad.attributes['whenChanged'] = ['20261120180000.0Z']; } },
    { when: 'the rule came with the product', given: (given) => rule(given, { IsStandardRule: true }) },
    { when: 'the rule reads another forest', given: (given) => rule(given, { Connector: 'f1' }) },
    { when: 'it is out of scope', given: (given) => { connectorChanged(given); moveTo(given, 'OU=Leavers,DC=corp,DC=contoso,DC=com'); } },
    { when: 'the engine has already worked it through to the export', given: (given) => { withoutCloudAccount(given); first(given.server['connectors'])['LastModificationTime'] = '2026-11-20T15:00:00Z'; } },
  ],
  cannotTell: [
    { when: 'the history was purged since the change', given: (given) => { connectorChanged(given); purge(given); }, missing: ['syncServers.runHistory'] },
    { when: 'the connector space was not read', given: (given) => { connectorChanged(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
  ],
});
