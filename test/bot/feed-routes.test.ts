import assert from 'node:assert/strict';
import { feedRoutes } from '../../src/bot/feed-routes.ts';
import { sampleIncident } from '../contracts/sample-incident.ts';
import { MADE } from '../contracts/sample-plan.ts';

const routes = feedRoutes({ key: 'a key of some length', names: false, store: { newestIncidentEvents: () => Promise.resolve([{ seq: 1, at: MADE, turn: 'opened', incident: sampleIncident(1) }]) } });

const ask = (path: string, { key, authorization }: { readonly key?: string; readonly authorization?: string }) => {
  const route = routes.find((each) => each.path === path);
  assert.ok(route !== undefined && 'answer' in route && route.method === 'GET');
  return route.answer({ method: 'GET', path, query: new URLSearchParams(key === undefined ? {} : { key }), headers: { host: 'bot.contoso.com', authorization }, body: '', signal: new AbortController().signal });
};

describe('The feed', () => {
  for (const [path, type] of [['/feed/incidents.rss', 'application/rss+xml'], ['/feed/incidents.json', 'application/feed+json']] as const) {
    it(`is read with its key, in the address or as a bearer: ${path}`, async () => {
      for (const given of [{ key: 'a key of some length' }, { authorization: 'Bearer a-key' }, { authorization: 'Bearer' }, { key: '' }, {}, { key: 'A KEY OF SOME LENGTH' }]) {
        const { status, body, contentType } = await ask(path, given);
        const isRight = given.key === 'a key of some length';
        assert.equal(status, isRight ? 200 : 404);
        assert.equal(body === undefined, !isRight);
        if (isRight) assert.ok(contentType?.startsWith(type));
      }
    });
  }

  it('takes the key as a bearer token', async () => {
    const [rss] = feedRoutes({ key: 'one-key', names: false, store: { newestIncidentEvents: () => Promise.resolve([]) } });
    assert.ok(rss !== undefined && 'answer' in rss);
    const request = { method: 'GET', path: rss.path, query: new URLSearchParams(), body: '', signal: new AbortController().signal };
    assert.equal((await rss.answer({ ...request, headers: { authorization: 'Bearer one-key' } })).status, 200);
    assert.equal((await rss.answer({ ...request, headers: { authorization: 'Bearer one-kez' } })).status, 404);
  });
});
