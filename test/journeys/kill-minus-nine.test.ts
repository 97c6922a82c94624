import assert from 'node:assert/strict';
import { adPerson, setAttribute } from '../../lab/company/find-person.ts';
import { startKillLab, WRITES, type KillLab, type Victim, type Write } from './killing.ts';

interface Kill {
  readonly victim: Victim;
  readonly operation: string;
  readonly write: Write;
  /** The process dies when the write has arrived; it is carried out after that. */
  readonly arrives?: true;
  readonly question: string;
  /** All that the whole plan writes. */
  readonly writes: Partial<Record<Write, number>>;
}

const kill = (victim: Victim, operation: string, rest: Omit<Kill, 'victim' | 'operation'>): Kill => ({ victim, operation, ...rest });

const KILLS: readonly Kill[] = [
  kill('relay', 'ad.change-addresses', { write: 'modify', question: 'why tnguyen', writes: { 'modify': 1, 'start-delta': 1 } }),
  kill('bot', 'ad.change-addresses', { write: 'modify', question: 'why fokafor', writes: { 'modify': 1, 'start-delta': 1 } }),
  kill('relay', 'ad.move', { write: 'modifyDn', question: 'why jsmith', writes: { 'modifyDn': 1, 'start-delta': 1, 'send-hash': 1 } }),
  kill('bot', 'ad.move', { write: 'modifyDn', question: 'why lweber', writes: { 'modifyDn': 1, 'start-delta': 1, 'send-hash': 1 } }),
  kill('relay', 'ad.set-anchor', { write: 'modify', question: 'why mlopez', writes: { 'modify': 1, 'set-scheduler': 2, 'start-delta': 1 } }),
  kill('bot', 'ad.set-anchor', { write: 'modify', question: 'why yito', writes: { 'modify': 1, 'set-scheduler': 2, 'start-delta': 1 } }),
  kill('bot', 'entra.set-anchor', { write: 'patch', arrives: true, question: 'why lpark', writes: { 'patch': 1, 'set-scheduler': 2, 'start-delta': 1 } }),
  kill('bot', 'entra.set-anchor', { write: 'patch', question: 'why dkim', writes: { 'patch': 1, 'set-scheduler': 2, 'start-delta': 1 } }),
  kill('bot', 'entra.change-licence', { write: 'licence', arrives: true, question: 'why pnovak', writes: { 'licence': 1 } }),
  kill('relay', 'ad.change-values', { write: 'modify', question: 'why sjones', writes: { 'modify': 1, 'start-delta': 1 } }),
  kill('bot', 'ad.change-values', { write: 'modify', question: 'why rkapoor', writes: { 'modify': 1, 'start-delta': 1 } }),
  kill('relay', 'sync.send-password-hash', { write: 'send-hash', question: 'why wchen', writes: { 'send-hash': 1 } }),
  kill('bot', 'sync.send-password-hash', { write: 'send-hash', question: 'why ekarlsson', writes: { 'send-hash': 1 } }),
  kill('relay', 'sync.start-delta', { write: 'start-delta', question: 'sync now because of a test', writes: { 'start-delta': 1 } }),
  kill('bot', 'sync.start-delta', { write: 'start-delta', question: 'sync now because of a test', writes: { 'start-delta': 1 } }),
  kill('relay', 'sync.set-scheduler', { write: 'set-scheduler', question: 'why avance', writes: { 'set-scheduler': 1 } }),
  kill('bot', 'sync.set-scheduler', { write: 'set-scheduler', question: 'why avance', writes: { 'set-scheduler': 1 } }),
];

const NOTHING: Readonly<Record<Write, number>> = { 'modify': 0, 'modifyDn': 0, 'patch': 0, 'licence': 0, 'set-scheduler': 0, 'start-delta': 0, 'send-hash': 0 };
const ENDS = /✓ Done|✓ Verified|Done, but Entra|✗ Failed|✗ Stopped|⚠ Not known whether/;

describe('kill -9 in the middle of a write', function () {
  this.timeout(60_000);
  let given: KillLab;
  before(async () => {
    given = await startKillLab();
  });
  after(() => given.close());

  for (const { victim, operation, write, arrives, question, writes } of KILLS) {
    it(`of ${operation} hits the ${victim}${arrives ? ' before the write is carried out' : ''}: the plan ends, and nothing is written twice`, async () => {
      if (write === 'set-scheduler') switchSchedulerOff(given);
      const before = given.count();
      const dead = arrives && (write === 'patch' || write === 'licence') ? given.killOnArrival(write, victim) : given.killAt(write, victim);
      const { sees } = await given.approved(question);
      await dead;
      await given.revive(victim);
      const words = await sees(ENDS);
      assert.match(words, /✓ (Done|Verified)|Done, but Entra/, words);
      const now = given.count();
      const written = Object.fromEntries(WRITES.map((each) => [each, now[each] - before[each]]));
      assert.deepEqual(written, { ...NOTHING, ...writes }, words);
    });
  }

  it('leaves the audit trail whole', () => given.auditIsWhole());
});

function switchSchedulerOff({ lab: { company } }: KillLab): void {
  company.sync.setCycleEnabled(false);
  company.sync.moveHistoryBack(6 * 60 * 60 * 1000);
  setAttribute(company.ad, 'avance', { proxyAddresses: [...adPerson(company.ad, 'avance').values('proxyAddresses'), `smtp:a${Date.now()}@contoso.com`] });
}
