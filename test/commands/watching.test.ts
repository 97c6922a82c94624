import assert from 'node:assert/strict';
import { watching } from '../../src/commands/watching.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import type { StoredWatch } from '../../src/model/stored-watch.ts';
import type { Audience } from '../../src/ports/channel.ts';
import { pretendPolicy } from '../approve/pretend-policy.ts';
import { personId } from '../contracts/sample-plan.ts';
import { CHANNEL, pretendTalk, requestBy } from './pretend-talk.ts';

const WATCH: StoredWatch = {
  watchId: 'w', name: 'jane.doe a', by: { oid: personId(1), name: 'Ann' }, place: CHANNEL, asked: 'jane.doe', cause: 'a', title: 'Not selected',
  since: '2026-11-21T09:00:00.000Z', until: '2026-11-24T09:00:00.000Z', nextLook: '2026-11-21T09:01:00.000Z', says: '', version: 1,
};

describe('the list of what is watched', () => {
  const listed = async (audience: Audience) => {
    const world = { policy: () => pretendPolicy(), audienceOf: () => Promise.resolve(audience), watches: { open: () => Promise.resolve([WATCH]) } } as unknown as CommandWorld;
    const said = pretendTalk();
    await watching.run(world, requestBy('text'), said.talk, {});
    return said;
  };

  it('stands in the conversation where everybody may read it', async () => {
    const { posted, aside } = await listed({ is: 'known', guests: false, foreign: false });
    assert.match(posted.join(), /jane\.doe/);
    assert.deepEqual(aside, []);
  });

  it('goes to the asker alone where guests read along', async () => {
    const { posted, aside } = await listed({ is: 'known', guests: true, foreign: false });
    assert.doesNotMatch(posted.join(), /jane/);
    assert.match(aside.join(), /jane\.doe/);
  });
});
