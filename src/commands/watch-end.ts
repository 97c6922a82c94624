import { noticeReply } from '../cards/notice.ts';
import { utcTime } from '../cards/look.ts';
import type { WatchEnd } from '../execute/hand-watches.ts';
import type { CardReply } from '../model/reply.ts';
import type { StoredWatch } from '../model/stored-watch.ts';

/** What is said in the thread, once, with a call for whoever waits for it. Nothing in it names anybody but what was asked for. */
export function watchEndReply(watch: StoredWatch, end: WatchEnd): CardReply {
  const reply = said(watch, end);
  return watch.place.kind === 'channel' || watch.place.kind === 'group' ? { ...reply, mentions: [{ is: 'person', id: watch.by.oid, name: watch.by.name }] } : reply;
}

function said({ asked, title, by, since, until }: StoredWatch, end: WatchEnd): CardReply {
  const happened = `${asked}: ${title}`;
  switch (end.is) {
    case 'gone':
      return noticeReply({ tone: 'good', headline: '✓ Gone', happened: `${happened}. Not to be found any more at ${utcTime(end.at)}; ${by.name} did it by hand.` });
    case 'another-cause':
      return noticeReply({ tone: 'warning', headline: '✓ Gone, but there is something else', happened: `${happened}. Not to be found any more at ${utcTime(end.at)}.`, effect: `Now found: ${end.titles.join('; ')}`, advice: `Ask again: why ${asked}` });
    case 'not-gone':
      return noticeReply({ tone: 'warning', headline: '⚠ Not gone in time', happened: `${happened}. I looked until ${utcTime(until)}. ${end.says}`, advice: `Ask again: why ${asked}` });
    case 'arrived':
      return noticeReply({ tone: 'good', headline: `✓ ${asked} is in sync`, happened: `Seen in Entra ID at ${utcTime(end.at)}.`, effect: end.titles.length === 0 ? undefined : `What is left: ${end.titles.join('; ')}`, advice: end.titles.length === 0 ? undefined : `Ask: why ${asked}` });
    case 'not-arrived': {
      const waited = end.cycles === null ? `I looked until ${utcTime(until)}` : `${String(end.cycles)} cycles have brought changes to Entra ID since ${utcTime(since)}`;
      const because = end.titles.length === 0 ? end.says : `In the way: ${end.titles.join('; ')}`;
      return noticeReply({ tone: 'warning', headline: `⚠ ${asked} is not in sync`, happened: `${waited}, and it is not in sync.`, effect: because === '' ? undefined : because, advice: `Ask: why ${asked}` });
    }
  }
}
