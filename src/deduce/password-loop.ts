import type { PartitionPasswordState } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { isAtOrBelow } from '../model/distinguished-name.ts';
import { domainNameOf, knownDomains, speaksOfDomain } from './domain-name.ts';
import { knownOf } from './reading.ts';
import { eventsLike, type SeenEvent } from './server-events.ts';
import { DAY, isoTime } from './times.ts';

/** How long the loop may be silent. Its heartbeat comes every 30 minutes. */
export const SILENCE = 3 * 60 * 60 * 1000;

export type LoopSources = Pick<Evidence, 'syncServers.events' | 'syncServers.passwordSync' | 'syncServers.companyFeatures' | 'entra.syncFeatures' | 'syncServers.connectors' | 'directory.forests'>;

/** The state of the password loop for the domain of one object, and by which server. */
export interface PartitionState {
  readonly server: string;
  readonly standby: boolean;
  readonly state: PartitionPasswordState;
}

/** The innermost partition of each server that holds a DN. */
export const partitionStates = (dn: string, evidence: Pick<LoopSources, 'syncServers.passwordSync'>): readonly PartitionState[] =>
  (knownOf(evidence['syncServers.passwordSync']) ?? []).flatMap(({ server, staging, value }) => {
    const own = (value.partitionState ?? []).filter(({ DN }) => isAtOrBelow(dn, DN ?? '')).toSorted((one, other) => (other.DN ?? '').length - (one.DN ?? '').length)[0];
    return own === undefined ? [] : [{ server, standby: staging === true, state: own }];
  });

export const isGood = ({ PasswordSyncLastCycleStatus: status }: PartitionPasswordState): boolean => /^(success|successful|succeeded|completed?)$/i.test(status?.trim() ?? '');

/** When passwords of the object's domain last travelled without an error. */
export function lastPasswordCycle(dn: string, evidence: Pick<LoopSources, 'syncServers.passwordSync'>): Date | undefined {
  const times = partitionStates(dn, evidence).flatMap(({ state }) => isoTime(state.PasswordSyncLastSuccessfulCycleEndTimestamp) ?? isoTime(state.PasswordSyncLastSuccessfulCycleStartTimestamp) ?? []);
  return times.toSorted((one, other) => other.getTime() - one.getTime())[0];
}

/** Events of the password loop about the domain of an object that no good cycle has followed, newest first; where no cycle is known, of the last day. */
export function openPasswordEvents(about: { readonly dn: string; readonly now: Date }, pattern: { readonly ids: readonly number[]; readonly says: RegExp }, evidence: LoopSources): readonly SeenEvent[] {
  const { dn, now } = about;
  const since = lastPasswordCycle(dn, evidence) ?? new Date(now.getTime() - DAY);
  const domain = domainNameOf(dn);
  const domains = knownDomains(evidence);
  return eventsLike(knownOf(evidence['syncServers.events']) ?? [], { source: 'Directory Synchronization', ...pattern, since }).filter(({ event }) => speaksOfDomain(event.message ?? '', domain, domains));
}

/** Whether password hash synchronisation is switched on; undefined when nothing that was read tells. Any "no" decides. */
export function isPasswordSyncOn(evidence: Pick<LoopSources, 'syncServers.companyFeatures' | 'entra.syncFeatures' | 'syncServers.passwordSync'>): boolean | undefined {
  const answers = [
    knownOf(evidence['entra.syncFeatures'])?.features?.['passwordSyncEnabled'],
    ...(knownOf(evidence['syncServers.companyFeatures']) ?? []).map(({ value }) => value['PasswordHashSync']),
    ...(knownOf(evidence['syncServers.passwordSync']) ?? []).flatMap(({ value }) => (value.configuration ?? []).map(({ Enabled }) => Enabled)),
  ].filter((each) => each !== undefined && each !== null);
  return answers.length === 0 ? undefined : !answers.includes(false);
}

/** Passwords of the object's domain travelled a short time ago, and the last cycle was good. */
export const loopRuns = (dn: string, evidence: Pick<LoopSources, 'syncServers.passwordSync'>, now: Date): boolean => {
  const last = lastPasswordCycle(dn, evidence);
  return last !== undefined && now.getTime() - last.getTime() <= SILENCE && partitionStates(dn, evidence).every(({ state }) => isGood(state));
};
