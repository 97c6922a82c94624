import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { isDirectMember } from '../../deduce/direct-member.ts';
import { isAdConnector, partitionOf } from '../../deduce/forest-connector.ts';
import { isSwitchedOn } from '../../deduce/global-setting.ts';
import { sameObject } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOutside, scopeOf } from '../../deduce/scope.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { Connector } from '../../model/evidence.ts';
import type { AdObject, FromServer } from '../../model/exhibits.ts';
import type { AdTarget } from '../../model/plan.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { adTarget } from '../address-repair.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';
import { settledBy } from '../standing.ts';

const SETTING = 'Microsoft.OptionalFeature.GroupFiltering';

export const groupFilterNotDirectMember = defineCause({
  id: 'group-filter-not-direct-member',
  area: 'scope',
  layer: 2,
  title: 'Pilot group filter: not a direct member',
  why: 'Group filtering, meant for pilots, lets only the direct members of one group through. Members of nested groups are not resolved, a primary group does not count, and the group itself must lie in a selected OU.',
  checkYourself: [
    'Run (Get-ADSyncGlobalSettings).Parameters | Where-Object Name -eq "Microsoft.OptionalFeature.GroupFiltering".',
    'Run (Get-ADSyncConnector).GlobalParameters | Where-Object Name -eq "Connector.GroupFilteringGroupDn" for the group.',
    'Look at the member attribute of that group, not at the effective membership.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom',
  fixAfter: [],
  byHand: 'Add the object to the filter group as a direct member and start a delta cycle. If the pilot is over, switch group filtering off in the wizard; everything in the selected OUs then comes along.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['syncServers.connectors', 'syncServers.scheduler', ...ARRIVAL],

  judge({ 'directory.entries': entries }, { subject, also }) {
    const { ad } = subject;
    const settings = knownOf(also['syncServers.globalSettings']);
    if (settings === undefined) return hasArrived(subject, also) === true ? ruledOut('it is in Entra') : cannotTell('syncServers.globalSettings');
    const on = settings.find((each) => isSwitchedOn([each], SETTING));
    if (on === undefined) return ruledOut('group filtering is off');
    const connectors = knownOf(also['syncServers.connectors']);
    const name = groupName(ad, connectors ?? []);
    if (connectors === undefined || name === undefined) return hasArrived(subject, also) === true ? ruledOut('it is in Entra') : cannotTell('syncServers.connectors');
    const group = entries.find(({ dn }) => sameDn(dn, name));
    if (group === undefined) return cannotTell('directory.entries');
    if (sameObject(group, ad)) return ruledOut('it is the filter group itself');
    const member = isDirectMember(group, ad);
    if (member === undefined) return cannotTell('directory.entries');
    const groupOut = isOutside(scopeOf(group.dn, connectors));
    if (member && !groupOut) return ruledOut(`it is a direct member of ${group.dn}`);
    const pair = member || groupOut ? null : memberPair(group, ad);
    const facts = { pair, server: exportingServer(also['syncServers.scheduler']), dn: ad.dn, group: group.dn, member, primary: isPrimaryGroup(ad, group) };
    const evidence = [onServer(on.server, SETTING, 'True'), member ? inAd(group, 'distinguishedName', group.dn) : inAd(group, 'member', `${ad.dn} is not listed`)];
    return { is: 'confirmed', facts, evidenceClass: settledBy(settings), evidence };
  },

  explain: ({ dn, group, member, primary }) =>
    member ? `Group filtering is on, and its group ${group} itself lies outside the selected containers, so none of its members is let through.`
      : `Group filtering is on, and ${dn} is not a direct member of ${group}.${primary ? ' It is its primary group, which is not written in the list of members.' : ''}`,
});

/** The DN of the filter group of the connector that reads the object; of any connector where that is not clear. */
function groupName(ad: AdObject, servers: readonly FromServer<readonly Connector[]>[]): string | undefined {
  const connectors = servers.flatMap(({ value }) => value.filter(isAdConnector));
  const own = connectors.filter((connector) => partitionOf(ad.dn, connector) !== undefined);
  return (own.length > 0 ? own : connectors)
    .flatMap(({ GlobalParameters = [], ConnectivityParameters = [] }) => [...GlobalParameters, ...ConnectivityParameters])
    .flatMap(({ Name, Value }) => (/group-?filter/i.test(Name ?? '') && /^\s*(cn|ou)\s*=.+,\s*dc\s*=/i.test(Value ?? '') ? [Value?.trim() ?? ''] : []))[0];
}

function isPrimaryGroup(ad: AdObject, group: AdObject): boolean {
  const rid = sidOf(group)?.split('-').at(-1);
  return rid !== undefined && rid === firstOf(ad, 'primaryGroupID');
}

/** Both by their GUIDs. */
function memberPair(group: AdObject, ad: AdObject): { readonly group: AdTarget; readonly member: AdTarget } | null {
  const [one, other] = [adTarget(group), adTarget(ad)];
  return one === null || other === null ? null : { group: one, member: other };
}
