import { AREAS } from '../model/diagnosis.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { DigestTimes, QuietHours, SubscriptionFilter } from '../model/subscription.ts';
import { isTimeZone } from '../notify/local-time.ts';
import type { Parsed } from './command.ts';

/** What somebody wants to have told here, or how. */
export type SubscribeWish =
  | { readonly is: 'show' }
  | { readonly is: 'filter'; readonly filter: SubscriptionFilter }
  | { readonly is: 'quiet'; readonly quiet: QuietHours | null }
  | { readonly is: 'digest'; readonly digest: DigestTimes | null }
  | { readonly is: 'on-call'; readonly who: { readonly is: 'nobody' } | { readonly is: 'tag'; readonly id: string; readonly name: string } | { readonly is: 'person'; readonly named: string } };

export const EVERYTHING: SubscriptionFilter = { causes: [], areas: [], below: [], least: 'low' };

/** The words behind `subscribe`. */
export function subscribeWords(rest: string): Parsed<SubscribeWish> {
  const [, head = '', tail = ''] = /^\s*(quiet|digest|on-call|on call)?\s*([\s\S]*)$/iu.exec(rest) ?? [];
  switch (head.toLowerCase()) {
    case 'quiet':
      return quietWords(tail.trim());
    case 'digest':
      return digestWords(tail.trim());
    case 'on-call':
    case 'on call':
      return onCallWords(tail.trim());
    default:
      return tail.trim() === '' ? { ok: true, args: { is: 'show' } } : filterWords(tail.trim());
  }
}

const wrong = (says: string): { readonly ok: false; readonly wrong: string } => ({ ok: false, wrong: says });

/** `high only`, `cause a, b`, `area data`; a container comes last, because its name may hold any word. */
function filterWords(said: string): Parsed<SubscribeWish> {
  const [, front = '', ou = ''] = /^(.*?)(?:(?:^|[\s,])ou\s+(.+))?$/iu.exec(said) ?? [];
  const below = ou.split(';').map((each) => each.trim().replace(/^"(.*)"$/u, '$1')).filter((each) => each !== '');
  const bad = below.find((dn) => !rdnsOf(dn).every((rdn) => /^[A-Za-z][\w-]*=.+/u.test(rdn)) || !/,\s*dc=/iu.test(dn));
  if (bad !== undefined) return wrong(`${bad} is no DN of a container. For example: subscribe ou OU=Sales,DC=contoso,DC=com.`);
  let filter: SubscriptionFilter = { ...EVERYTHING, below };
  let list: 'cause' | 'area' | null = null;
  for (const word of front.split(/[\s,]+/u).map((each) => each.toLowerCase()).filter((each) => each !== '' && !FILLERS.includes(each))) {
    if (word === 'cause' || word === 'causes') list = 'cause';
    else if (word === 'area' || word === 'areas') list = 'area';
    else if (isSeverity(word)) filter = { ...filter, least: word };
    else if (list === 'cause') filter = { ...filter, causes: [...filter.causes, word] };
    else if (list === 'area' && AREAS.some((area) => area === word)) filter = { ...filter, areas: [...filter.areas, word] };
    else if (list === 'area') return wrong(`I know no area ${word}. The areas are ${AREAS.join(', ')}.`);
    else return wrong(`I do not know what ${word} shall mean here. Say high only, cause and its name, area and its name, or ou and a DN.`);
  }
  return { ok: true, args: { is: 'filter', filter } };
}

const FILLERS: readonly string[] = ['all', 'everything', 'only', 'and', 'or', 'severity', 'above'];
const isSeverity = (word: string): word is SubscriptionFilter['least'] => word === 'high' || word === 'medium' || word === 'low';

const isOff = (said: string): boolean => /^(?:off|none|no|never|nobody)$/iu.test(said);

