import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createOutbox } from '../../src/notify/outbox.ts';
import { outboxRoom } from './outbox-room.ts';
import type { PretendTeams } from './pretend-teams.ts';
import { openIncident, plainSubscription } from './told.ts';

/** The most that happened in any stretch of this length. */
function mostWithin(times: readonly number[], milliseconds: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  let [most, first] = [0, 0];
  for (const [at, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) >= milliseconds) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

function assertWithinLimits({ requests, messages }: PretendTeams): void {
  for (const [conversationId, own] of Map.groupBy(requests, (each) => each.conversationId)) {
    const times = own.map(({ at }) => at);
    for (const [most, within] of [[7, 1_000], [8, 2_000], [60, 30_000], [1_800, 3_600_000]] as const) assert.ok(mostWithin(times, within) <= most, `${mostWithin(times, within)} requests about ${conversationId} in ${within} ms`);
  }
  assert.ok(mostWithin(requests.map(({ at }) => at), 1_000) <= 30, 'requests of the app in a second');
  for (const [conversationId, own] of Map.groupBy(messages, ({ place }) => place.conversationId)) {
    const times = own.map(({ at }) => at);
    assert.ok(mostWithin(times, 30_000) <= 6 && mostWithin(times, 600_000) <= 25, `${mostWithin(times, 600_000)} posts in ten minutes in ${conversationId}`);
  }
}

describe('Over four hours in which something opens every two minutes', function () {
  this.timeout(120_000);
  it('every one is told once in each of 6 conversations, within every limit, by two bots that die and come back', async () => {
    const room = await outboxRoom();
    for (let n = 2; n <= 6; n += 1) await room.store.addSubscription(plainSubscription({}, n), { event: 'subscription.made', at: room.clock.now().toISOString(), actor: null, planId: null, rule: null, facts: {} });
    let bots = [createOutbox(room.world), createOutbox(room.world)];
    const start = room.clock.now().getTime();
    let opened = 0;
    while (room.clock.now().getTime() < start + 4 * 3_600_000) {
      opened += 1;
      const at = room.clock.now().toISOString();
      const older = Math.max(1, opened - 2);
      await room.look(openIncident(opened, { incidentId: `incident-${opened}`, openedAt: at }), ...(older < opened ? [openIncident(older, { openedAt: (await room.store.incident(`incident-${older}`))?.openedAt ?? null, count: opened, version: opened + 1 })] : []));
      for (let round = 0; round < 8; round += 1) {
        await Promise.all(bots.map((bot) => bot.pass()));
        room.clock.ahead(15_000);
      }
      if (opened % 20 === 0) bots = [createOutbox(room.world), createOutbox(room.world)];
    }
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(bots.map((bot) => bot.pass()));
      room.clock.ahead(15_000);
    }
    const notices = await room.store.notices({});
    assert.deepEqual([...new Set(notices.map(({ state }) => state))], ['shown']);
    assert.equal(room.teams.messages.length, notices.length);
    const told = new Map(notices.map(({ subscriptionId }) => [subscriptionId, new Set<string>()]));
    for (const { subscriptionId, topic } of notices) for (const id of topic.is === 'storm' ? topic.incidentIds : topic.is === 'incident' ? [topic.incidentId] : []) told.get(subscriptionId)?.add(id);
    assert.deepEqual([...told.values()].map(({ size }) => size), Array.from({ length: 6 }, () => opened));
    assertWithinLimits(room.teams);
    await room.store.close();
  });
});

describe('Two bots at once', () => {
  it('post forty messages in eight conversations once each, in their order', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-outbox-'));
    const room = await outboxRoom({}, join(folder, 'store.db'));
    for (let n = 2; n <= 8; n += 1) await room.store.addSubscription(plainSubscription({}, n), { event: 'subscription.made', at: room.clock.now().toISOString(), actor: null, planId: null, rule: null, facts: {} });
    const other = await openSqliteStore({ file: join(folder, 'store.db'), clock: room.clock });
    await room.look(...[1, 2, 3, 4, 5].map((n) => openIncident(n)));
    const bots = [createOutbox(room.world), createOutbox({ ...room.world, store: other })];
    for (let round = 0; round < 30; round += 1) {
      await Promise.all(bots.map((bot) => bot.pass()));
      room.clock.ahead(10_000);
    }
    const byConversation = Map.groupBy(room.teams.messages, ({ place }) => place.conversationId);
    assert.equal(byConversation.size, 8);
    for (const messages of byConversation.values()) assert.deepEqual(messages.map(({ looks }) => /I-000(\d)/u.exec(looks[0]?.text ?? '')?.[1]), ['1', '2', '3', '4', '5']);
    await Promise.all([room.store.close(), other.close()]);
    rmSync(folder, { recursive: true });
  });
});
