import type { Actor } from '../model/person.ts';
import type { Talk } from '../ports/talk.ts';

export type Parsed<Args> = { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly wrong: string };

/** How a command was given: typed, pressed on a card, or from the terminal of the bot's own host. */
export interface Request {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly by: 'text' | 'button' | 'terminal';
  /** Teams' id of the activity; null in the terminal. */
  readonly activityId: string | null;
  /** Id of the message whose button was pressed. */
  readonly replyToId: string | null;
}

/**
 * One thing people can say or press. Help, documentation and the manifest's menu are made from it.
 * A writing command needs its exact word; loose wording only finds reading ones.
 */
export interface Command<Args, World> {
  readonly word: string;
  readonly usage: string;
  readonly summary: string;
  readonly example: string;
  readonly effect: 'reads' | 'writes';
  /** Shown in the manifest's menu (at most ten). */
  readonly inMenu: boolean;
  /** The words after the command's own, as typed. */
  parse(rest: string): Parsed<Args>;
  run(world: World, request: Request, talk: Talk, args: Args): Promise<void>;
}

export const defineCommand = <Args, World>(command: Command<Args, World>): Command<Args, World> => command;
