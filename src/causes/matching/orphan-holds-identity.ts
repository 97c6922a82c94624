import { firstOf, sameText } from '../../deduce/attributes.ts';
import { isCloudManaged, matchingUsers } from '../../deduce/cloud-account.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { cloudValuesOf, uniqueValuesOf } from '../../deduce/holders.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { knownOf } from '../../deduce/reading.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorsOf, carriesAnchor, isGuidAnchor } from '../../deduce/source-anchor.ts';
import { inEntraSpace } from '../../deduce/sync-server.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { inCloud } from '../second-account.ts';
import { anchorCures, CURE_SOURCES, NO_CURE } from './anchor-cures.ts';

export const orphanHoldsIdentity = defineCause({
  id: 'orphan-holds-identity',
  area: 'matching',
  layer: 4,
  title: 'Cloud user of a vanished AD account holds the values',
  why: 'A cloud account still counts as synchronised, but the AD account it came from is gone and no cycle removes it any more. It keeps its name and addresses, so an AD account that brings the same ones collides with it.',
  checkYourself: ['Read onPremisesImmutableId of the holder and search AD, deleted objects included, for these octets.', 'Search the connector space of Entra for the holder: there is nothing.', 'Open Duplicate attribute errors in Connect Health: it offers to repair an orphaned object.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  fixAfter: ['duplicate-proxy-two-ad-objects'],
  byHand: 'Is it the same person: write the anchor of the cloud account into mS-DS-ConsistencyGuid of the AD account. Is the person gone: delete the cloud account in Entra, which works for a synchronised account too, after noting licences and mailbox holds. Connect Health offers the same as a repair.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  maskedBy: ['ad-account-recreated-new-anchor', 'new-domain-new-anchor', 'anchor-changed-same-person', 'anchor-attribute-differs-between-servers'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['directory.forests', ...CURE_SOURCES, 'entra.subscribedSkus', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.pendingExports', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const own = anchorsOf(ad, also['syncServers.globalSettings']);
    const values = uniqueValuesOf(ad);
    const candidates = [...matchingUsers(ad, users).map(({ user }) => user), ...users.filter((user) => cloudValuesOf(user).some((value) => values.includes(value)))];
    const holders = candidates.filter((user) => user.onPremisesSyncEnabled === true && isGuidAnchor(user.onPremisesImmutableId ?? '') && !own.includes(user.onPremisesImmutableId ?? '') && !isCloudManaged(also, user.id));
    const holder = holders.find((user) => !entries.some((entry) => carriesAnchor(entry, user.onPremisesImmutableId ?? '') || hasSidOf(entry, user)));
    if (holder === undefined || !isSent(ad, also)) return ruledOut('no synchronised account without an AD account holds one of its values');
    if (leavesSoon(holder, also)) return ruledOut('the deletion of the holder is under way or held back');
    const deleted = knownOf(also['directory.deleted']);
    if (deleted?.some((entry) => carriesAnchor(entry, holder.onPremisesImmutableId ?? '')) === true) return ruledOut('its AD account lies in the AD recycle bin');
    if (!isRead(holder, also)) return cannotTell('directory.entries');
    if (deleted === undefined) return cannotTell('directory.deleted');
    const spaces = knownOf(also['syncServers.csObjects']);
    const anchor = holder.onPremisesImmutableId ?? '';
    if (spaces?.some(({ value }) => inEntraSpace(value, [anchor]).length > 0 || value.some((object) => object.AnchorValue === anchor)) === true) return ruledOut('the engine still knows its AD account');
    const person = samePerson(ad, holder);
    const cure = { cures: person === true ? anchorCures(ad, holder, also) : NO_CURE, gone: person === false ? inCloud(holder, also) : null, server: exportingServer(also['syncServers.scheduler']) };
    const facts = { ...cure, id: holder.id, name: holder.userPrincipalName ?? holder.id, values: cloudValuesOf(holder).filter((value) => values.includes(value)).join(', '), dn: holder.onPremisesDistinguishedName ?? 'an unknown place' };
    const evidence = [inEntra('onPremisesImmutableId', anchor, holder.id), inEntra('onPremisesSyncEnabled', 'true', holder.id), inEntra('userPrincipalName, proxyAddresses', facts.values, holder.id)];
    return { is: 'confirmed', facts, evidenceClass: spaces === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ name, values, dn }) => `${name} holds ${values}. It came from ${dn}, and no AD account with its anchor exists any more.`,
});

/** An AD account with its SID lives: then its anchor was changed. */
const hasSidOf = (entry: AdObject, user: CloudUser): boolean => sidOf(entry) !== undefined && sidOf(entry) === sidText(user.onPremisesSecurityIdentifier ?? undefined);

/** The AD account may live in a forest that was not read: one that a connector names, or any where the connectors are unknown. */
function isRead(holder: CloudUser, also: Pick<Evidence, 'directory.forests' | 'syncServers.connectors'>): boolean {
  const forests = knownOf(also['directory.forests']);
  const read = (forests ?? []).flatMap(({ name, domains }) => [name, ...domains]);
  const home = holder.onPremisesDomainName;
  const connected = (knownOf(also['syncServers.connectors']) ?? []).flatMap(({ value }) => value.filter((each) => sameText(each.Type, 'AD')).flatMap((each) => each.Name ?? []));
  if (forests === undefined || connected.some((name) => !read.some((each) => sameText(each, name)))) return false;
  return typeof home !== 'string' || home === '' || read.some((each) => sameText(each, home)) || connected.length > 0;
}

/** A deletion waits in the export, or the limit of deletions holds all of them back. */
function leavesSoon(holder: CloudUser, also: Pick<Evidence, 'syncServers.pendingExports' | 'syncServers.runHistory'>): boolean {
  const waiting = (knownOf(also['syncServers.pendingExports']) ?? []).flatMap(({ value }) => value);
  const runs = (knownOf(also['syncServers.runHistory']) ?? []).flatMap(({ value }) => value);
  return waiting.some((each) => sameText(each.Operation, 'delete') && (each.CloudAnchor?.includes(holder.id) === true || each.CloudAnchor === holder.onPremisesImmutableId)) || runs.some((run) => /deletion-threshold/i.test(run.Result ?? ''));
}

/** Only the employee number tells: people of one name are not one person. Undefined where one side has none. */
function samePerson(ad: AdObject, { employeeId }: CloudUser): boolean | undefined {
  const own = firstOf(ad, 'employeeID');
  return own === undefined || typeof employeeId !== 'string' || employeeId === '' ? undefined : own === employeeId;
}