function quietWords(said: string): Parsed<SubscribeWish> {
  if (isOff(said)) return { ok: true, args: { is: 'quiet', quiet: null } };
  const [, from = '', to = '', timeZone = '', days = ''] = /^(?:from\s+)?(\d{1,2}:\d{2})\s*(?:-|to|until)\s*(\d{1,2}:\d{2})(?:\s+([A-Za-z][\w/+-]*))?(?:\s+(?:on\s+)?(.+))?$/iu.exec(said) ?? [];
  if (!isClock(from) || !isClock(to) || padded(from) === padded(to)) return wrong('From when to when shall it be quiet, and in which time zone? For example: subscribe quiet 22:00-06:00 Europe/Berlin.');
  if (!isTimeZone(timeZone)) return wrong(noZone(timeZone));
  const on = days === '' ? EVERY_DAY : daysOf(days);
  return on === null ? wrong(`I do not know the days ${days}. Say for example mon-fri, or sat, sun.`) : { ok: true, args: { is: 'quiet', quiet: { from: padded(from), to: padded(to), days: on, timeZone } } };
}

function digestWords(said: string): Parsed<SubscribeWish> {
  if (isOff(said)) return { ok: true, args: { is: 'digest', digest: null } };
  const [, often = '', dayName = '', at = '', timeZone = '', instead = ''] = /^(daily|weekly)(?:\s+(?:on\s+)?([a-z]+))?\s+(?:at\s+)?(\d{1,2}:\d{2})(?:\s+([A-Za-z][\w/+-]*))?(?:\s+(instead))?$/iu.exec(said) ?? [];
  if (often === '' || !isClock(at)) return wrong('How often, when, and in which time zone? For example: subscribe digest daily 08:00 Europe/Berlin, or subscribe digest weekly monday 08:00 Europe/Berlin.');
  if (!isTimeZone(timeZone)) return wrong(noZone(timeZone));
  const day = dayName === '' ? 1 : dayOf(dayName);
  if (day === null) return wrong(`I do not know the day ${dayName}.`);
  return { ok: true, args: { is: 'digest', digest: { every: often.toLowerCase() === 'daily' ? 'day' : 'week', at: padded(at), day, timeZone, instead: instead !== '' } } };
}

function onCallWords(said: string): Parsed<SubscribeWish> {
  if (isOff(said)) return { ok: true, args: { is: 'on-call', who: { is: 'nobody' } } };
  const [, id, name] = /^tag\s+(\S+)\s+(.+)$/iu.exec(said) ?? [];
  if (id !== undefined && name !== undefined) return { ok: true, args: { is: 'on-call', who: { is: 'tag', id, name: name.trim() } } };
  return said === '' || /^tag\b/iu.test(said) ? wrong('Who shall be called when something high opens? For example: subscribe on-call @Ana Ruiz, subscribe on-call ana@contoso.com, or subscribe on-call tag, its id and its name.') : { ok: true, args: { is: 'on-call', who: { is: 'person', named: said } } };
}

const noZone = (timeZone: string): string => (timeZone === '' ? 'In which time zone? Say it as Region/City, for example Europe/Berlin.' : `I know no time zone ${timeZone}. Say it as Region/City, for example Europe/Berlin.`);

const isClock = (text: string): boolean => /^(?:[01]?\d|2[0-3]):[0-5]\d$/u.test(text);
const padded = (clock: string): string => clock.padStart(5, '0');

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** 1 (Monday) to 7. */
function dayOf(word: string): number | null {
  const at = DAYS.findIndex((day) => word.toLowerCase().startsWith(day));
  return at < 0 ? null : at + 1;
}

/** `mon-fri`, `sat, sun`, `sun-thu`. */
function daysOf(said: string): readonly number[] | null {
  const days = new Set<number>();
  for (const part of said.split(/[\s,]+/u).filter((each) => each !== '' && each.toLowerCase() !== 'and')) {
    const [from, to] = part.split('-').map(dayOf);
    if (from === undefined || from === null || to === null) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return days.size === 0 ? null : [...days].toSorted((one, other) => one - other);
}

/** Days for people: `mon, tue`; empty for all of them. */
export const dayNames = (days: readonly number[]): string => (days.length === 7 ? '' : days.map((day) => DAYS[day - 1] ?? '').join(', '));
