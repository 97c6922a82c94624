import { showReply } from '../cards/show.ts';
import { workingReply } from '../cards/working.ts';
import { sideBySide } from '../compare/side-by-side.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import { defineCommand } from './command.ts';
import { chooseOrNobody } from './why.ts';
import type { CommandWorld } from './world.ts';

export const show = defineCommand({
  word: 'show',
  usage: 'show <user, mail address, DN or id>',
  summary: 'Show AD and Entra side by side, with the reason of every difference',
  example: 'show jsmith',
  effect: 'reads',
  inMenu: true,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Whom shall I show? Name a sign-in name, a mail address or a DN.' } : { ok: true, args: { about: rest.trim() } }),
  async run(world: CommandWorld, _request, talk, { about }) {
    const message = await talk.post(workingReply({ doing: `Reading ${about} in Active Directory and Entra ID`, sources: [] }));
    const asked = await world.ask(about);
    if (asked.subject === null) await talk.amend(message, await chooseOrNobody(world, talk, asked));
    else await talk.amend(message, showReply(sideBySide(asked.subject, exhibitsOf(asked.document)), asked.document.takenAt));
  },
});
