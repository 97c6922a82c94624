import type { CardReply } from '../model/reply.ts';
import { showPlain } from './escape.ts';
import { lines, look } from './look.ts';
import type { Colour, Mark, Tone } from './look.ts';

/** Exactly the names that cards/working.json binds. */
interface WorkingData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly sources: readonly { readonly mark: string; readonly color: Colour; readonly name: string; readonly says: string }[];
  readonly hint: string;
}

interface WorkingView {
  /** What is being done, e.g. `Looking for why jsmith does not sync`. */
  readonly doing: string;
  readonly sources: readonly { readonly name: string; readonly is: 'waiting' | 'reading' | 'read' | 'unread'; readonly says?: string | undefined }[];
  readonly hint?: string | undefined;
}

/** The first sign of work; the answer takes its place. */
export function workingReply(view: WorkingView): CardReply {
  const data: WorkingData = {
    tone: 'emphasis',
    headline: 'Looking …',
    summary: showPlain(view.doing, 300),
    sources: view.sources.map((source) => ({ ...look(STATES[source.is].mark), name: showPlain(source.name, 80), says: ` ${STATES[source.is].word}${source.says === undefined ? '' : `: ${showPlain(source.says, 160)}`}` })),
    hint: showPlain(view.hint, 200),
  };
  return { card: 'working', data: { ...data }, summary: data.summary, text: lines(`${data.headline} ${data.summary}`, data.sources.map((source) => `${source.mark} ${source.name}${source.says}`), data.hint) };
}

const STATES: Readonly<Record<WorkingView['sources'][number]['is'], { readonly mark: Mark; readonly word: string }>> = {
  waiting: { mark: 'open', word: 'waiting' },
  reading: { mark: 'running', word: 'reading' },
  read: { mark: 'fine', word: 'read' },
  unread: { mark: 'doubtful', word: 'could not be read' },
};
