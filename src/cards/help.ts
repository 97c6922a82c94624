import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { Tone } from './look.ts';

/** Exactly the names that cards/help.json binds. */
interface HelpData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly groups: readonly { readonly title: string; readonly commands: readonly { readonly usage: string; readonly summary: string }[]; readonly commandsMore: string }[];
  readonly example: string;
  readonly hint: string;
}

interface HelpView {
  /** `topic` = one command at length, `unknown` = the words were not understood. */
  readonly kind: 'all' | 'topic' | 'unknown';
  /** What was typed, for `unknown`. */
  readonly asked?: string | undefined;
  readonly commands: readonly { readonly usage: string; readonly summary: string; readonly effect: 'reads' | 'writes' }[];
  readonly example: string;
  readonly hint?: string | undefined;
}

export function helpReply(view: HelpView): CardReply {
  const asked = showPlain(view.asked, 120);
  const heads: Readonly<Record<HelpView['kind'], Pick<HelpData, 'tone' | 'headline' | 'summary'>>> = {
    all: { tone: 'accent', headline: 'What I can do', summary: 'I say why an account does not sync from Active Directory to Entra ID, and repair it after a second admin has approved.' },
    topic: { tone: 'accent', headline: 'How to use this', summary: 'Type it as shown; what stands in angle brackets is yours.' },
    unknown: { tone: 'warning', headline: 'I did not understand that', summary: asked === '' ? 'Nothing was done.' : `"${asked}" is nothing I know. Nothing was done.` },
  };
  const data: HelpData = {
    ...heads[view.kind],
    groups: [group('Ask', view, 'reads'), group('Change (exact words only)', view, 'writes')].filter((each) => each.commands.length > 0),
    example: showPlain(view.example, 120),
    hint: showPlain(view.hint, 300),
  };
  const text = lines(
    [data.headline, data.summary].filter((each) => each !== '').join('. '),
    data.groups.flatMap((each) => [`${each.title}:`, ...each.commands.map((command) => `   ${command.usage}  ${command.summary}`)]),
    `Try: ${data.example}`,
    data.hint,
  );
  return { card: 'help', data: { ...data }, summary: `${data.headline}. Try: ${data.example}`, text };
}

function group(title: string, view: HelpView, effect: 'reads' | 'writes'): HelpData['groups'][number] {
  const commands = view.commands.filter((command) => command.effect === effect);
  return { title, commands: commands.map((command) => ({ usage: showPlain(command.usage, 80), summary: showPlain(command.summary, 160) })), commandsMore: '' };
}
