import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { isPlanId } from '../../../src/model/ids.ts';
import { verifyChain } from '../../../src/protocol/audit-chain.ts';
import { MADE } from '../../contracts/sample-plan.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };

/** Kills a writing child again and again; after each round everything it acknowledged must be there and the chain whole. */
export async function killRounds(options: { readonly file: string; readonly rounds: number }): Promise<{ readonly acknowledged: number }> {
  const acknowledged = new Set<string>();
  for (let round = 0; round < options.rounds; round += 1) {
    for (const id of await killedRound(options.file, round)) acknowledged.add(id);
    await inspect(options.file, acknowledged);
  }
  return { acknowledged: acknowledged.size };
}

async function killedRound(file: string, round: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'write-until-killed.ts'), file, String(1 + round * 100_000)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const ids: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    ids.push(line);
    if (ids.length === 1) setTimeout(() => child.kill('SIGKILL'), 40 + ((round * 37) % 160));
  });
  const done = once(lines, 'close');
  await exit;
  await done;
  return ids;
}

async function inspect(file: string, acknowledged: ReadonlySet<string>): Promise<void> {
  const store = await openSqliteStore({ file, clock });
  try {
    const trail = await store.auditTrail(0, 10_000_000);
    assert.equal(verifyChain(trail).is, 'whole');
    const [created, begun] = ['plan.created', 'step.began'].map((name) => new Set(trail.filter(({ event }) => event.event === name).map(({ event }) => event.planId)));
    const turns = await store.incidentEvents(0, 10_000);
    assert.deepEqual(turns.map(({ seq }) => seq), turns.map((_, at) => (turns[0]?.seq ?? 0) + at), 'the turns have a gap');
    const members = new Set((await store.incidentMembers(null)).map(({ incidentId }) => incidentId));
    assert.deepEqual(new Set((await store.incidents()).map(({ incidentId }) => incidentId)), members, 'an incident was kept in part');
    assert.equal((await store.lastPoll())?.n, members.size);
    for (const id of acknowledged) {
      assert.ok(members.has(id), `the incident of ${id} is lost`);
      assert.ok(isPlanId(id), `not a plan id: ${id}`);
      assert.equal((await store.planById(id))?.state, 'cancelled', `the move of ${id} is lost`);
      assert.equal((await store.journal(id)).length, 1, `the journal of ${id} is lost`);
      assert.ok(created?.has(id) === true && begun?.has(id) === true, `the audit of ${id} is lost`);
    }
  } finally {
    await store.close();
  }
}
