import { anchorReply } from '../cards/anchor.ts';
import { anchorSpellings } from '../model/anchor-spellings.ts';
import { defineCommand } from './command.ts';

export const anchor = defineCommand({
  word: 'anchor',
  usage: 'anchor <GUID, immutable id, hex or connector space DN>',
  summary: 'Show an anchor in all its spellings',
  example: 'anchor TpwcjSo/bkucfSobPE1ebw==',
  effect: 'reads',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Which anchor? Give a GUID, an immutable id, its octets in hex or a DN of the connector space.' } : { ok: true, args: { value: rest.trim().slice(0, 200) } }),
  async run(_world: object, _request, talk, { value }) {
    await talk.post(anchorReply(value, anchorSpellings(value)));
  },
});
