import type { ErrorGroup, ErrorKind } from '../model/error-list.ts';
import type { CardReply } from '../model/reply.ts';
import { showMarkdown, showPlain } from './escape.ts';
import { lines, look, macroTime, utcTime } from './look.ts';
import type { Colour, Mark, Tone } from './look.ts';

/** Exactly the names that cards/errors.json binds. */
interface ErrorsData {
  readonly tone: Tone;
  readonly headline: string;
  readonly summary: string;
  readonly unseen: readonly { readonly says: string }[];
  readonly unseenMore: string;
  readonly groups: readonly GroupData[];
  readonly groupsMore: string;
  readonly staging: string;
  readonly hint: string;
  readonly at: string;
}

interface GroupData {
  readonly title: string;
  readonly mark: string;
  readonly color: Colour;
  readonly count: string;
  readonly where: string;
  readonly says: string;
  readonly who: string;
  readonly whoMore: string;
  readonly seen: string;
  readonly ref: string;
  readonly diagnose: string;
}

export interface ShownGroup extends ErrorGroup {
  /** Of all objects; empty where names are not shown. */
  readonly names: readonly string[];
  /** Of the question about one of them; empty = no button. */
  readonly ref: string;
  /** Its name, for the button. */
  readonly diagnose: string;
}

interface ErrorsView {
  readonly groups: readonly ShownGroup[];
  /** Errors on servers in staging mode, which keep nothing from Entra. */
  readonly staging: readonly { readonly server: string; readonly errors: number }[];
  /** What was read to the end or in part. */
  readonly sources: readonly string[];
  readonly unread: readonly { readonly what: string; readonly says: string }[];
  /** Said under the list; empty when names are shown. */
  readonly note: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

const MOST_NAMES = 3;
const MOST_GROUPS = 8;

/** Current errors, grouped by cause. That there is none is said only where everything was read. */
export function errorsReply(view: ErrorsView): CardReply {
  const shown = view.groups.slice(0, MOST_GROUPS);
  const hidden = view.groups.length - shown.length;
  const unseen = view.unread.map(({ says }) => `Not seen: ${showPlain(says, 240)}`);
  const data: ErrorsData = {
    ...headOf(view),
    unseen: unseen.map((says) => ({ says })),
    unseenMore: '',
    groups: shown.map((group) => ({ ...groupData(group), title: showMarkdown(group.title, 160) })),
    groupsMore: hidden === 0 ? '' : `… and ${hidden} more`,
    staging: view.staging.length === 0 ? '' : `Not counted, because the server is in staging mode and exports nothing: ${view.staging.map(({ server, errors }) => `${showPlain(server, 60)} ${errors} ${errors === 1 ? 'error' : 'errors'}`).join(', ')}.`,
    hint: view.note === '' ? (view.groups.length === 0 ? '' : 'Ask why with one of the names to see the evidence and the fix on offer.') : view.note,
    at: macroTime(view.at),
  };
  const text = lines(
    `${data.headline}. ${data.summary}`,
    unseen.map((says) => `⚠ ${says}`),
    view.groups.flatMap((group) => textOf(group)),
    data.staging, data.hint, `As of ${utcTime(view.at)}`,
  );
  return { card: 'errors', data: { ...data }, summary: `${data.headline}. ${data.summary}`, text, json: jsonOf(view) };
}

function headOf({ groups, unread, sources }: ErrorsView): Pick<ErrorsData, 'tone' | 'headline' | 'summary'> {
  const read = sources.length === 0 ? 'Nothing could be read.' : `Read: ${sources.map((source) => showPlain(source, 60)).join(', ')}.`;
  if (groups.length === 0) {
    if (unread.length === 0) return { tone: 'good', headline: '✓ No sync errors', summary: read };
    return { tone: 'warning', headline: sources.length === 0 ? '⚠ Whether there are sync errors cannot be said' : '⚠ No sync errors in what could be read', summary: `${read} Not everything was seen, so there may be errors.` };
  }
  const count = new Set(groups.flatMap(({ objects }) => objects.map((object, at) => object.dn ?? object.entraId ?? object.anchor ?? `${at}`))).size;
  const isAll = groups.every(({ names }) => names.length > 0);
  const about = isAll ? `${count} ${count === 1 ? 'object' : 'objects'}` : 'Objects';
  return { tone: 'attention', headline: `✗ ${about} with sync errors: ${groups.length} ${groups.length === 1 ? 'kind' : 'kinds'} of error`, summary: `${read}${unread.length === 0 ? '' : ' Not everything was seen: there may be more.'}` };
}

const MARKS: Readonly<Record<ErrorKind, Mark>> = { export: 'broken', synchronisation: 'broken', import: 'broken', quarantine: 'doubtful', 'write-back': 'doubtful', service: 'doubtful' };
const WORDS: Readonly<Record<ErrorKind, string>> = {
  export: 'refused by Entra', synchronisation: 'stopped by the engine', import: 'not read in', quarantine: 'in Entra with a value set aside', 'write-back': 'not written back to AD', service: 'in Entra, refused by a service',
};

function groupData(group: ShownGroup): Omit<GroupData, 'title'> {
  const count = group.objects.length;
  const more = group.names.length - MOST_NAMES;
  const likely = group.likely.length === 0 ? '' : ` Most often: ${group.likely.slice(0, MOST_NAMES).join('; ')}. Diagnose one to know which.`;
  return {
    ...look(MARKS[group.kind]),
    count: `${count} ${count === 1 ? 'object' : 'objects'}`,
    where: ` ${WORDS[group.kind]} (${group.sources.map((source) => showPlain(source, 60)).join(', ')})`,
    says: showPlain(`${group.says}${likely}`, 500),
    who: group.names.slice(0, MOST_NAMES).map((name) => showPlain(name, 80)).join(', '),
    whoMore: more > 0 ? ` and ${more} more` : '',
    seen: seenWords(group),
    ref: group.ref,
    diagnose: group.ref === '' ? '' : `Diagnose ${showPlain(group.diagnose, 40)}`,
  };
}

function seenWords({ firstSeen, lastSeen }: ErrorGroup): string {
  if (firstSeen === null || lastSeen === null) return 'When it was first seen is not told.';
  return firstSeen.slice(0, 16) === lastSeen.slice(0, 16) ? `Seen ${utcTime(lastSeen)}` : `First seen ${utcTime(firstSeen)}, last ${utcTime(lastSeen)}`;
}

function textOf(group: ShownGroup): readonly string[] {
  const { mark, count, where, says, who, whoMore, seen } = groupData(group);
  return [`${mark} ${showPlain(group.title, 160)}: ${count}${where}`, `   ${says}`, who === '' ? '' : `   ${who}${whoMore}`, `   ${seen}`];
}

const jsonOf = ({ groups, staging, sources, unread, at }: ErrorsView): unknown => ({
  format: 'syncwhy-errors/1', at, sources, unread, staging,
  groups: groups.map(({ names, ref: _, diagnose: __, objects, ...group }) => ({ ...group, count: objects.length, objects: names.length === 0 ? [] : objects })),
});
