import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BotTokenRequest } from '../../lab/servers/openid-server.ts';
import type { Delivery } from '../../lab/servers/bot-connector.ts';
import { BOT_APP_ID, CAST, GRAPH_READER_APP_ID, OTHER_TENANT_ID, TENANT_ID } from '../../lab/company/cast.ts';
import { adPerson, setAttribute } from '../../lab/company/find-person.ts';
import { wordsOf } from '../journeys/chatting.ts';
import { approving, besiege, dataOf, markdownIn, oid, planned, quiet, stillWaits, tellsNoError, textOf, type Siege } from './besieging.ts';
import { repelled, type Repelled, type Watched } from './repelled.ts';

/** What can be tried with words, copies of cards and tokens, at the running bot. */
describe('under attack by word, card and token', function () {
  this.timeout(120_000);
  let siege: Siege;
  let watched: Watched;

  before(async () => {
    siege = await besiege();
    watched = { changes: () => Promise.resolve(siege.changes()), trail: () => siege.evil.trail() };
  });
  after(() => siege.close());

  const isRepelled = (attack: Repelled): ReturnType<typeof repelled> => repelled(watched, attack);
  const toldTo = async (who: string, fits: RegExp): Promise<string> => wordsOf(await siege.chat.sees(who, { place: 'personal', chatOf: who }, fits));
  const deliver = async (activity: Record<string, unknown>): Promise<Delivery> => {
    const answer = await siege.lab.connector.deliver(activity);
    await quiet();
    return answer;
  };

  describe('by words', () => {
    it('a comment of 5,000 characters is not taken', async () => {
      await isRepelled({ rule: 'R14', says: /characters/, attack: async () => {
        await deliver(siege.evil.said('ben', siege.thread, `approve ${siege.code} ${'x'.repeat(5_000)}`));
        return toldTo('ben', /characters/);
      } });
      await stillWaits(siege);
    });

    for (const who of ['ana', 'ben']) {
      it(`an edit of a message of ${who} approves nothing`, async () => {
        const said = siege.evil.said(who, siege.thread, `approve ${siege.code}`);
        assert.equal((await deliver({ ...said, type: 'messageUpdate', channelData: { ...(said['channelData'] as object), eventType: 'editMessage' } })).status, 200);
        await stillWaits(siege);
      });
    }

    const LOOK_ALIKES: readonly (readonly [what: string, of: (code: string) => string])[] = [
      ['Cyrillic letters', (code) => `approve ${code.replace(/[ABCEHKMOPTXY]/g, (letter) => 'АВСЕНКМОРТХУ'['ABCEHKMOPTXY'.indexOf(letter)] ?? letter)}`],
      ['full-width letters', (code) => `approve ${[...code].map((letter) => (letter === '-' ? letter : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))).join('')}`],
      ['mathematical letters', (code) => `approve ${[...code].map((letter) => (/[A-Z]/.test(letter) ? String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65) : letter)).join('')}`],
      ['a Cyrillic verb', (code) => `аpprоve ${code}`],
      ['combining marks', (code) => `approve ${[...code].join('\u0336')}`],
      ['a code of another length', (code) => `approve ${code.slice(0, -1)}`],
    ];
    for (const [what, of] of LOOK_ALIKES) {
      it(`${what} approve nothing`, async (): Promise<void> => {
        const words = of(siege.code);
        if (words === `approve ${siege.code}`) return;
        assert.equal((await deliver(siege.evil.said('ben', siege.thread, words))).status, 200);
        await stillWaits(siege);
      });
    }
  });

  describe('by a card', () => {
    const nonce = (): string => String(dataOf(siege.card, 'approve')['nonce']);
    const withData = (text: string): Record<string, unknown> => JSON.parse(JSON.stringify(dataOf(siege.card, 'approve')).replace('{', `{${text},`)) as Record<string, unknown>;
    const ROWS: readonly (readonly [what: string, who: string, change: () => object, rule: string, says: RegExp])[] = [
      ['that was copied into another thread', 'ben', () => ({ message: { id: siege.other.id, rootId: siege.other.rootId } }), 'R16', /copy or has been used|belong to another message/],
      ['with "constructor" beside its fields', 'ben', () => ({ data: withData('"constructor":{"prototype":{"admin":true}}') }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with "prototype" beside its fields', 'ben', () => ({ data: withData('"prototype":{"rev":1}') }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with "__proto__" inside a field', 'ben', () => ({ data: JSON.parse(JSON.stringify({ ...dataOf(siege.card, 'approve'), nonce: { x: 1 } }).replace('{"x":1}', `{"__proto__":{"nonce":"${nonce()}"}}`)) as object }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with steps of its own', 'ben', () => ({ data: { ...dataOf(siege.card, 'approve'), steps: [{ operation: 'ad.move' }] } }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with its verb in other case', 'ben', () => ({ verb: 'Approve', data: { ...dataOf(siege.card, 'approve'), verb: 'Approve' } }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with a list as its nonce', 'ben', () => ({ data: { ...dataOf(siege.card, 'approve'), nonce: [nonce()] } }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['with a comment of 50,000 characters', 'ben', () => ({ data: { ...dataOf(siege.card, 'approve'), approveComment: 'x'.repeat(50_000) } }), 'R15', /cannot be used|(?:does|did) not carry what/],
      ['by the second account of whoever asked', 'adm-ana', () => ({}), 'R6', /different admin|same person|belongs? to|cannot/],
    ];
    for (const [what, who, change, rule, says] of ROWS) {
      it(`${what} is refused by ${rule}`, async () => {
        await isRepelled({ rule, says, attack: async () => textOf(await siege.evil.press(approving(siege, who, change()))) });
        await stillWaits(siege);
      });
    }
  });

  describe('by a token', () => {
    const posted = async (token: BotTokenRequest, body: object): Promise<number> => (await siege.evil.post('/api/messages', JSON.stringify(body), { authorization: `Bearer ${await siege.lab.openId.signBotToken(token)}` })).status;
    const good = (): BotTokenRequest => ({ audience: BOT_APP_ID, serviceUrl: siege.lab.connector.serviceUrl });
    const FORGED: readonly (readonly [what: string, change: Partial<BotTokenRequest>])[] = [
      ['for another bot', { audience: GRAPH_READER_APP_ID }],
      ['of the kind that the emulator sends', { issuer: `https://sts.windows.net/${TENANT_ID}/`, claims: { appid: BOT_APP_ID, ver: '1.0', tid: TENANT_ID } }],
      ['of the newer kind that the emulator sends', { issuer: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`, claims: { azp: BOT_APP_ID, ver: '2.0', tid: TENANT_ID } }],
      ['of another tenant', { issuer: `https://sts.windows.net/${OTHER_TENANT_ID}/`, claims: { appid: BOT_APP_ID, ver: '1.0', tid: OTHER_TENANT_ID } }],
      ['that has run out', { expiresIn: -3600 }],
      ['without a signature', { algorithm: 'none' }],
      ['without the address of the service', { serviceUrl: null }],
      ['for another service', { serviceUrl: 'https://evil.example/' }],
    ];
    for (const [what, change] of FORGED) {
      it(`a token ${what} opens nothing`, async () => {
        const body = siege.evil.pressed(approving(siege, 'ben'));
        const events = await siege.evil.audited(async () => {
          assert.ok([401, 403].includes(await posted({ ...good(), ...change }, body)));
          await quiet();
        });
        assert.deepEqual(events.map(({ rule }) => rule), ['R1']);
        await stillWaits(siege);
      });
    }

    it('a stolen token of the channel with a forged body decides nothing without the nonce of the card', async () => {
      const forged = siege.evil.pressed(approving(siege, 'ben', { data: { ...dataOf(siege.card, 'approve'), nonce: 'B'.repeat(22) } }));
      await isRepelled({ rule: 'R16', says: /copy or has been used|belong to another message/, attack: async () => {
        const answer = await siege.evil.post('/api/messages', JSON.stringify(forged), { authorization: `Bearer ${await siege.lab.openId.signBotToken(good())}` });
        assert.equal(answer.status, 200);
        return answer.body;
      } });
      await stillWaits(siege);
    });

    it('a stolen token with typed words decides nothing far-reaching', async () => {
      const plan = await planned(siege.chat, 'mlopez', /Waiting for 2 more admins/);
      await isRepelled({ rule: 'R16', says: /button/, attack: async () => {
        const forged = siege.evil.said('ben', plan.thread, `approve ${plan.code} looks right`);
        assert.equal((await siege.evil.post('/api/messages', JSON.stringify(forged), { authorization: `Bearer ${await siege.lab.openId.signBotToken(good())}` })).status, 200);
        return toldTo('ben', /button/);
      } });
      assert.equal((await siege.evil.plan(plan.code)).plan.state, 'pending');
    });
  });

  describe('by names', () => {
    const HUGE = `Mallory ${'W'.repeat(5_000)}`;
    it('that are links, turn the line round or never end, nobody who approves is misled', async () => {
      const asking = siege.lab.company.tenant.users.get(oid('ana')) ?? assert.fail('no Ana');
      setAttribute(siege.lab.company.ad, 'fokafor', { displayName: [HUGE.slice(0, 256)], proxyAddresses: ['fokafor@contoso.com', ...adPerson(siege.lab.company.ad, 'fokafor').values('proxyAddresses').map(String)] });
      asking.displayName = HUGE;
      const { card } = await planned(siege.chat, 'fokafor', /Waiting for/);
      asking.displayName = 'Ana Ruiz';
      for (const message of [card, siege.card, siege.other]) {
        const shown = JSON.stringify(message.card);
        assert.ok(shown.length < 28_000, `${shown.length} characters`);
        assert.doesNotMatch(shown, /W{300}/);
        assert.doesNotMatch(shown, /[\u202A-\u202E\u2066-\u2069]/u);
        for (const text of markdownIn(message.card)) assert.doesNotMatch(text, /(?<!\\)\]\(https:/u);
      }
    });
  });

  describe('at last', () => {
    it('an approver is not heard in another conversation than the plan was asked for in', async () => {
      const otherCode = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(wordsOf(siege.other))?.[0] ?? assert.fail('no code');
      await isRepelled({ rule: 'R16', says: /conversation|button/, attack: async () => {
        await siege.chat.say('ben', { place: 'personal', chatOf: 'ben' }, `approve ${otherCode}`);
        return toldTo('ben', /conversation|button|approval counts/);
      } });
      assert.equal((await siege.evil.plan(otherCode)).plan.state, 'pending');
    });

    it('a policy file that is edited while a plan waits makes it stale, and its card says so', async () => {
      const before = siege.changes();
      const file = join(siege.lab.folder, 'approval.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('approveWithinMinutes: 60', 'approveWithinMinutes: 59'));
      await isRepelled({ rule: 'R12', says: /policy has changed/, attack: async () => {
        for (const until = Date.now() + 15_000; Date.now() < until;) {
          const answer = textOf(await siege.evil.press(approving(siege, 'ben', { data: { ...dataOf(siege.card, 'approve'), nonce: dataOf(siege.card, 'approve')['nonce'] } })));
          if (/policy has changed/.test(answer)) return answer;
          await quiet();
        }
        return 'The policy was never read again.';
      } });
      assert.equal((await siege.evil.plan(siege.code)).plan.state, 'stale');
      assert.deepEqual(siege.changes(), before);
      await siege.chat.sees('ana', siege.thread, /policy has changed/);
    });

    it('nobody was told of an error', () => {
      tellsNoError(siege.lab);
      for (const { key } of CAST) for (const message of siege.lab.connector.seenBy(key).filter(({ author }) => author === 'bot')) assert.doesNotMatch(wordsOf(message), /node_modules|\bat async\b|Error:|undefined|\[object/, oid(key));
    });
  });
});
