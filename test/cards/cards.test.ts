import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planReply } from '../../src/cards/plan.ts';
import { whyReply } from '../../src/cards/why.ts';
import { readCardFolder } from '../../src/chat/card-folder.ts';
import { CARD_BUDGET, cardSize, createDraw } from '../../src/chat/draw.ts';
import type { CardReply } from '../../src/model/reply.ts';
import { cardFaults, everyObject, everyText } from './linter.ts';
import { addressStep, duplicateAddress, notSynced, planView, samplePlan, SAMPLES } from './samples.ts';

const FOLDER = join(import.meta.dirname, '../../cards');
const GOLDEN = join(import.meta.dirname, 'golden');
const load = readCardFolder(FOLDER);
const draw = createDraw(load);

function drawn(reply: CardReply): Readonly<Record<string, unknown>> {
  const message = draw(reply);
  assert.ok('card' in message, 'drawn as a card');
  return message.card;
}

describe('Every card in every state', () => {
  for (const [name, reply] of Object.entries(SAMPLES)) {
    it(`${name} is drawn as its golden file shows`, () => {
      const file = join(GOLDEN, `${name}.json`);
      const text = `${JSON.stringify({ card: drawn(reply), text: reply.text.split('\n') }, null, 2)}\n`;
      if (process.env['SYNCWHY_WRITE_GOLDEN'] === '1') writeFileSync(file, text);
      assert.ok(existsSync(file), 'the golden file exists');
      assert.equal(text, readFileSync(file, 'utf8'));
    });
    it(`${name} is a card without faults for Microsoft's parser, small enough, and readable everywhere`, () => {
      const card = drawn(reply);
      assert.deepEqual(cardFaults(card), []);
      assert.ok(cardSize(card) <= CARD_BUDGET, `${cardSize(card)} bytes`);
      assert.equal(card['version'], '1.5');
      assert.ok(String(card['fallbackText']).length > 3);
      assert.ok(reply.text.length > 3 && reply.summary.length > 3);
      assertReadable(card);
    });
  }
  it('has no golden file without a sample', () => {
    assert.deepEqual(readdirSync(GOLDEN).sort(), Object.keys(SAMPLES).map((name) => `${name}.json`).sort());
  });
  it('binds exactly the names that its mapping gives', () => {
    for (const reply of Object.values(SAMPLES)) {
      const template = readFileSync(join(FOLDER, `${reply.card}.json`), 'utf8');
      for (const name of Object.keys(reply.data)) assert.match(template, new RegExp(`\\$\\{[^}]*\\b${name}\\b|"\\$\\{${name}`, 'u'), `${reply.card} binds ${name}`);
    }
  });
  it('offers at most four buttons, each with exactly the data that the bot accepts', () => {
    for (const reply of Object.values(SAMPLES)) {
      const card = drawn(reply);
      const top = card['actions'];
      assert.ok(!Array.isArray(top) || top.length <= 4);
      for (const action of everyObject(card).filter((each) => each['type'] === 'Action.Execute')) {
        const data = Object.keys(everyObject(action['data'])[0] ?? {}).sort().join();
        assert.ok(data === 'nonce,planId,rev,verb' || data === 'ref,verb', data);
        assert.deepEqual(everyObject(action['fallback'])[0]?.['data'], action['data']);
      }
    }
  });
});

function assertReadable(card: unknown): void {
  for (const each of everyObject(card)) {
    if (each['type'] === 'TextBlock') assert.equal(each['wrap'], true, 'text wraps');
    assert.ok(!Array.isArray(each['columns']) || each['columns'].length <= 2, 'two columns at most');
    assert.ok(each['type'] !== 'Table' && each['backgroundImage'] === undefined);
    if (each['color'] !== undefined) assert.ok(['Default', 'Good', 'Warning', 'Attention', 'Accent'].includes(String(each['color'])), 'semantic colour');
    if (String(each['type']).startsWith('Input.')) assert.ok(each['label'] && each['errorMessage'], 'inputs are labelled');
  }
  assert.equal(everyObject(card).find((each) => each['type'] === 'TextBlock')?.['style'], 'heading');
}

