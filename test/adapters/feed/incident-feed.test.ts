import assert from 'node:assert/strict';
import { z } from 'zod';
import { incidentFeed } from '../../../src/adapters/feed/incident-feed.ts';
import type { IncidentEvent } from '../../../src/model/incident-event.ts';
import { sampleIncident } from '../../contracts/sample-incident.ts';

const LINK = 'https://bot.contoso.com/feed/incidents';
const event = (seq: number, change: Partial<IncidentEvent> = {}): IncidentEvent => ({ seq, at: `2026-11-21T09:0${String(seq)}:00.000Z`, turn: 'opened', incident: sampleIncident(1), ...change });

describe('The feed of incidents', () => {
  it('is RSS and JSON Feed with one item for each turn, the newest first, and an id that never changes', () => {
    const { rss, json } = incidentFeed([event(2, { turn: 'resolved' }), event(1)], { link: LINK, names: false });
    assert.match(rss, /^<\?xml[\s\S]*<rss version="2\.0"[\s\S]*Resolved: The suffix is not verified \(1 object, I-0001\)[\s\S]*New: The suffix/);
    const { items } = z.object({ items: z.array(z.object({ id: z.string(), date_modified: z.string() })) }).parse(JSON.parse(json));
    assert.deepEqual(items.map(({ id, date_modified }) => [id, date_modified]), [[`${LINK}#2`, '2026-11-21T09:02:00.000Z'], [`${LINK}#1`, '2026-11-21T09:01:00.000Z']]);
  });

  it('names nobody unless it may', () => {
    for (const names of [true, false]) {
      const { rss, json } = incidentFeed([event(1)], { link: LINK, names });
      assert.deepEqual([/OU=Sales/.test(rss), /OU=Sales/.test(json)], [names, names]);
    }
  });

  it('stays well-formed whatever a title holds', () => {
    const { rss, json } = incidentFeed([event(1, { incident: sampleIncident(1, { title: 'a <b> & ]]> \u0000 \u001b \ud800 "c"', says: '</description><script>' }) })], { link: LINK, names: true });
    assert.doesNotMatch(rss, /[\u0000-\u0008]|<script>(?![\s\S]*\]\]>)/);
    assert.equal(typeof JSON.parse(json), 'object');
    assert.doesNotMatch(rss.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''), /<b>|<script>|&(?!amp;|lt;|gt;|quot;|apos;|#)/);
  });

  it('is there when nothing ever happened', () => {
    assert.match(incidentFeed([], { link: LINK, names: false }).rss, /<channel>/);
  });
});
