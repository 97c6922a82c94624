import assert from 'node:assert/strict';
import { BREAKAGES } from '../../lab/company/breakages/index.ts';
import type { ViewedMessage } from '../../lab/servers/bot-connector.ts';
import { startLab, type Lab } from '../../lab/start-lab.ts';
import { chatting, wordsOf, type Chatting } from './chatting.ts';

const SCHEDULER = /Scheduler is switched off|switched off/i;

describe('a channel that subscribes', function () {
  this.timeout(240_000);
  let lab: Lab;
  let chat: Chatting;
  before(async () => {
    lab = await startLab({ stage: () => undefined, cycleSeconds: 3_000, watchMinutes: 0.1 });
    chat = chatting(lab.connector);
  });
  after(() => lab.close());

  const breakBy = (cause: string): void => {
    const breakage = BREAKAGES.find((each) => each.cause === cause);
    assert.ok(breakage !== undefined, cause);
    breakage.break(lab.company);
  };
  const posts = (fits: RegExp): readonly ViewedMessage[] => lab.connector.seenBy('ben').filter((message) => message.author === 'bot' && message.place === 'channel' && fits.test(wordsOf(message)));
  const until = async (what: string, isSo: () => boolean, patienceMs = 60_000): Promise<void> => {
    const end = Date.now() + patienceMs;
    while (!isSo()) {
      if (Date.now() > end) assert.fail(`${what}; in the channel: ${posts(/./).map((message) => wordsOf(message).slice(0, 400)).join('\n---\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };

  it('hears of an error in a post of its own, once, and of its end in the same one and its thread', async () => {
    const asked = await chat.post('ana', 'subscribe');
    await chat.sees('ana', asked, /is told of|subscribed|new sync errors/i);
    breakBy('scheduler-disabled');
    await until('nobody was told', () => posts(SCHEDULER).length === 1);
    const [card] = posts(SCHEDULER);
    assert.ok(card !== undefined);
    assert.match(wordsOf(card), /I-[0-9A-Z]{4}/);
    // Several looks later it is still the one message.
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    assert.equal(posts(SCHEDULER).filter(({ rootId }) => rootId === card.rootId).length, 1);
    lab.company.sync.setCycleEnabled(true);
    lab.company.sync.runCycle();
    await until('its end was not told', () => posts(/Resolved/).some(({ id }) => id === card.id) && posts(/Resolved/).length === 2);
  });

  it('hears of errors of people by cause, and asks about one from the card', async () => {
    breakBy('quarantined-proxy');
    const told = (): ViewedMessage | undefined => posts(/Told by:\s+Entra ID/).find((message) => /another object/i.test(wordsOf(message)));
    await until('nobody was told', () => told() !== undefined);
    const card = told();
    assert.ok(card !== undefined);
    await chat.press('ben', card, 'diagnose');
    await until('no answer to the button', () => lab.connector.seenBy('ben').some((message) => message.author === 'bot' && message.rootId === card.rootId && message.id !== card.id && /John Smith|jsmith/i.test(wordsOf(message))));
  });

  it('hears nothing more after it has unsubscribed', async () => {
    const asked = await chat.post('ana', 'unsubscribe');
    await chat.sees('ana', asked, /no more|told of errors/i);
    breakBy('maintenance-disabled');
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    assert.deepEqual(posts(/aintenance/).map(wordsOf), []);
  });
});
