import assert from 'node:assert/strict';
import { request } from 'node:http';
import { CAST } from '../../lab/company/cast.ts';
import { startChattingCompany } from './chatting-company.ts';
import type { ChattingCompany } from './chatting-company.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface State {
  readonly people: readonly { readonly key: string }[];
  readonly channel: { readonly team: string; readonly name: string };
  readonly thingsToTry: readonly unknown[];
  readonly messages: Readonly<Record<string, readonly { readonly id: string; readonly text: string; readonly author: string }[]>>;
}

describe('the chat window over HTTP', () => {
  let company: ChattingCompany;

  /** Plain node:http, since fetch does not let a test forge Host and Origin. */
  const call = (method: string, path: string, more: { readonly headers?: Record<string, string>; readonly body?: unknown } = {}): Promise<Answer> => new Promise((resolve, reject) => {
    const headers = { ...(more.body === undefined ? {} : { 'content-type': 'application/json' }), ...more.headers };
    const outgoing = request(new URL(company.page.url), { method, path, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }));
    });
    outgoing.on('error', reject);
    outgoing.end(more.body === undefined ? undefined : typeof more.body === 'string' ? more.body : JSON.stringify(more.body));
  });
  const state = async (): Promise<State> => JSON.parse((await call('GET', '/api/state')).text) as State;

  beforeEach(async () => {
    company = await startChattingCompany();
  });
  afterEach(() => company.close());

  it('serves the page with a policy that lets nothing in from elsewhere', async () => {
    const page = await call('GET', '/');
    assert.equal(page.status, 200);
    assert.match(page.text, /lab: a pretend company, nothing leaves this machine/);
    assert.doesNotMatch(page.text, /(src|href)="(https?:)?\/\//);
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'self'/);
  });

  for (const path of ['/scripts/main.js', '/styles/cards.css', '/icon.svg', '/vendor/adaptivecards.min.js', '/vendor/markdown-it.umd.min.js']) {
    it(`serves ${path}`, async () => {
      const file = await call('GET', path);
      assert.equal(file.status, 200);
      assert.ok(file.text.length > 100);
    });
  }

  for (const path of ['/../chat-window.ts', '/scripts/../../chat-window.ts', '/%2e%2e/chat-window.ts', '/vendor/restify.js', '/package.json', '/scripts/', '//etc/passwd', '/__proto__']) {
    it(`has nothing at ${path}`, async () => {
      assert.equal((await call('GET', path)).status, 404);
    });
  }

  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ['a host name that was pointed at this machine', { host: 'evil.example' }],
    ['a host name that only begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a link from elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [who, headers] of foreign) {
    it(`refuses ${who}`, async () => {
      assert.equal((await call('GET', '/api/state', { headers })).status, 403);
      assert.equal((await call('POST', '/api/say', { headers, body: { who: 'ana', place: 'channel', text: '@SyncWhy hello' } })).status, 403);
      assert.equal(company.bot.heard.length, 0);
    });
  }

  it('writes for the person of the cast that the page names', async () => {
    const said = await call('POST', '/api/say', { body: { who: 'ben', place: 'channel', text: '@SyncWhy hello' } });
    assert.equal(said.status, 200);
    assert.equal((company.bot.heard.at(-1)?.activity['from'] as { name: string }).name, 'Ben Osei');
    const { messages, people, channel, thingsToTry } = await state();
    assert.deepEqual(people.map((person) => person.key), CAST.map(({ key }) => key));
    assert.deepEqual(messages['ana']?.map((message) => message.author), ['ben', 'bot']);
    assert.deepEqual([channel.team, channel.name, thingsToTry.length], ['IT Ops', 'Sync errors', 3]);
  });

  it('shows a personal chat to its owner only', async () => {
    await call('POST', '/api/say', { body: { who: 'ben', place: 'personal', text: 'hello' } });
    const { messages } = await state();
    assert.deepEqual([messages['ben']?.length, messages['ana']?.length], [2, 0]);
  });

  const bad: readonly (readonly [string, string, unknown, number])[] = [
    ['a stranger', '/api/say', { who: 'mallory', place: 'channel', text: 'x' }, 400],
    ['an empty line', '/api/say', { who: 'ana', place: 'channel', text: '  ' }, 400],
    ['a line that is too long', '/api/say', { who: 'ana', place: 'channel', text: 'x'.repeat(20_001) }, 400],
    ['a thread that is not there', '/api/say', { who: 'ana', place: 'channel', rootId: '1', text: 'x' }, 409],
    ['a press without action', '/api/press', { who: 'ana', messageId: '1' }, 400],
    ['a press on a message that is not there', '/api/press', { who: 'ana', messageId: '1', action: { verb: 'x' } }, 409],
    ['a body that is no JSON', '/api/say', '{', 400],
    ['a body that is no object', '/api/say', '[]', 400],
    ['a call that does not exist', '/api/constructor', { who: 'ana' }, 404],
  ];
  for (const [what, path, body, status] of bad) {
    it(`answers ${status} to ${what}`, async () => {
      const answer = await call('POST', path, { body });
      assert.equal(answer.status, status);
      assert.match(answer.text, /^\{"error":"[A-Z][^"]+\."\}$/);
    });
  }

  it('takes JSON only', async () => {
    assert.equal((await call('POST', '/api/say', { headers: { 'content-type': 'text/plain' }, body: '{"who":"ana","text":"x"}' })).status, 415);
  });

  it('streams a change to everybody who sees it, as each of them sees it', async () => {
    const stop = new AbortController();
    const stream = await fetch(new URL('/api/events', company.page.url), { signal: stop.signal });
    assert.equal(stream.headers.get('content-type'), 'text/event-stream');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    await company.connector.say({ who: 'ben', spot: { place: 'personal', chatOf: 'ben' }, text: 'hello' });
    let heard = '';
    while (!heard.includes('"author":"bot"')) heard += (await reader.read()).value ?? '';
    stop.abort();
    const updates = heard.split('\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)) as { who: string; message: { author: string } });
    assert.deepEqual(updates.map((update) => [update.who, update.message.author]), [['ben', 'ben'], ['ben', 'bot']]);
  });
});
