import type { CardReply } from '../model/reply.ts';
import { showMarkdown, showPlain } from './escape.ts';
import { lines } from './look.ts';
import type { Tone } from './look.ts';

/** Exactly the names that cards/notice.json binds. */
interface NoticeData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly parts: readonly { readonly label: string; readonly value: string }[];
  readonly lines: readonly { readonly line: string }[];
  readonly linesMore: string;
  readonly reference: string;
  readonly actions: readonly { readonly title: string; readonly verb: string; readonly ref: string }[];
}

/** Says something that happened. Empty parts are left out. */
interface NoticeView {
  readonly tone: Tone;
  readonly headline: string;
  /** What happened. */
  readonly happened: string;
  readonly effect?: string | undefined;
  /** What the bot did about it. */
  readonly did?: string | undefined;
  readonly advice?: string | undefined;
  /** Details line by line, e.g. the objects of a group of errors; the card shows as many as fit. */
  readonly lines?: readonly string[] | undefined;
  readonly reference?: string | undefined;
  readonly actions?: readonly { readonly title: string; readonly verb: string; readonly ref: string }[] | undefined;
  readonly json?: unknown;
}

const MOST_ACTIONS = 4;

export function noticeReply(view: NoticeView): CardReply {
  const parts = [
    { label: 'Effect', value: showPlain(view.effect, 600) },
    { label: 'What I did', value: showPlain(view.did, 600) },
    { label: 'What to do', value: showPlain(view.advice, 600) },
  ].filter((part) => part.value !== '');
  const details = (view.lines ?? []).map((line) => ({ line: showPlain(line, 400) }));
  const data: NoticeData = {
    tone: view.tone,
    headline: showMarkdown(view.headline, 120),
    summary: showPlain(view.happened, 800),
    parts,
    lines: details,
    linesMore: '',
    reference: view.reference === undefined ? '' : `Reference ${showPlain(view.reference, 120)}`,
    actions: (view.actions ?? []).slice(0, MOST_ACTIONS).map(({ title, verb, ref }) => ({ title: showPlain(title, 60), verb, ref })),
  };
  const headline = showPlain(view.headline, 120);
  const text = lines(`${headline}: ${data.summary}`, parts.map((part) => `${part.label}: ${part.value}`), details.map((detail) => `- ${detail.line}`), data.reference);
  return { card: 'notice', data: { ...data }, summary: `${headline}: ${data.summary}`.slice(0, 300), text, json: view.json };
}
