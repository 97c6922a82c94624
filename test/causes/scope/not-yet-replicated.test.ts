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

describeCause(sealed('not-yet-replicated'), {
  confirms: [
    { when: 'the preferred domain controller of the connector still has the old value', given: (given) => { preferred(given, 'dc02.corp.contoso.com'); old(given); }, remedy: null, says: /dc02.*mail differs|DC02.*mail differs/i },
    { when: 'the controller that the last import connected to still has the old value', given: (given) => { logged(given, 'DC02.corp.contoso.com'); old(given); } },
    { when: 'the object was moved, and the controller still has it in its old place', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02.corp.contoso.com', {}, 'CN=John Smith,OU=Leavers,DC=corp,DC=contoso,DC=com'); }, says: /distinguishedName/ },
    { when: 'a value was added that the controller does not have yet', given: (given) => { given.ad.attributes['title'] = ['Head']; preferred(given, 'DC02'); copy(given, 'DC02', { title: [] }); }, says: /title/ },
    { when: 'another controller is newer than the one that was asked', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC02', { mail: ['new@contoso.com'], whenChanged: ['20261121090000.0Z'] }); } },
  ],
  rulesOut: [
    { when: 'no other controller was asked', given: () => {} },
    { when: 'only numbers differ that each controller keeps for itself', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02', { lastLogon: ['1'], logonCount: ['7'] }); } },
    { when: 'another controller lags, not the one that is read', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC01', { whenChanged: ['20261101100500.0Z'] }); old(given); } },
    { when: 'a read-only controller merely lacks attributes', given: (given) => { preferred(given, 'DC02'); given.ad.attributes['title'] = ['Head']; copy(given, 'DC02', { title: [] }); given.entries.push({ dn: 'CN=DC02,OU=Domain Controllers,DC=corp,DC=contoso,DC=com', attributes: { objectClass: ['top', 'computer'], cn: ['DC02'], primaryGroupID: ['521'] } }); const held = first(directory(given)['copies'])['attributes'] as Json; delete held['title']; } },
    { when: 'a differing copy does not tell when it was changed, and is not read', given: (given) => { preferred(given, 'DC01'); copy(given, 'DC02', { mail: ['x@contoso.com'], whenChanged: [] }); } },
    { when: 'the copy is of another object', given: (given) => { preferred(given, 'DC02'); copy(given, 'DC02', { mail: ['x@contoso.com'], objectGUID: ['AAAAAAAAAAAAAAAAAAAAAQ=='] }); } },
  ],
  cannotTell: [
    { when: 'it is not known which controller is read', given: old, missing: ['syncServers.runHistory'] },
    { when: 'the connectors were not read either', given: (given) => { old(given); delete given.server['connectors']; }, missing: ['syncServers.connectors'] },
  ],
});
