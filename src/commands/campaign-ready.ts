import { BYPASS, isHeldBack } from '../campaign/wave-offer.ts';
import { exportingServer, type ExportingServer } from '../deduce/exporting-server.ts';
import { isOutside, scopeOf } from '../deduce/scope.ts';
import { anchorAttribute, isConsistencyGuid } from '../deduce/source-anchor.ts';
import { holdsRole } from '../deduce/takeover.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import type { CampaignPair } from '../model/campaign.ts';
import type { EntraDocument, EvidenceDocument, Unread } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { CommandWorld } from './world.ts';

/** Whether the next wave may be made, by what stands in AD, on the sync server and in Entra now. */
export type WaveReady =
  | { readonly is: 'ready'; readonly server: ExportingServer; readonly needsBypass: boolean; /** New accounts that must not be in the wave, with the reason. */ readonly barred: ReadonlyMap<string, string>; /** What could not be read and does not forbid the wave; the approvers are told. */ readonly unseen: readonly string[] }
  | { readonly is: 'refused'; readonly says: string };

/** Of so many accounts at once Entra tells what hangs on them. */
const AT_ONCE = 5;

export async function waveReady(world: Pick<CommandWorld, 'relayLink' | 'tenant' | 'clock'>, { pairs, later }: { readonly pairs: readonly CampaignPair[]; /** Not in this wave, and not bound yet. */ readonly later: readonly CampaignPair[] }): Promise<WaveReady> {
  const [onPrem, facts] = await Promise.all([
    world.relayLink.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler', 'globalSettings', 'connectors'] } }),
    world.tenant.tenantFacts(),
  ]);
  const servers = exhibitsOf(documentOf(world, { syncServers: onPrem.syncServers, unread: onPrem.unread }));
  const server = exportingServer(servers['syncServers.scheduler']);
  if (server === null) return refused('I do not see exactly one sync server that exports. Type status to see them.');
  const attribute = anchorAttribute(servers['syncServers.globalSettings']);
  if (attribute === undefined || !isConsistencyGuid(attribute)) return refused(`The anchor of this installation is ${attribute ?? 'not known'}. A campaign carries anchors over in mS-DS-ConsistencyGuid, which must be the anchor attribute first.`);
  const exposed = exposedOf(servers['syncServers.connectors'], later);
  if (exposed !== null) return refused(exposed);
  const features = facts.entra.syncFeatures?.features;
  if (features?.['blockCloudObjectTakeoverThroughHardMatchEnabled'] === true) return refused('The tenant forbids hard match (blockCloudObjectTakeoverThroughHardMatchEnabled), so no account could be bound. A Hybrid Identity Administrator has to allow it for the time of the campaign.');
  const cloud = await cloudOf(world, pairs);
  if (typeof cloud === 'string') return refused(cloud);
  const mapped = pairs.some(({ old }) => typeof cloud.identifiers[old.cloudId] === 'string');
  return { is: 'ready', server, needsBypass: mapped && features?.[BYPASS] !== true, barred: cloud.barred, unseen: features === undefined ? ['entra.syncFeatures'] : [] };
}

/** What is in scope and not bound would be exported by the cycle of this wave, under an anchor of its own. Null where nothing is. */
function exposedOf(connectors: Evidence['syncServers.connectors'], later: readonly CampaignPair[]): string | null {
  const free = later.filter(({ fresh }) => !isHeldBack(fresh.adminDescription));
  if (free.length === 0) return null;
  if (connectors.state === 'unknown') return 'Which containers are synchronised could not be read, so I cannot tell whether the new accounts of later waves would be exported too early.';
  const exposed = free.filter(({ fresh }) => !isOutside(scopeOf(fresh.dn, connectors.value)));
  const [first] = exposed;
  return first === undefined ? null : `${exposed.length} new accounts that are not in this wave are in scope already, ${first.fresh.name} among them: its cycle would export them under anchors of their own. Put User_NoSync into their adminDescription (their wave takes it away), then make the campaign anew; or make waves that hold all of them.`;
}

const refused = (says: string): WaveReady => ({ is: 'refused', says });

interface CloudNow {
  readonly barred: ReadonlyMap<string, string>;
  readonly identifiers: Readonly<Record<string, string | null>>;
}

/** Every cloud account of the wave must still carry its anchor, be synchronised and hold no directory role. */
export async function cloudOf(world: Pick<CommandWorld, 'tenant' | 'clock'>, pairs: readonly CampaignPair[]): Promise<CloudNow | string> {
  const barred = new Map<string, string>();
  const identifiers: Record<string, string | null> = {};
  for (let at = 0; at < pairs.length; at += AT_ONCE) {
    const some = pairs.slice(at, at + AT_ONCE);
    const ids = some.map(({ old }) => old.cloudId);
    const [look, detail] = await Promise.all([world.tenant.look({ ids, anchors: some.map(({ old }) => old.anchor), upns: [], addresses: [], names: [] }), world.tenant.detail({ users: ids, deletedUsers: [] })]);
    const users = look.entra.users;
    if (users === undefined || detail.entra.roleAssignments === undefined || detail.entra.objectIdentifiers === undefined) return `The cloud accounts of the wave could not be read: ${[...look.unread, ...detail.unread][0]?.detail ?? 'Entra ID did not answer'}.`;
    const evidence = exhibitsOf(documentOf(world, { entra: { ...detail.entra, users }, unread: detail.unread }));
    Object.assign(identifiers, detail.entra.objectIdentifiers);
    for (const { old, fresh } of some) {
      const user = users.find(({ id }) => id === old.cloudId);
      const role = holdsRole(evidence, old.cloudId);
      const because = user === undefined ? 'its cloud account is gone' : user.onPremisesImmutableId !== old.anchor ? 'its cloud account has another anchor by now' : user.onPremisesSyncEnabled !== true ? 'its cloud account is not synchronised any more' : role === true ? 'its cloud account holds a directory role, and such an account cannot be bound' : role === undefined ? 'whether its cloud account holds a directory role could not be read' : null;
      if (because !== null) barred.set(fresh.guid, because);
    }
  }
  return { barred, identifiers };
}

const documentOf = ({ clock }: Pick<CommandWorld, 'clock'>, known: { readonly syncServers?: EvidenceDocument['syncServers']; readonly entra?: EntraDocument | undefined; readonly unread: readonly Unread[] }): EvidenceDocument => ({ format: 'syncwhy-evidence/1', takenAt: clock.now().toISOString(), ...known });
