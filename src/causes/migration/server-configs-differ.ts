import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { scopeOf } from '../../deduce/scope.ts';
import { differingRules } from '../../deduce/differing-rules.ts';
import { anchorAttribute } from '../../deduce/source-anchor.ts';
import { sameText } from '../../deduce/attributes.ts';
import type { SyncServerDocument } from '../../model/evidence.ts';
import type { Evidence, ExhibitName } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const serverConfigsDiffer = defineCause({
  id: 'server-configs-differ',
  area: 'migration',
  layer: 2,
  title: 'New sync server has other filters or rules',
  why: 'The sync servers are configured independently of each other. Where containers, rules or the anchor attribute differ, the objects that are synchronised change with the server that is active.',
  checkYourself: ['Export the configuration of both servers with the wizard (View or export current configuration) and compare the files.', 'Compare containers, synchronisation rules and the anchor attribute; scheduler settings are kept in the tenant and are the same everywhere.', 'Compare the pending exports of the server in staging mode with what the active one did.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server',
  fixAfter: [],
  byHand: 'Keep the new server in staging mode, align its containers and rules with those of the other one, run a full cycle, and check its pending exports before it becomes active. Another anchor attribute needs a new installation.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'Which of the two configurations is the right one is for people to say, and the filters of a server concern every object.',
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['syncServers'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'syncServers.globalSettings'],

  judge({ syncServers: servers }, { subject, also }) {
    const { ad, kind } = subject;
    const [first, ...others] = servers;
    if (first === undefined || others.length === 0) return notApplicable('there is only one sync server');
    const scopes = servers.map((server) => ({ server: server.name, scope: server.connectors === undefined ? 'unknown' : scopeOf(ad.dn, [{ server: server.name, staging: undefined, value: server.connectors }]).is }));
    const active = servers.filter((server) => server.scheduler?.StagingModeEnabled === false).map(({ name }) => name);
    const isWell = active.length === 1 && scopes.some(({ server, scope }) => server === active[0] && scope === 'in') && cloudObjectOf(subject, also)?.onPremisesSyncEnabled === true;
    if (isWell) return ruledOut('the server that exports synchronises it: a difference would be on a standby server');
    const settings = servers.map((server) => ({ server: server.name, attribute: server.globalSettings === undefined ? undefined : anchorAttribute({ state: 'known', value: [{ server: server.name, staging: undefined, value: server.globalSettings }] }) }));
    const inside = scopes.filter(({ scope }) => scope !== 'unknown').map(({ scope }) => scope === 'in');
    const attributes = settings.flatMap(({ attribute }) => attribute ?? []);
    const rules = others.flatMap((other) => differingRules(first, other, kind));
    const differs = { containers: new Set(inside).size > 1, anchor: kind === 'user' && attributes.some((each) => !sameText(each, attributes[0])), rules };
    if (!differs.containers && !differs.anchor && rules.length === 0) {
      const missing = unread(servers);
      return missing.length > 0 ? cannotTell(...missing) : ruledOut('the servers treat this object alike');
    }
    const doubts = doubtsOf({ servers, scopes, active }, subject, also);
    if (doubts.length > 0) return cannotTell(...doubts);
    const evidence: readonly EvidenceItem[] = [
      ...(differs.containers ? scopes.map(({ server, scope }) => onServer(server, 'ContainerInclusionList', scope === 'in' ? 'in scope' : 'not in scope')) : []),
      ...(differs.anchor ? settings.map(({ server, attribute }) => onServer(server, 'AnchorAttribute', attribute ?? 'unknown')) : []),
      ...rules.map(({ server, name, how }) => onServer(server, `rule ${name}`, how)),
    ];
    return { is: 'confirmed', facts: { names: servers.map(({ name }) => name), ...differs }, evidenceClass: 'B', evidence };
  },

  explain: ({ names, containers, anchor, rules }) =>
    `${names.join(' and ')} differ for this object: ${[...(containers ? ['it is in scope on one of them only'] : []), ...(anchor ? ['they make the anchor from different attributes'] : []), ...(rules.length > 0 ? [`rules differ (${[...new Set(rules.map(({ name }) => name))].slice(0, 5).join(', ')})`] : [])].join('; ')}.`,
});

const unread = (servers: readonly SyncServerDocument[]): readonly ExhibitName[] =>
  (['connectors', 'rules', 'globalSettings'] as const).flatMap((section) => (servers.some((server) => server[section] === undefined) ? [`syncServers.${section}` as const] : []));

const SHELVES = { user: 'entra.users', group: 'entra.groups', contact: 'entra.contacts' } as const;

interface Compared {
  readonly servers: readonly SyncServerDocument[];
  readonly scopes: readonly { readonly server: string; readonly scope: string }[];
  readonly active: readonly string[];
}

/** What leaves it open that all is well for this object; empty when it is known not to be. */
function doubtsOf({ servers, scopes, active }: Compared, subject: Subject, also: Pick<Evidence, 'entra.users' | 'entra.groups' | 'entra.contacts' | 'syncServers.globalSettings'>): readonly ExhibitName[] {
  const shelf = SHELVES[subject.kind === 'group' || subject.kind === 'contact' ? subject.kind : 'user'];
  const isRead = also[shelf].state === 'known';
  if (isRead && cloudObjectOf(subject, also)?.onPremisesSyncEnabled !== true) return [];
  const modesRead = servers.every(({ scheduler }) => scheduler?.StagingModeEnabled !== undefined);
  const exporting = scopes.filter(({ server }) => !modesRead || active.includes(server));
  if ((modesRead && active.length !== 1) || exporting.every(({ scope }) => scope !== 'in' && scope !== 'unknown')) return [];
  return [...(isRead ? [] : [shelf]), ...(modesRead ? [] : ['syncServers.scheduler' as const]), ...(exporting.some(({ scope }) => scope === 'unknown') ? ['syncServers.connectors' as const] : [])];
}
