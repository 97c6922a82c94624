import { helpReply } from '../cards/help.ts';
import { defineCommand, type CommandText } from './command.ts';

/** Help is made from the shelf that it stands on. */
export const helpOn = (shelf: () => readonly CommandText[]) =>
  defineCommand({
    word: 'help',
    usage: 'help [command]',
    summary: 'Show what I can do',
    example: 'help fix',
    effect: 'reads',
    inMenu: true,
    parse: (rest) => ({ ok: true, args: { topic: rest.trim().toLowerCase() } }),
    async run(_world: object, _request, talk, { topic }) {
      const commands = shelf();
      const about = commands.find(({ word }) => word === topic);
      if (about !== undefined) await talk.post(helpReply({ kind: 'topic', commands: [about], example: about.example }));
      else await talk.post(helpReply({ kind: 'all', commands, example: "why won't jsmith sync", hint: 'Changes need a second admin: the person who asks can never approve.' }));
    },
  });
