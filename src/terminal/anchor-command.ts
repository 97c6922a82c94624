import { anchorReply } from '../cards/anchor.ts';
import { anchorSpellings } from '../model/anchor-spellings.ts';
import type { Terminal } from './ask-command.ts';

/** Shows an anchor in all its spellings, without any connection. Exit code 2 when the value can be no anchor. */
export function runAnchor(value: string, { json, terminal }: { readonly json: boolean; readonly terminal: Terminal }): number {
  const spellings = anchorSpellings(value);
  const reply = anchorReply(value, spellings);
  if (spellings.length === 0) {
    terminal.err(reply.text);
    return 2;
  }
  terminal.out(json ? JSON.stringify(reply.json, null, 2) : reply.text);
  return 0;
}
