import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { RelayAnswer } from '../../src/model/relay-job.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { openRelayJournal, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob } from '../../src/relay/run-job.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory } from '../ports/memory-directory.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { JOHN, johnEntry, planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';

const POLICY: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses', 'ad.set-anchor', 'sync.set-scheduler'], writableContainers: ['DC=corp,DC=contoso,DC=com'], objectsPerHour: 5, protectedNames: [] };
const NIGHT: LocalPolicy = { ...POLICY, hours: { timeZone: 'UTC', windows: [{ days: ['mon'], from: '01:00', to: '02:00' }] } };
const switchTo = (after: boolean, always: boolean): StepDraft => ({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: !after, after }, says: 'Switch', ...(always ? { always: true as const } : {}) });
const ANCHOR_SET = 'qqqqqru7zEyN3e7u7u7u7g==';
const ANCHOR: StepDraft = { operation: 'ad.set-anchor', says: 'anchor', params: { object: JOHN, before: null, after: ANCHOR_SET } };
const BACK: StepDraft = { operation: 'ad.set-anchor', says: 'back', params: { object: JOHN, before: ANCHOR_SET, after: null }, always: true };
const people = (hours: number): StepDraft => ({ operation: 'people.do', says: 'Purge', params: { task: 'Purge', about: 'Jane', link: null, watch: { for: 'user-live', userId: 'x' }, hours } });

interface Row {
  readonly title: string;
  readonly steps: readonly [StepDraft, StepDraft];
  readonly policy?: LocalPolicy;
  /** The first step was carried out by this very relay. */
  readonly knows?: boolean;
  /** The hash of the plan that the relay knows under this id, where it is another one. */
  readonly knownAs?: string;
  readonly hoursLater?: number;
  readonly runs: boolean;
}
const ROWS: readonly Row[] = [
  { title: 'an ordinary later step three hours later', steps: [REPAIR_PREFIX, switchTo(true, false)], hoursLater: 3, runs: true },
  { title: 'an ordinary later step five hours later', steps: [REPAIR_PREFIX, switchTo(true, false)], hoursLater: 5, runs: false },
  { title: 'a step that runs in any case twenty hours later', steps: [REPAIR_PREFIX, switchTo(true, true)], hoursLater: 20, runs: true },
  { title: 'a step that runs in any case thirty hours later', steps: [REPAIR_PREFIX, switchTo(true, true)], hoursLater: 30, runs: false },
  { title: 'the same of a plan that was begun here', steps: [REPAIR_PREFIX, switchTo(true, true)], hoursLater: 30, knows: true, runs: true },
  { title: 'a first step that says it runs in any case, an hour later', steps: [switchTo(true, true), REPAIR_PREFIX], hoursLater: 1, runs: false },
  { title: 'a step after people who had three days, two days later', steps: [people(72), switchTo(true, false)], hoursLater: 48, runs: true },
  { title: 'a step after people who had a day, two days later', steps: [people(24), switchTo(true, false)], hoursLater: 48, runs: false },
  { title: 'an ordinary step outside the hours of the site', steps: [REPAIR_PREFIX, switchTo(true, false)], policy: NIGHT, runs: false },
  { title: 'a scheduler that is switched on again outside the hours of the site', steps: [REPAIR_PREFIX, switchTo(true, true)], policy: NIGHT, runs: true },
  { title: 'a scheduler that is switched off in any case outside the hours of the site', steps: [REPAIR_PREFIX, switchTo(false, true)], policy: NIGHT, runs: false },
  { title: 'a change in any case outside the hours, of a plan that is not known here', steps: [REPAIR_PREFIX, { ...ANCHOR, always: true }], policy: NIGHT, runs: false },
  { title: 'a change that takes back outside the hours what this relay has changed', steps: [ANCHOR, BACK], policy: NIGHT, knows: true, runs: true },
  { title: 'the same where the change was never started here', steps: [ANCHOR, BACK], policy: NIGHT, runs: false },
  { title: 'the same where another plan of that id was started here', steps: [ANCHOR, BACK], policy: NIGHT, knows: true, knownAs: 'another hash', runs: false },
  { title: 'a change in any case outside the hours that takes back nothing', steps: [REPAIR_PREFIX, { ...ANCHOR, always: true }], policy: NIGHT, knows: true, runs: false },
  { title: 'a change in any case that takes back nothing when the hourly limit is used up', steps: [REPAIR_PREFIX, { ...ANCHOR, always: true }], policy: { ...POLICY, objectsPerHour: 0 }, knows: true, runs: false },
  { title: 'a scheduler that is switched on again when the hourly limit is used up', steps: [REPAIR_PREFIX, switchTo(true, true)], policy: { ...POLICY, objectsPerHour: 0 }, runs: true },
  { title: 'a scheduler that is switched on again by a relay that is read-only', steps: [REPAIR_PREFIX, switchTo(true, true)], policy: { ...POLICY, readOnly: true }, runs: false },
  { title: 'a scheduler that is switched on again where the site does not allow the operation', steps: [REPAIR_PREFIX, switchTo(true, true)], policy: { ...POLICY, operations: ['ad.change-addresses'] }, runs: false },
  { title: 'a change in any case of a protected object', steps: [REPAIR_PREFIX, { ...ANCHOR, always: true }], policy: { ...POLICY, writableContainers: ['OU=Other,DC=corp,DC=contoso,DC=com'] }, knows: true, runs: false },
];

describe('a step that runs in any case, on the relay', () => {
  let folder = '';
  let journal: RelayJournal;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-always-'));
    journal = openRelayJournal(join(folder, 'journal.jsonl'));
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { title, steps, policy = POLICY, knows = false, knownAs, hoursLater = 0, runs } of ROWS) {
    it(`${runs ? 'lets' : 'refuses'} ${title}${runs ? ' run' : ''}`, async () => {
      const clock = fastClock('2026-11-21T09:02:00.000Z');
      const later = new Date(clock.now().getTime() + hoursLater * 60 * 60_000);
      const server = memorySyncServer('SYNC01', () => clock.now());
      const [first] = steps;
      const step = first.operation === 'sync.set-scheduler' ? 1 : 2;
      const draft = steps[step - 1] ?? assert.fail();
      if (draft.operation === 'sync.set-scheduler') server.state = { ...server.state, SyncCycleEnabled: draft.params.before };
      const site = { clock: { ...clock, now: () => later }, directories: [{ forest: 'corp.contoso.com', baseDn: 'DC=corp,DC=contoso,DC=com', directory: memoryDirectory([draft === BACK ? johnEntry({ 'mS-DS-ConsistencyGuid': [ANCHOR_SET] }) : johnEntry()]) }], syncServers: [server] };
      const world = { site, group: 'default', policy, journal, log: { info: () => undefined, warn: () => undefined, error: () => undefined } };
      const plan = planWith(steps);
      if (knows) journal.started({ planId: plan.planId, step: 1, attempt: 1, fence: 1, at: '2026-11-21T09:02:00.000Z', jobHash: 'h', object: 'x', planHash: knownAs ?? planHash(plan), does: plan.steps[0] ?? assert.fail() });
      const answer: RelayAnswer = await runJob(world, { ...stepJob(plan, { step, fence: 2 }), notAfter: new Date(later.getTime() + 4 * 60_000).toISOString() });
      assert.equal(answer.kind, runs ? 'step' : 'refused', JSON.stringify(answer));
      if (answer.kind === 'step') assert.equal(answer.result.is, 'applied', JSON.stringify(answer));
    });
  }
});
