import type { CardReply } from '../model/reply.ts';
import type { TimeLine } from '../model/time-line.ts';
import { showPlain } from './escape.ts';
import { lines, utcTime } from './look.ts';

/** Exactly the names that cards/time-line.json binds. */
interface TimeLineData {
  readonly headline: string;
  readonly summary: string;
  readonly rows: readonly { readonly time: string; readonly where: string; readonly what: string; readonly by: string; readonly detail: string }[];
  readonly rowsMore: string;
  readonly notes: readonly { readonly note: string }[];
  readonly notesMore: string;
}

/** More than anybody reads; the rest is in the JSON. */
const MOST_ROWS = 60;

/** What changed when, and by whom where that is kept. */
export function timeLineReply(view: TimeLine): CardReply {
  const named = view.rows.filter(({ by }) => by !== null).length;
  const data: TimeLineData = {
    headline: `What changed: ${showPlain(view.name, 100)}`,
    summary: view.rows.length === 0 ? 'Nothing is written down about it.' : `${view.rows.length} ${view.rows.length === 1 ? 'entry' : 'entries'}, newest first; ${named === 0 ? 'none' : named} with a name.`,
    rows: view.rows.slice(0, MOST_ROWS).map(({ time, where, what, by, detail }) => ({ time: utcTime(time), where, what: showPlain(what, 200), by: by === null ? '' : ` by ${showPlain(by, 100)}`, detail: detail === '' ? '' : ` (${showPlain(detail, 240)})` })),
    rowsMore: view.rows.length > MOST_ROWS ? `${view.rows.length - MOST_ROWS} older entries are not shown.` : '',
    notes: view.notes.map((note) => ({ note: showPlain(note, 400) })),
    notesMore: '',
  };
  const text = lines(`${data.headline}. ${data.summary}`, data.rows.map(({ time, where, what, by, detail }) => `${time}  ${where}: ${what}${by}${detail}`), data.rowsMore, data.notes.map(({ note }) => `- ${note}`));
  return { card: 'time-line', data: { ...data }, summary: `${data.headline}. ${data.summary}`, text, json: { format: 'syncwhy-time-line/1', ...view } };
}
