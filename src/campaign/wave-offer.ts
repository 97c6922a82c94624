import type { ExportingServer } from '../deduce/exporting-server.ts';
import type { CampaignPair } from '../model/campaign.ts';
import type { RemedyOffer } from '../model/diagnosis.ts';
import type { AdTarget, PlanTarget, StepDraft } from '../model/plan.ts';
import type { Watch } from '../model/watch.ts';

interface Wave {
  readonly campaign: string;
  readonly n: number;
  readonly pairs: readonly CampaignPair[];
  readonly server: ExportingServer;
  /** A cloud account of the wave is mapped to its old AD object, which blocks the match until the bypass of the tenant is open. */
  readonly needsBypass: boolean;
}

/** The default inbound rules leave out whatever has an adminDescription that begins with `User_`. */
const OUT_OF_SCOPE = ['User_NoSync'];
const BYPASS_HOURS = 8;

/**
 * The plan of one wave. Each pair is a lane: the new account gets the old anchor before it is exported for the first time, and only then the old account,
 * where it still stands in a directory that can be read, leaves the scope, and the new one comes in. The scheduler is off meanwhile; one cycle carries all of them on.
 * The switch for synchronisation of the tenant is not touched: the accounts stay synchronised throughout, only their source changes.
 */
export function waveOffer({ campaign, n, pairs, server, needsBypass }: Wave): Pick<RemedyOffer, 'title' | 'risk' | 'undo' | 'steps'> {
  const scheduler = (after: boolean): StepDraft => ({
    operation: 'sync.set-scheduler', params: { server: server.name, before: !after, after }, says: after ? `Switch the scheduler of ${server.name} on again` : `Switch the scheduler of ${server.name} off, so that no cycle runs in between`,
  });
  const isPaused = server.isScheduled === true;
  const cycle: StepDraft = { operation: 'sync.start-delta', params: { server: server.name, reason: `wave ${n} of campaign ${campaign}` }, says: `Start a delta cycle on ${server.name} and wait until it has ended`, always: true };
  return {
    title: `Campaign ${campaign}, wave ${n}: bind ${pairs.length === 1 ? '1 account' : `${pairs.length} accounts`} of the new domain to the cloud accounts of the old one`,
    risk: 'high',
    undo: 'full',
    steps: [...(needsBypass ? [openBypass(campaign)] : []), ...(isPaused ? [scheduler(false)] : []), ...pairs.flatMap(laneOf), cycle, ...(isPaused ? [{ ...scheduler(true), always: true as const }] : [])],
  };
}

function laneOf({ old, fresh }: CampaignPair): readonly StepDraft[] {
  const lane = fresh.guid;
  const bind: StepDraft = { operation: 'ad.set-anchor', params: { object: { guid: fresh.guid, dn: fresh.dn }, before: fresh.anchor, after: old.anchor }, says: `Set mS-DS-ConsistencyGuid of ${fresh.dn} to ${old.anchor}, the anchor of ${old.name}`, lane };
  // A wave that ended half-way through this lane has bound it already.
  const first = fresh.anchor === old.anchor ? [] : [bind];
  const described = ({ object, from, to, says }: { readonly object: AdTarget; readonly from: readonly string[]; readonly to: readonly string[]; readonly says: string }): StepDraft => ({ operation: 'ad.change-values', params: { object, attribute: 'adminDescription', before: from, after: to }, says, lane });
  const leave = old.ad === null ? [] : [described({ object: { guid: old.ad.guid, dn: old.ad.dn }, from: old.ad.adminDescription, to: OUT_OF_SCOPE, says: `Take the old account ${old.ad.dn} out of scope by its adminDescription` })];
  const enter = isHeldBack(fresh.adminDescription) ? [described({ object: { guid: fresh.guid, dn: fresh.dn }, from: fresh.adminDescription, to: [], says: `Bring ${fresh.dn} into scope: empty its adminDescription` })] : [];
  return [...first, ...leave, ...enter];
}

/** Out of scope by its adminDescription, until its wave has come. */
export const isHeldBack = (adminDescription: readonly string[]): boolean => adminDescription.some((value) => value.toLowerCase().startsWith('user_'));

function openBypass(campaign: string): StepDraft {
  const watch: Watch = { for: 'sync-feature', feature: BYPASS, value: true };
  return {
    operation: 'people.do',
    params: { task: TASK, about: `campaign ${campaign}`, link: null, watch, hours: BYPASS_HOURS },
    says: TASK,
  };
}

/** Source: learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronizationfeature */
export const BYPASS = 'allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled';

const TASK = `As a Hybrid Identity Administrator, set ${BYPASS} of onPremisesSynchronization to true for the time of the campaign, and run "syncwhy connect features", so that I can see it. Close it again when the campaign is through.`;

/** A pair as a target of the plan. */
export const targetOfPair = ({ old, fresh }: CampaignPair): PlanTarget => ({ key: fresh.guid, dn: fresh.dn, cloudId: old.cloudId, displayName: fresh.name });
