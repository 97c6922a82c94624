import assert from 'node:assert/strict';
import { EVERYTHING, subscribeWords } from '../../src/commands/subscribe-words.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe('The words behind subscribe', () => {
  for (const [said, wish] of [
    ['', { is: 'show' }],
    ['all', { is: 'filter', filter: EVERYTHING }],
    ['high only', { is: 'filter', filter: { ...EVERYTHING, least: 'high' } }],
    ['medium and above', { is: 'filter', filter: { ...EVERYTHING, least: 'medium' } }],
    ['cause upn-suffix-not-verified, proxy-missing-smtp-prefix', { is: 'filter', filter: { ...EVERYTHING, causes: ['upn-suffix-not-verified', 'proxy-missing-smtp-prefix'] } }],
    ['area data and duplicates high only', { is: 'filter', filter: { ...EVERYTHING, areas: ['data', 'duplicates'], least: 'high' } }],
    ['cause a area engine ou OU=Sales,DC=contoso,DC=com', { is: 'filter', filter: { ...EVERYTHING, causes: ['a'], areas: ['engine'], below: ['OU=Sales,DC=contoso,DC=com'] } }],
    ['ou OU=Area 51 only,DC=contoso,DC=com; "OU=B,DC=contoso,DC=com"', { is: 'filter', filter: { ...EVERYTHING, below: ['OU=Area 51 only,DC=contoso,DC=com', 'OU=B,DC=contoso,DC=com'] } }],
    ['quiet 22:00-06:00 Europe/Berlin', { is: 'quiet', quiet: { from: '22:00', to: '06:00', days: EVERY_DAY, timeZone: 'Europe/Berlin' } }],
    ['quiet from 9:30 to 17:00 America/New_York on sat, sun', { is: 'quiet', quiet: { from: '09:30', to: '17:00', days: [6, 7], timeZone: 'America/New_York' } }],
    ['quiet 22:00 - 06:00 UTC Friday-Monday', { is: 'quiet', quiet: { from: '22:00', to: '06:00', days: [1, 5, 6, 7], timeZone: 'UTC' } }],
    ['quiet off', { is: 'quiet', quiet: null }],
    ['digest daily 08:00 Europe/Berlin', { is: 'digest', digest: { every: 'day', at: '08:00', day: 1, timeZone: 'Europe/Berlin', instead: false } }],
    ['digest weekly on Wednesday at 7:15 Europe/Berlin instead', { is: 'digest', digest: { every: 'week', at: '07:15', day: 3, timeZone: 'Europe/Berlin', instead: true } }],
    ['digest weekly 08:00 UTC', { is: 'digest', digest: { every: 'week', at: '08:00', day: 1, timeZone: 'UTC', instead: false } }],
    ['digest off', { is: 'digest', digest: null }],
    ['on-call Ana Ruiz', { is: 'on-call', who: { is: 'person', named: 'Ana Ruiz' } }],
    ['on call ana@contoso.com', { is: 'on-call', who: { is: 'person', named: 'ana@contoso.com' } }],
    ['on-call tag MTI3 Identity team', { is: 'on-call', who: { is: 'tag', id: 'MTI3', name: 'Identity team' } }],
    ['on-call nobody', { is: 'on-call', who: { is: 'nobody' } }],
  ] as const) {
    it(`"${said}" are understood`, () => assert.deepEqual(subscribeWords(said), { ok: true, args: wish }));
  }
  for (const [said, wrong] of [
    ['sales', /do not know what sales/u],
    ['area sales', /no area sales.*matching/u],
    ['ou Sales', /no DN/u],
    ['ou OU=Sales', /no DN/u],
    ['quiet', /From when to when/u],
    ['quiet 22:00-06:00', /which time zone/u],
    ['quiet 22:00-06:00 Mars/Olympus', /no time zone Mars/u],
    ['quiet 25:00-06:00 UTC', /From when to when/u],
    ['quiet 06:00-6:00 UTC', /From when to when/u],
    ['quiet 22:00-06:00 UTC someday', /days someday/u],
    ['digest', /How often/u],
    ['digest daily 08:00', /which time zone/u],
    ['digest weekly blursday 08:00 UTC', /day blursday/u],
    ['digest monthly 08:00 UTC', /How often/u],
    ['on-call', /Who shall be called/u],
    ['on-call tag MTI3', /Who shall be called/u],
  ] as const) {
    it(`"${said}" are asked back about`, () => {
      const parsed = subscribeWords(said);
      assert.ok(!parsed.ok);
      assert.match(parsed.wrong, wrong);
    });
  }
});
