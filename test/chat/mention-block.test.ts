import assert from 'node:assert/strict';
import { join } from 'node:path';
import { noticeReply } from '../../src/cards/notice.ts';
import { readCardFolder } from '../../src/chat/card-folder.ts';
import { createDraw } from '../../src/chat/draw.ts';
import type { Mentioned } from '../../src/model/reply.ts';
import { everyObject } from '../cards/linter.ts';

const draw = createDraw(readCardFolder(join(import.meta.dirname, '../../cards')));
const BEN = 'a0a0a0a0-0002-4f6e-8d5c-4b3a29180702';

function drawn(mentions: readonly Mentioned[] | undefined): Readonly<Record<string, unknown>> {
  const message = draw({ ...noticeReply({ tone: 'good', headline: 'Done', happened: 'All is well.' }), mentions });
  assert.ok('card' in message);
  return message.card;
}
const entitiesOf = (card: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] => everyObject(card['msteams']).filter((each) => each['type'] === 'mention');
const textsOf = (card: Readonly<Record<string, unknown>>): readonly unknown[] => everyObject(card['body']).filter((each) => each['type'] === 'TextBlock').map((each) => each['text']);

describe('A card that mentions people', () => {
  it('says whom in a text block and by object id in the entities', () => {
    const card = drawn([{ is: 'person', id: BEN, name: 'Ben Osei' }, { is: 'person', id: 'c', name: 'Chloe Martin' }]);
    assert.ok(textsOf(card).includes('<at>Ben Osei</at>, <at>Chloe Martin</at>'));
    assert.deepEqual(entitiesOf(card)[0], { type: 'mention', text: '<at>Ben Osei</at>', mentioned: { id: BEN, name: 'Ben Osei' } });
    assert.equal(everyObject(card['msteams'])[0]?.['width'], 'Full', 'the width stays');
  });
  it('says of a tag that it is one', () => assert.deepEqual(entitiesOf(drawn([{ is: 'tag', id: 'MGQ4', name: 'Approvers' }])), [{ type: 'mention', text: '<at>Approvers</at>', mentioned: { id: 'MGQ4', name: 'Approvers', type: 'tag' } }]));
  for (const [name, shown] of [
    ['</at><at>Everybody', '/atatEverybody'], ['Ben [click](https://evil.test)', 'Ben click(https://evil.test)'], ['**Ben** _O_', 'Ben O'], ['Be\u202En', 'Be⟨U+202E⟩n'], ['&lt;at&gt;', 'lt;atgt;'], ['<>', 'admin'], ['x'.repeat(200), `${'x'.repeat(59)}…`],
  ] as const) {
    it(`lets no name become markup: ${name.slice(0, 40)}`, () => {
      const card = drawn([{ is: 'person', id: BEN, name }]);
      assert.equal(entitiesOf(card)[0]?.['text'], `<at>${shown}</at>`);
      assert.ok(textsOf(card).includes(`<at>${shown}</at>`), 'the same text stands on the card');
    });
  }
  it('has no line of mentions when nobody is called', () => {
    for (const none of [undefined, []]) assert.ok(!textsOf(drawn(none)).some((text) => String(text).includes('<at>')));
  });
});
