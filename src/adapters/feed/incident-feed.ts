import { Feed } from 'feed';
import { headlineOf, toldIncident } from '../../model/told-incident.ts';
import type { IncidentEvent } from '../../model/incident-event.ts';

export interface FeedOptions {
  /** Where the feed is read, without its key. */
  readonly link: string;
  readonly names: boolean;
}

/** The newest turns of incidents, newest first, as RSS 2.0 and as JSON Feed. Both escape what they are given. */
export function incidentFeed(events: readonly IncidentEvent[], { link, names }: FeedOptions): { readonly rss: string; readonly json: string } {
  const updated = events[0] === undefined ? new Date(0) : new Date(events[0].at);
  const feed = new Feed({ title: 'SyncWhy: synchronisation incidents', description: 'What keeps accounts from arriving in Entra ID, and when it was over.', id: link, link, updated, generator: 'SyncWhy', copyright: '' });
  for (const event of events) {
    const told = toldIncident(event, { names });
    const { says, factor, sample = [] } = told.incident;
    const who = [factor ?? '', sample.map(({ name, dn, entraId }) => name ?? dn ?? entraId ?? '').filter((each) => each !== '').join(', ')].filter((each) => each !== '');
    feed.addItem({ id: `${link}#${String(told.seq)}`, link: `${link}#${String(told.seq)}`, title: printable(headlineOf(told)), date: new Date(told.at), description: printable([says, ...who].join(' · ')), category: [{ name: told.incident.severity }, { name: told.incident.area }] });
  }
  return { rss: feed.rss2(), json: feed.json1() };
}

/** XML 1.0 cannot hold these at all, however they are escaped. */
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
