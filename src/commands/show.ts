import { showReply } from '../cards/show.ts';
import { workingReply } from '../cards/working.ts';
import { sideBySide } from '../compare/side-by-side.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';
import type { CardReply } from '../model/reply.ts';
import { answer, type Asking } from './answer.ts';
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
  async run(world: CommandWorld, request, talk, { about }) {
    const working = workingReply({ doing: `Reading ${about} in Active Directory and Entra ID`, sources: [] });
    const compose = async (asking: Asking): Promise<CardReply | null> => {
      const asked = await asking.ask(about);
      if (asked.subject === null) return chooseOrNobody(world, asking, asked);
      return showReply(sideBySide(asked.subject, exhibitsOf(asked.document)), asked.document.takenAt, asking.note);
    };
    await answer(world, { request, talk }, { working, redactable: true, compose });
  },
});
