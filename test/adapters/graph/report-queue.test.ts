import assert from 'node:assert/strict';
import { createReportQueue } from '../../../src/adapters/graph/report-queue.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { about } from '../../contracts/tenant.ts';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import { startGraphLab, TEST_CLOCK } from './graph-lab.ts';

/** A clock that moves only when somebody sleeps. */
function sleepingClock() {
  let now = Date.parse('2026-11-21T09:00:00Z');
  const slept: number[] = [];
  return {
    slept,
    pass: (milliseconds: number) => void (now += milliseconds),
    now: () => new Date(now),
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

describe('the queue of reports', () => {
  it('lets five through at once, and the sixth when ten seconds have passed since the first', async () => {
    const clock = sleepingClock();
    const queue = createReportQueue(clock);
    for (let n = 0; n < 5; n += 1) {
      await queue.run(() => Promise.resolve(n), 0);
      clock.pass(1_000);
    }
    assert.deepEqual(clock.slept, []);
    assert.equal(await queue.run(() => Promise.resolve('sixth'), 6_000), 'sixth');
    assert.deepEqual(clock.slept, [5_000]);
  });
  it('refuses at once whoever has less patience than it takes, and keeps no turn for them', async () => {
    const clock = sleepingClock();
    const queue = createReportQueue(clock);
    for (let n = 0; n < 5; n += 1) await queue.run(() => Promise.resolve(n), 0);
    for (let n = 0; n < 3; n += 1) await assert.rejects(queue.run(() => Promise.resolve(n), 9_999), (error) => error instanceof TenantError && error.fault === 'throttled');
    clock.pass(10_000);
    assert.equal(await queue.run(() => Promise.resolve('next'), 0), 'next');
    assert.deepEqual(clock.slept, []);
  });
  it('stays within what Graph allows, and costs a question only its audit entries', async () => {
    const lab = await startGraphLab({ reportRequests: 5 });
    try {
      const tenant = createGraphTenant({ reader: lab.client(), writer: lab.writer(), clock: TEST_CLOCK });
      const id = lab.state.newUser({ userPrincipalName: 'often@contoso.com' }).id;
      const answers = [];
      for (let n = 0; n < 8; n += 1) answers.push(await tenant.detail(about({ users: [id], audited: id })));
      assert.deepEqual(answers.map(({ unread }) => unread.map(({ what, why }) => `${what} ${why}`)), [[], [], [], [], [], ...Array.from({ length: 3 }, () => ['entra.directoryAudits throttled'])]);
      assert.ok(answers.every(({ entra }) => entra.roleAssignments !== undefined));
    } finally {
      await lab.close();
    }
  });
});
