import assert from 'node:assert/strict';
import { normaliseText } from '../../src/chat/normalise-text.ts';

const BOT = '28:bot';
const bot = { id: BOT, name: 'SyncWhy', text: '<at>SyncWhy</at>' };
const ana = { id: '29:ana', name: 'Ana Ruiz', text: '<at>Ana Ruiz</at>' };

const CASES: readonly (readonly [name: string, typed: string, meant: string])[] = [
  ['one mention of the bot', '<at>SyncWhy</at> why jsmith', 'why jsmith'],
  ['every mention of the bot', '<at>SyncWhy</at>&nbsp;<at>SyncWhy</at> why jsmith <at>SyncWhy</at>', 'why jsmith'],
  ['a mention of somebody else as the name', '<at>SyncWhy</at> why <at>Ana Ruiz</at>', 'why Ana Ruiz'],
  ['a mention that no entity explains', 'why <at id="0">Bob</at>', 'why Bob'],
  ['entities', 'why won&#39;t j&amp;smith &lt;x&gt; sync&nbsp;now', "why won't j&smith <x> sync now"],
  ['an entity only once', '&amp;lt;', '&lt;'],
  ['entities that are no characters', 'a&#0;&#xD800;&#x110000;b', 'ab'],
  ['typographic apostrophes and quotes', 'why won’t “Jane Smith” sync', 'why won\'t "Jane Smith" sync'],
  ['typographic dashes', 'approve 7F3K–92QD', 'approve 7F3K-92QD'],
  ['no-break and narrow spaces', 'why\u00A0\u202Fjsmith\u2003now', 'why jsmith now'],
  ['zero-width and direction marks', 'w\u200Bhy \u202Ejsm\u2060ith\uFEFF', 'why jsmith'],
  ['composed letters', 'why Mu\u0308ller', 'why M\u00FCller'],
  ['a mail link', 'why <a href="mailto:jane@contoso.com">jane@contoso.com</a>', 'why jane@contoso.com'],
  ['a Markdown mail link', 'why [jane@contoso.com](mailto:jane@contoso.com)', 'why jane@contoso.com'],
  ['a typed mailto', 'why mailto:jane@contoso.com', 'why jane@contoso.com'],
  ['an address in angle brackets', 'why Jane <jane@contoso.com>', 'why Jane <jane@contoso.com>'],
  ['tags of the editor', '<p>why <b>jsmith</b></p><br/>', 'why jsmith'],
  ['line breaks and tabs', 'why\r\n\tjsmith\n', 'why jsmith'],
  ['a pasted table', '<p>why</p><table><tbody><tr><th>old</th><th scope="col">new</th></tr>\n<tr><td>nwind1</td>\n<td><p>north.wind1</p></td></tr></tbody></table>', 'why ; old,new ; nwind1, north.wind1'],
  ['half a character', 'why jsmith\ud83d', 'why jsmith\ufffd'],
  ['nothing', '', ''],
  ['only a mention', '<at>SyncWhy</at> ', ''],
];

describe('Text from Teams is understood with', () => {
  for (const [name, typed, meant] of CASES) {
    it(name, () => assert.equal(normaliseText(typed, [bot, ana], BOT), meant));
  }
  it('a mention of a person with the same name as the bot', () => {
    assert.equal(normaliseText('<at>SyncWhy Admin</at> x', [{ ...ana, name: 'SyncWhy Admin', text: '<at>SyncWhy Admin</at>' }], BOT), 'SyncWhy Admin x');
  });
  it('a name in which another mention stands, which is no mention', () => {
    const [one, other] = [{ ...ana, name: '<at>Ben</at>', text: '<at>Ana</at>' }, { ...ana, name: 'Ben Osei', text: '<at>Ben</at>' }];
    assert.equal(normaliseText('why <at>Ana</at>', [one, other], BOT), 'why Ben');
  });
  it('mentions that would make it longer and longer, and stays as long as it was typed', () => {
    const greedy = Array.from({ length: 200 }, () => ({ id: '29:x', name: 'a'.repeat(512), text: 'a' }));
    assert.equal(normaliseText('a'.repeat(20_000), greedy, BOT), 'a'.repeat(20_000));
  });
  for (const [name, typed] of [['a link whose address begins again and again', `<a ${'href=mailto:'.repeat(1_600)}`], ['many links that never end', '<a href=mailto:x '.repeat(1_100)], ['many brackets', '[a](mailto:'.repeat(1_800)]] as const) {
    it(`${name}, without keeping anybody waiting`, () => {
      const began = performance.now();
      normaliseText(typed, [], BOT);
      assert.ok(performance.now() - began < 300, `${Math.round(performance.now() - began)} ms`);
    });
  }
});
