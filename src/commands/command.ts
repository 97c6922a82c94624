import type { Actor } from '../model/person.ts';
import type { Talk } from '../ports/talk.ts';

export type Parsed<Args> = { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly wrong: string };

/** How a command was given: typed, pressed on a card, or from the terminal of the bot's own host. */
export interface Request {
  readonly actor: Actor;
  readonly tenantId: string;
  /** `refresh` = Teams asked for the card by itself; never a decision. */
  readonly by: 'text' | 'button' | 'refresh' | 'terminal';
  /** Teams' id of the activity; null in the terminal. */
  readonly activityId: string | null;
  /** Id of the message whose button was pressed. */
  readonly replyToId: string | null;
  /** Whom a typed message mentions, besides the bot, with their ids in Teams. */
  readonly mentions?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** Teams says that this is a shared channel, where people of other organisations may be. */
  readonly isShared?: boolean | undefined;
}

/** Where and how something was asked. */
export interface Here {
  readonly request: Request;
  readonly talk: Talk;
}

/** What help, documentation and menu show of a command. */
export interface CommandText {
  readonly word: string;
  readonly usage: string;
  readonly summary: string;
  readonly example: string;
  readonly effect: 'reads' | 'writes';
  /** Shown in the manifest's menu (at most ten). */
  readonly inMenu: boolean;
}

/**
 * One thing people can say or press. Help, documentation and the manifest's menu are made from it.
 * A writing command needs its exact word; loose wording only finds reading ones.
 */
export interface Command<Args, World> extends CommandText {
  /** The words after the command's own, as typed. */
  parse(rest: string): Parsed<Args>;
  run(world: World, request: Request, talk: Talk, args: Args): Promise<void>;
}

export const defineCommand = <Args, World>(command: Command<Args, World>): Command<Args, World> => command;

/** A command whose arguments only it knows: words in, answer out. */
export interface SpokenCommand<World> extends CommandText {
  /** Runs it; resolves with what was wrong with the words when they do not fit. */
  hear(world: World, request: Request, talk: Talk, rest: string): Promise<string | null>;
}

export const spoken = <Args, World>(command: Command<Args, World>): SpokenCommand<World> => ({
  ...command,
  async hear(world, request, talk, rest) {
    const parsed = command.parse(rest);
    if (!parsed.ok) return parsed.wrong;
    await command.run(world, request, talk, parsed.args);
    return null;
  },
});
