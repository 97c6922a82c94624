import type { CardReply } from '../model/reply.ts';
import { showMarkdown, showPlain } from './escape.ts';
import { lines, type Colour, type Tone } from './look.ts';

interface Bar {
  readonly label: string;
  readonly count: string;
  readonly bar: string;
  readonly rest: string;
  readonly color: Colour;
}

/** Exactly the names that cards/scan.json binds. */
interface ScanData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly says: readonly { readonly line: string }[];
  readonly standingTitle: string;
  readonly standing: readonly Bar[];
  readonly causesTitle: string;
  readonly causes: readonly Bar[];
  readonly causesMore: string;
  readonly unreadTitle: string;
  readonly unread: readonly { readonly part: string }[];
  readonly unreadMore: string;
  readonly hint: string;
  readonly actions: readonly { readonly title: string; readonly verb: string; readonly ref: string }[];
}

export interface Amount {
  readonly label: string;
  readonly count: number;
  readonly color: Colour;
}

export interface ScanView {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly says: readonly string[];
  readonly standingTitle?: string | undefined;
  readonly standing: readonly Amount[];
  readonly causesTitle?: string | undefined;
  readonly causes: readonly Amount[];
  readonly unread: readonly string[];
  readonly hint: string;
  readonly actions: readonly { readonly title: string; readonly verb: string; readonly ref: string }[];
  readonly json: unknown;
}

const MOST_CAUSES = 8;
const MOST_UNREAD = 8;
const MOST_ACTIONS = 4;
const WIDTH = 24;

/** How far a scan is, what it found, or what two of them have apart. A bar is made of letters, so that every client shows it. */
export function scanReply(view: ScanView): CardReply {
  const [standing, causes] = [bars(view.standing, view.standing.length), bars(view.causes, MOST_CAUSES)];
  const unread = view.unread.slice(0, MOST_UNREAD).map((part) => ({ part: showPlain(part, 300) }));
  const data: ScanData = {
    tone: view.tone, headline: showMarkdown(view.headline, 120), summary: showPlain(view.summary, 400), says: view.says.map((line) => ({ line: showPlain(line, 400) })),
    standingTitle: standing.length === 0 ? '' : (view.standingTitle ?? 'Where they stand'), standing,
    causesTitle: causes.length === 0 ? '' : (view.causesTitle ?? 'Findings by cause'), causes, causesMore: moreThan(view.causes.length, MOST_CAUSES),
    unreadTitle: unread.length === 0 ? '' : 'What could not be read', unread, unreadMore: moreThan(view.unread.length, MOST_UNREAD),
    hint: showPlain(view.hint, 600), actions: view.actions.slice(0, MOST_ACTIONS).map(({ title, verb, ref }) => ({ title: showPlain(title, 60), verb, ref })),
  };
  const headline = showPlain(view.headline, 120);
  const amounts = (each: readonly Bar[]): readonly string[] => each.map(({ label, count }) => `   ${count.padStart(9)}  ${label}`);
  const text = lines(`${headline}. ${data.summary}`, data.says.map(({ line }) => line), data.standingTitle, amounts(standing), data.causesTitle, amounts(causes), data.causesMore, data.unreadTitle, unread.map(({ part }) => `   ${part}`), data.unreadMore, data.hint);
  return { card: 'scan', data: { ...data }, summary: `${headline}. ${data.summary}`.slice(0, 300), text, json: view.json };
}

function bars(amounts: readonly Amount[], most: number): readonly Bar[] {
  const highest = Math.max(1, ...amounts.map(({ count }) => count));
  return amounts.slice(0, most).map(({ label, count, color }) => {
    const full = count === 0 ? 0 : Math.max(1, Math.round((count / highest) * WIDTH));
    return { label: showPlain(label, 140), count: count.toLocaleString('en-GB'), bar: '█'.repeat(full), rest: '░'.repeat(WIDTH - full), color };
  });
}

const moreThan = (all: number, most: number): string => (all > most ? `… and ${all - most} more` : '');