describe('Hostile text from a directory', () => {
  const EVIL = '[click](https://evil.test) **bold** ${title} \u202Etxt\u200B\u0007 # 1. <b>x</b>';
  const hostile = whyReply(
    { ...notSynced, subject: { asked: EVIL, kind: 'user', displayName: EVIL, dn: EVIL }, summary: EVIL, findings: [{ ...duplicateAddress, title: EVIL, says: EVIL, evidence: [{ from: 'directory', what: EVIL, value: EVIL, at: EVIL }] }], unread: [{ what: EVIL, why: 'failed', detail: EVIL }] },
    { recheck: 'r-1' },
    { readAt: '2026-11-21T14:02:11Z', sources: [EVIL] },
  );
  const hostilePlan = planReply(planView('pending', { requesterName: EVIL, mentions: [{ is: 'person', id: 'a', name: EVIL }, { is: 'tag', id: 'b', name: '</at><at>everybody' }], approvers: { groups: [EVIL], names: [] } }, { title: EVIL, reason: EVIL, says: EVIL, content: { ...samplePlan.content, steps: [{ ...addressStep, says: EVIL, target: EVIL, before: { [EVIL]: [EVIL] }, after: { [EVIL]: [] } }], targets: [{ key: 'k', displayName: EVIL }] } }));

  for (const [name, reply] of [['why', hostile], ['plan', hostilePlan]] as const) {
    it(`cannot become a link, bold text, a template or a hidden character on the ${name} card`, () => {
      const card = drawn(reply);
      for (const block of everyObject(card).filter((each) => each['type'] === 'TextBlock' || each['type'] === 'Fact')) {
        assert.doesNotMatch(String(block['text']), /(?<!\\)\[click|(?<!\\)\*\*bold/u, 'no live Markdown in a TextBlock');
      }
      for (const text of everyText(card)) assert.doesNotMatch(text, /[\u202A-\u202E\u2066-\u2069\u200B-\u200F\u0007]/u);
      assert.ok(everyText(card).some((text) => text.includes('⟨U+202E⟩')), 'hidden characters are shown');
      assert.ok(everyText(card).some((text) => text.includes('${title}')), 'an expression in data stays text');
      assert.deepEqual(cardFaults(card), []);
    });
  }
  it('is cut at its limit when it has 5,000 characters', () => {
    const long = 'x'.repeat(5000);
    const card = drawn(whyReply({ ...notSynced, subject: { asked: long, displayName: long, dn: long }, summary: long, findings: [{ ...duplicateAddress, title: long, says: long }] }, {}, { readAt: '2026-11-21T14:02:11Z' }));
    assert.ok(Math.max(...everyText(card).map((text) => text.length)) <= 720);
  });
});

describe('A card that would be too large', () => {
  it('keeps to the budget by cutting its longest list and says how many it hides', () => {
    const findings = Array.from({ length: 60 }, (_, index) => ({ ...duplicateAddress, cause: `cause-${index}`, title: 'ä'.repeat(200), says: 'long '.repeat(100) }));
    const card = drawn(whyReply({ ...notSynced, findings }, {}, { readAt: '2026-11-21T14:02:11Z' }));
    assert.ok(cardSize(card) <= CARD_BUDGET, `${cardSize(card)} bytes`);
    assert.ok(everyText(card).some((text) => /^… and \d+ more$/u.test(text)));
  });
  it('tells the true number when it is cut several times', () => {
    const steps = Array.from({ length: 200 }, (_, index) => ({ ...addressStep, n: index + 1 }));
    const card = drawn(planReply(planView('pending', {}, { content: { ...samplePlan.content, steps } })));
    const shown = everyText(card).filter((text) => /^\d+\. Remove 1 address/u.test(text)).length;
    const hidden = everyText(card).map((text) => /^… and (\d+) more$/u.exec(text)?.[1]).find((each) => each !== undefined);
    assert.equal(shown + Number(hidden), 200);
  });
  it('becomes plain text when nothing is left to cut', () => {
    const big = createDraw(() => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', wrap: true, text: '${long}' }] }));
    const message = big({ card: 'big', data: { long: 'x'.repeat(20_000) }, summary: 'short', text: 'the *whole* answer' });
    assert.deepEqual(message, { text: 'the \\*whole\\* answer', summary: 'short' });
  });
});

describe('A template that leaves a name unfilled', () => {
  it('is a bug that is found before anything is sent', () => {
    const careless = createDraw(() => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', wrap: true, text: '${missing}' }] }));
    assert.throws(() => careless({ card: 'careless', data: {}, summary: 's', text: 't' }), /careless: \$\{missing\} is not filled/u);
  });
});
