import { accountOf } from '../../deduce/cloud-account.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { isOverrun, spaceObjectsOf, type SpaceObject } from '../../deduce/object-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isOutdated } from '../../deduce/sync-clock.ts';
import { isoTime, spoken } from '../../deduce/times.ts';
import type { CsObject } from '../../model/evidence.ts';
import type { Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const RETRIES = 2;
const PASSING = ['locking-error-needs-retry', 'unexpected-error'];
const DUPLICATE = 'duplicate-anchor';
const THROTTLED = /throttl|too many requests|\b429\b|server (is )?busy/i;

export const transientObjectError = defineCause({
  id: 'transient-object-error',
  area: 'engine',
  layer: 3,
  title: 'Error that normally disappears at the next cycle',
  why: 'Some errors come from two writers meeting at one moment, or from a service that is busy. The engine tries again in every cycle, and they go by themselves. One that is still there after more than three tries is not of this kind.',
  checkYourself: ['Search the object in the connector space and read the kind of its error and its retry count.', 'Wait for the next cycle and look again.', 'If the count goes on rising beyond three, treat the error as a lasting one.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: [],
  byHand: 'Wait for the next cycle, or run Start-ADSyncSyncCycle -PolicyType Delta on the active server when no cycle is running. If the error is still there after the third try, look for a lasting cause.',
  byHandRisk: { risk: 'low', undo: 'full' },
  maskedBy: ['first-sync-duplicate-anchor'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.csObjects'],
  mayUse: ['syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.scheduler', 'entra.users'],

  judge({ 'syncServers.csObjects': spaces }, { subject, also }) {
    const errors = spaceObjectsOf(subject.ad, spaces, also['syncServers.globalSettings']).flatMap((each) => openErrors(each, also));
    const passing = errors.filter((error) => isPassing(error));
    if (passing.length === 0) return ruledOut('it has no error of the passing kind');
    const early = passing.find(({ retries }) => retries !== undefined && retries <= RETRIES);
    if (early === undefined) return passing.some(({ retries }) => retries === undefined) ? cannotTell('syncServers.csObjects') : ruledOut('the error has been there for too many tries to pass by itself');
    if (early.type === DUPLICATE && !early.throttled) {
      const linked = isLinked(subject, also);
      if (linked === undefined) return cannotTell('entra.users');
      if (!linked) return ruledOut('it was not linked anew, so a duplicate anchor does not pass by itself');
    }
    const scheduler = knownOf(also['syncServers.scheduler'])?.find(({ server }) => server === early.server)?.value;
    const next = isoTime(scheduler?.NextSyncCycleStartTimeInUTC);
    const facts = { server: exportingServer(also['syncServers.scheduler'])?.name ?? null, running: scheduler?.SyncCycleInProgress !== false, dn: subject.ad.dn, type: early.type, retries: early.retries ?? 0, next: next === undefined ? null : spoken(next) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [onServer(early.server, early.from, `${early.type}, RetryCount ${String(early.retries)}, ${early.at ?? 'time unknown'}`)] };
  },

  explain: ({ dn, type, retries, next }) => `${dn} met ${type === '' ? 'an error' : `the error ${type}`}; the engine has tried again ${String(retries)} ${retries === 1 ? 'time' : 'times'} so far. Such an error normally goes with the next cycle${next === null ? '' : `, which starts at ${next}`}.`,
});

interface OpenError {
  readonly server: string;
  readonly from: string;
  readonly type: string;
  readonly retries: number | undefined;
  readonly at: string | null | undefined;
  readonly throttled: boolean;
}

/** The errors of one object that no clean run has followed. */
function openErrors(space: SpaceObject, also: Pick<Evidence, 'syncServers.runHistory'>): readonly OpenError[] {
  const { server, object } = space;
  const runs = (knownOf(also['syncServers.runHistory']) ?? []).flatMap(({ value }) => value);
  const { ExportError: refused, SynchronizationError: failed } = standing(object);
  const errors: OpenError[] = [];
  if (refused !== undefined && !isOutdated(refused, runs)) {
    const text = `${refused.ErrorType ?? ''} ${refused.ErrorName ?? ''} ${refused.ErrorLiteral ?? ''}`;
    errors.push({ server, from: 'ExportError', type: (refused.ErrorType ?? refused.ErrorName ?? '').toLowerCase(), retries: refused.RetryCount ?? undefined, at: refused.LatestOccurrence, throttled: THROTTLED.test(text) });
  }
  if (failed !== undefined && !isOverrun(space, failed.LatestOccurrence, { history: also['syncServers.runHistory'], by: 'synchronise' })) {
    errors.push({ server, from: 'SynchronizationError', type: (failed.ErrorType ?? '').toLowerCase(), retries: failed.RetryCount ?? undefined, at: failed.LatestOccurrence, throttled: THROTTLED.test(failed.ErrorText ?? '') });
  }
  return errors;
}

const standing = (object: CsObject) => ({
  ExportError: object.HasExportError === false ? undefined : (object.ExportError ?? undefined),
  SynchronizationError: object.HasSyncError === false ? undefined : (object.SynchronizationError ?? undefined),
});

const isPassing = ({ type, throttled }: OpenError): boolean => throttled || PASSING.includes(type) || type === DUPLICATE;

/** The cloud account already carries the anchor of the AD object: the link was made, and only the first export stumbles over it. Undefined when Entra was not read. */
const isLinked = (subject: Subject, also: Pick<Evidence, 'entra.users' | 'syncServers.globalSettings'>): boolean | undefined =>
  also['entra.users'].state === 'unknown' ? undefined : accountOf(subject, also) !== undefined;
