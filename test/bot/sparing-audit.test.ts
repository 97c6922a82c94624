import assert from 'node:assert/strict';
import { sparingAudit } from '../../src/bot/sparing-audit.ts';
import type { AuditEvent } from '../../src/ports/store.ts';

describe('the audit of strangers', () => {
  it('writes sixty a minute in full, counts the rest, and writes the count later', async () => {
    const rows: AuditEvent[] = [];
    let now = Date.parse('2026-11-21T09:00:10Z');
    const audit = sparingAudit(async (event) => void rows.push(event), { now: () => new Date(now) });
    const refused: AuditEvent = { event: 'activity.refused', at: '2026-11-21T09:00:10Z', actor: null, planId: null, rule: 'R1', facts: {} };
    for (let press = 0; press < 1000; press += 1) await audit(refused);
    assert.equal(rows.length, 60);
    now += 60_000;
    await audit(refused);
    assert.deepEqual(rows.slice(60).map(({ event, facts }) => [event, facts]), [['refusals.counted', { count: 940, of: 'activity.refused' }], ['activity.refused', {}]]);
  });
  it('does not let a flood of one kind hide another', async () => {
    const rows: AuditEvent[] = [];
    const audit = sparingAudit(async (event) => void rows.push(event), { now: () => new Date('2026-11-21T09:00:10Z') });
    const refused = (event: 'activity.refused' | 'relay.refused', rule: string | null): AuditEvent => ({ event, at: '2026-11-21T09:00:10Z', actor: null, planId: null, rule, facts: {} });
    for (let knock = 0; knock < 1000; knock += 1) await audit(refused('activity.refused', 'R1'));
    for (let knock = 0; knock < 1000; knock += 1) await audit(refused('relay.refused', null));
    await audit(refused('activity.refused', 'R3'));
    assert.deepEqual(rows.at(-1)?.rule, 'R3');
    assert.equal(rows.length, 121);
  });
});
