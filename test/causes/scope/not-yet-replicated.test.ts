import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company, Entry } from '../company.ts';

type Json = Record<string, unknown>;
const first = (items: unknown): Json => (items as Json[])[0] ?? {};
const directory = ({ bundle }: Company): Json => first((bundle['directory'] as Json)['forests']);
/** The same object as another domain controller holds it. */
const copy = (given: Company, server: string, attributes: Entry['attributes'], dn = given.ad.dn): void => {
  (directory(given)['copies'] as Json[]).push({ server, dn, attributes: { ...given.ad.attributes, whenChanged: ['20261031100000.0Z'], uSNChanged: ['77'], ...attributes } });
};
const preferred = ({ server }: Company, ...names: readonly string[]): void => {
  first(first(server['connectors'])['Partitions'])['PreferredDCs'] = names;
};
const logged = ({ server }: Company, name: string): void => {
  const run = (server['runHistory'] as Json[]).find((each) => each['RunProfileName'] === 'Delta Import' && each['ConnectorName'] === 'corp.contoso.com') ?? {};
  first(run['RunStepResults'])['ConnectorConnectionInformationXml'] = `<connection><server>${name}:389</server></connection>`;
};
const old = (given: Company): void => copy(given, 'DC02.corp.contoso.com', { mail: ['old@contoso.com'] });

/** A further import with what it connected to; newer than all unless told otherwise. */
const anotherImport = ({ server }: Company, name: string | null, more: Json = {}): void => {
  (server['runHistory'] as Json[]).unshift({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Delta Import', Result: 'success', StartDate: '2026-11-21T09:05:00Z', EndDate: '2026-11-21T09:05:02Z', RunStepResults: [{ ConnectorConnectionInformationXml: name === null ? null : `<connection><server> ${name}\n</server></connection>` }], ...more });
};
const fresh = (given: Company, server: string): void => copy(given, server, { mail: ['new@contoso.com'], whenChanged: ['20261121090000.0Z'] });

describeCause(sealed('not-yet-replicated'), {
  confirms: [
    { when: 'the preferred domain controller of the connector still has the old value', given: (given) => { preferred(given, 'dc02.corp.contoso.com'); old(given); }, remedy: null, says: /dc02.*mail differs|DC02.*mail differs/i, shows: ['mail=jsmith@contoso.com (whenChanged 20261101100000.0Z)', 'mail=old@contoso.com (whenChanged 20261031100000.0Z)'] },
    { when: 'the controller that the last import connected to still has the old value', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); } },
    { when: 'the object was moved, and the controller still has it in its old place', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02.corp.contoso.com', {}, 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'); }, says: /distinguishedName/, shows: ['distinguishedName=CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com', 'distinguishedName=CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'] },
    { when: 'a value was added that the controller does not have yet', given: (given) => { given.ad.attributes['title'] = ['Head']; preferred(given, 'DC02'); copy(given, 'DC02', { title: [] }); }, says: /title/, shows: ['title=Head (whenChanged 20261101100000.0Z)', 'title=(none) (whenChanged 20261031100000.0Z)'] },
    { when: 'another controller is newer than the one that was asked', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC02', { mail: ['new@contoso.com'], whenChanged: ['20261121090000.0Z'] }); } },
    { when: 'the controller that was asked is the one that is read, and lags', given: (given) => { preferred(given, 'DC01'); fresh(given, 'DC02'); }, says: /^DC01, which/ },
    { when: 'the object that was asked for does not tell when it was changed', given: (given) => { preferred(given, 'DC02'); old(given); delete given.ad.attributes['whenChanged']; } },
    { when: 'the attribute is missing altogether on the controller, which is a full one', given: (given) => { given.ad.attributes['title'] = ['Head']; preferred(given, 'DC02'); copy(given, 'DC02', {}); delete (first(directory(given)['copies'])['attributes'] as Json)['title']; }, says: /title/ },
    { when: 'two controllers are preferred and one of them lags', given: (given) => { preferred(given, 'DC01', 'DC02'); copy(given, 'DC01', {}); old(given); }, says: /mail differs/ },
    { when: 'the connectors were not read and the log tells which controller is read', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); delete given.server['connectors']; } },
    { when: 'another forest is read from another controller', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); anotherImport(given, 'DC09', { ConnectorName: 'other.example' }); anotherImport(given, 'DC09', { ConnectorName: null }); (given.server['connectors'] as Json[]).push({ Name: 'other.example', Type: 'AD', Partitions: [{ DN: 'DC=other,DC=example', Selected: true, PreferredDCs: ['DC09'] }] }); }, says: /^DC02/ },
    { when: 'an export went to another controller', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); anotherImport(given, 'DC09', { RunProfileName: 'Export' }); }, says: /^DC02/ },
    { when: 'an older import went to another controller, in whatever order the runs are', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); anotherImport(given, 'DC09', { StartDate: '2026-11-19T09:00:00Z' }); anotherImport(given, 'DC09', { StartDate: undefined }); }, says: /^DC02/ },
    { when: 'the newest import does not tell where it connected to', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); anotherImport(given, null); anotherImport(given, 'x', { RunStepResults: undefined }); }, says: /^DC02/ },
  ],
  rulesOut: [
    { when: 'no other controller was asked', given: () => {} },
    { when: 'only numbers differ that each controller keeps for itself', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02', { lastLogon: ['1'], logonCount: ['7'] }); } },
    { when: 'another controller lags, not the one that is read', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC01', { whenChanged: ['20261101100500.0Z'] }); old(given); } },
    { when: 'a read-only controller merely lacks attributes', given: (given) => { preferred(given, 'DC02'); given.ad.attributes['title'] = ['Head']; copy(given, 'DC02', { title: [] }); given.entries.push({ dn: 'CN=DC02,OU=Domain Controllers,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'computer'], cn: ['DC02'], primaryGroupID: ['521'] } }); const held = first(directory(given)['copies'])['attributes'] as Json; delete held['title']; } },
    { when: 'a differing copy does not tell when it was changed, and is not read', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC02', { mail: ['x@contoso.com'], whenChanged: [] }); } },
    { when: 'the copy is of another object', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02', { mail: ['x@contoso.com'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='] }); } },
    { when: 'a value differs on a controller of the same moment: nobody knows which is the newer one', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02', { mail: ['x@contoso.com'], whenChanged: [...given.ad.attributes['whenChanged'] ?? []] }); } },
    { when: 'the controller that is read is newer than the one that was asked', given: (given) => { preferred(given, 'DC02'); fresh(given, 'DC02'); fresh(given, 'DC03'); } },
  ],
  cannotTell: [
    { when: 'it is not known which controller is read', given: old, missing: ['syncServers.runHistory'] },
    { when: 'the connectors were not read either', given: (given) => { old(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
