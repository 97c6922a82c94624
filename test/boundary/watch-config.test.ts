import assert from 'node:assert/strict';
import { parseBotConfig } from '../../src/boundary/bot-config.ts';
import { plainBotConfig } from './plain-bot-config.ts';

const parsed = (watch?: object) => parseBotConfig({ ...plainBotConfig, ...(watch === undefined ? {} : { watch }) });
const KEY = { secretFile: 'feed.key' };
const HOOK = { name: 'pager', url: 'https://pager.contoso.com/hook', secret: KEY };

describe('the configuration of what is watched', () => {
  it('looks every five minutes and tells nobody outside unless it says otherwise', () => {
    const plain = parsed();
    assert.deepEqual(plain.ok && plain.config.watch, { everyMinutes: 5, webhooks: [], expiries: [] });
  });

  it('names feed, webhooks, metrics and expiries', () => {
    const full = parsed({ everyMinutes: 10, feed: { key: KEY }, webhooks: [HOOK], metrics: { port: 9464 }, expiries: [{ name: 'a secret', expires: '2027-05-01' }] });
    assert.deepEqual(full.ok && full.config.watch, { everyMinutes: 10, feed: { key: KEY, names: false }, webhooks: [{ ...HOOK, names: false }], metrics: { address: '127.0.0.1', port: 9464 }, expiries: [{ name: 'a secret', expires: '2027-05-01' }] });
  });

  const WRONG: readonly (readonly [title: string, watch: object, says: RegExp])[] = [
    ['a look each second', { everyMinutes: 0.02 }, /watch\.everyMinutes/],
    ['a key in the file itself', { feed: { key: 'secret' } }, /watch\.feed\.key.*secretFile/s],
    ['a webhook without TLS', { webhooks: [{ ...HOOK, url: 'http://pager.contoso.com' }] }, /watch\.webhooks\.0\.url: must start with https/],
    ['a webhook with a sign-in in its address', { webhooks: [{ ...HOOK, url: 'https://a:b@pager.contoso.com' }] }, /watch\.webhooks\.0\.url: must start with https/],
    ['two webhooks of one name', { webhooks: [HOOK, HOOK] }, /two webhooks have the same name/],
    ['a name that is none', { webhooks: [{ ...HOOK, name: 'Pager 1' }] }, /must be lower case letters/],
    ['a day that is none', { expiries: [{ name: 'x', expires: '1.5.2027' }] }, /watch\.expiries\.0\.expires/],
    ['a word that nobody knows', { rss: true }, /watch.*rss/s],
  ];
  for (const [title, watch, says] of WRONG) {
    it(`is refused with ${title}, and says what is wrong`, () => {
      const result = parsed(watch);
      assert.ok(!result.ok, 'it was taken');
      assert.match(result.complaints.join('\n'), says);
    });
  }
});
