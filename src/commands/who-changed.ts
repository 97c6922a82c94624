import { timeLineReply } from '../cards/time-line.ts';
import { workingReply } from '../cards/working.ts';
import { timeLine } from '../compare/time-line.ts';
import { firstOf } from '../deduce/attributes.ts';
import { sidOf } from '../deduce/security-identifier.ts';
import { objectGuidOf } from '../deduce/source-anchor.ts';
import type { CardReply } from '../model/reply.ts';
import { answer, type Asking } from './answer.ts';
import { defineCommand } from './command.ts';
import { chooseOrNobody } from './why.ts';
import type { Asked, CommandWorld } from './world.ts';

export const whoChanged = defineCommand({
  word: 'who changed',
  usage: 'who changed <user, mail address, DN or id>',
  summary: 'Show what changed when in AD and Entra, and by whom where that is kept',
  example: 'who changed jsmith',
  effect: 'reads',
  inMenu: false,
  parse: (rest) => (rest.trim() === '' ? { ok: false, wrong: 'Whose changes? Name a sign-in name, a mail address or a DN.' } : { ok: true, args: { about: rest.trim() } }),
  async run(world: CommandWorld, request, talk, { about }) {
    const working = workingReply({ doing: `Looking for what changed about ${about}`, sources: [] });
    const compose = async (asking: Asking): Promise<CardReply | null> => {
      const asked = await asking.ask(about);
      return asked.subject === null ? chooseOrNobody(world, asking, asked) : timeLineReply(await lineOf(world, asked, asked.subject));
    };
    await answer(world, { request, talk }, { working, redactable: false, compose });
  },
});

async function lineOf({ relayLink }: CommandWorld, { document }: Asked, subject: NonNullable<Asked['subject']>) {
  const { ad, cloud, asked } = subject;
  const guid = ad === undefined ? null : objectGuidOf(ad);
  const sid = ad === undefined ? undefined : sidOf(ad);
  const answers = guid === null ? [] : await Promise.all([relayLink.read({ reading: 'ad.changes', version: 1, params: { guid } }), relayLink.read({ reading: 'ad.security-events', version: 1, params: { guid, sid } })]);
  const [changes, logs] = answers;
  const audits = document.entra?.directoryAudits?.filter(({ targetResources }) => cloud !== undefined && (targetResources ?? []).some(({ id }) => id?.toLowerCase() === cloud.id.toLowerCase()));
  return timeLine({
    name: (ad === undefined ? undefined : firstOf(ad, 'displayName')) ?? cloud?.displayName ?? asked,
    changes: guid === null ? [] : changes?.changes,
    securityLogs: guid === null ? [] : logs?.securityLogs,
    audits: document.entra?.directoryAudits === undefined ? undefined : audits,
    unread: answers.flatMap(({ unread }) => unread).concat(document.unread.filter(({ what }) => what === 'entra.directoryAudits')),
  });
}
