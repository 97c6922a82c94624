import { helpReply } from '../cards/help.ts';
import { oldCommandReply, symptomReply } from '../cards/symptom.ts';
import { findSymptoms } from '../symptoms/find-symptoms.ts';
import { SYMPTOMS } from '../symptoms/index.ts';
import { findOldCommand } from '../symptoms/old-commands.ts';
import { defineCommand, type CommandText } from './command.ts';

/** What help needs of the world: the titles of the causes. */
interface HelpWorld {
  titleOf(cause: string): string | undefined;
}

/** Help is made from the shelf that it stands on; with a message or an old command behind it, it tells what that means. */
export const helpOn = (shelf: () => readonly CommandText[]) =>
  defineCommand({
    word: 'help',
    usage: 'help [command, error message, event id or old cmdlet]',
    summary: 'Show what I can do, or what an error message means',
    example: 'help InvalidSoftMatch',
    effect: 'reads',
    inMenu: true,
    parse: (rest) => ({ ok: true, args: { asked: rest.trim().slice(0, LONGEST) } }),
    async run(world: HelpWorld, _request, talk, { asked }) {
      await talk.post(answer(asked, shelf(), world));
    },
  });

/** A pasted mail is read this far. */
const LONGEST = 4_000;
const HINT = 'Changes need a second admin: the person who asks can never approve. They are asked for here in the chat; the terminal on the host of the bot only reads.';

function answer(asked: string, commands: readonly CommandText[], world: HelpWorld) {
  const about = commands.find(({ word }) => word === asked.toLowerCase());
  if (about !== undefined) return helpReply({ kind: 'topic', commands: [about], example: about.example });
  if (asked === '') return helpReply({ kind: 'all', commands, example: "why won't jsmith sync", hint: HINT });
  const old = findOldCommand(asked);
  if (old !== undefined) return oldCommandReply(old);
  const symptoms = findSymptoms(asked, SYMPTOMS).map((each) => ({ ...each, causes: each.causes.map((id) => ({ id, title: world.titleOf(id) ?? id })) }));
  if (symptoms.length > 0) return symptomReply(asked, symptoms);
  return helpReply({ kind: 'unknown', asked, commands, example: 'help InvalidSoftMatch', hint: 'I know commands, error messages, event ids and old cmdlets. To learn why an account does not sync, type: why <name>' });
}
