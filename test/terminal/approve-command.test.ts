import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlanContent } from '../../src/model/plan.ts';
import type { SignInAsked } from '../../src/ports/sign-in-page.ts';
import { planCode, planHash } from '../../src/protocol/plan-hash.ts';
import { sealNonce } from '../../src/protocol/seal-nonce.ts';
import { runApprove } from '../../src/terminal/approve-command.ts';
import { deltaStep, samplePlan, TENANT } from '../contracts/sample-plan.ts';

const CLIENT = '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05';
const TICKET = 'a'.repeat(22);
const PLAN = samplePlan(1).content;
const CODE = planCode(planHash(PLAN));

/** What the bot answers, what the tenant gives back, and what the person types. */
interface Scene {
  readonly plan: unknown;
  readonly title: string;
  readonly status: number;
  readonly typed: string;
  readonly code: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly returns: (state: string) => string;
  readonly tenantId: string | undefined;
  readonly finish: unknown;
}

const SCENE: Scene = {
  plan: PLAN, title: 'Remove an address', status: 200, typed: 'y', code: CODE, claims: {}, tenantId: undefined, finish: { ok: true, says: 'Sealed.' },
  returns: (state) => `?code=good&state=${state}`,
};

describe('syncwhy approve', () => {
  let bot: Server;
  let scene = SCENE;
  let asked: SignInAsked | null = null;
  const posted: { readonly path: string; readonly body: string }[] = [];
  let output = '';
  beforeEach(async () => {
    [scene, asked, output] = [SCENE, null, ''];
    posted.length = 0;
    bot = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        posted.push({ path: request.url ?? '', body });
        response.writeHead(scene.status).end(JSON.stringify(request.url === '/seal/plan' ? { ok: true, plan: scene.plan, planHash: '0'.repeat(64), title: scene.title, role: 'approver' } : scene.finish));
      });
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    bot.closeAllConnections();
    bot.close();
  });

  const tokenOf = (nonce: string): string => {
    const claims = { ver: '2.0', iss: 'x', aud: CLIENT, tid: TENANT, oid: 'aaaaaaaa-0000-4000-8000-000000000002', nonce, exp: 2, iat: 1, nbf: 1, auth_time: 1, ...scene.claims };
    return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join('.');
  };
  const run = (change: Partial<Scene> = {}): Promise<number> => {
    scene = { ...SCENE, ...change };
    const write = (text: string): void => void (output += `${text}\n`);
    return runApprove({
      settings: { clientId: CLIENT, authority: 'https://login.microsoftonline.com', tenantId: scene.tenantId },
      pageOf: (tenantId) => ({
        addressFor: (address) => { asked = address; return `https://login.microsoftonline.com/${tenantId}/authorize`; },
        redeem: ({ code }) => Promise.resolve(code === 'good' ? { is: 'token', idToken: tokenOf(asked?.nonce ?? '') } : { is: 'refused', says: 'The code is not good.' }),
      }),
      terminal: { out: write, err: write },
      ask: (question) => { write(question); return Promise.resolve(scene.typed); },
      browse: () => void comeBack(),
    }, { code: scene.code, bot: `http://127.0.0.1:${(bot.address() as AddressInfo).port}`, ticket: TICKET });
  };
  const comeBack = async (): Promise<void> => {
    const { redirectUri = '', state = '' } = asked ?? {};
    assert.equal((await fetch(`${redirectUri}/?code=good&state=another`)).status, 404, 'another program on this machine ends nothing');
    await fetch(`${redirectUri}/${scene.returns(state)}`);
  };

  it('shows what the hash covers, signs in for that hash and hands in the token', async () => {
    assert.equal(await run(), 0, output);
    assert.match(output, /change the addresses of an AD object \(ad\.change-addresses\)\n {2}on CN=Person 1,OU=Staff[^\n]*\n {2}proxyAddresses\n {4}before: "smtp:old1@contoso\.com"\n {4}after: {2}\(nothing\)/);
    assert.match(output, new RegExp(`SHA-256 ${planHash(PLAN)}`));
    assert.doesNotMatch(output, /Remove an address|Remove smtp/, 'the words of the bot are not shown');
    assert.equal(asked?.nonce, sealNonce(planHash(PLAN), 'approver', 'approve'));
    assert.equal(asked?.clientId, CLIENT);
    assert.match(asked?.redirectUri ?? '', /^http:\/\/localhost:\d+$/);
    assert.deepEqual(posted.map(({ path }) => path), ['/seal/plan', '/seal/finish']);
    assert.match(posted[1]?.body ?? '', new RegExp(`"ticket":"${TICKET}","idToken":"e30\\.`));
  });

  const REFUSED: readonly (readonly [string, Partial<Scene>, RegExp])[] = [
    ['another plan than was asked for', { plan: { ...PLAN, rev: 2 } }, /another plan than/],
    ['a plan that shows something else than it does', showing({ proxyAddresses: ['smtp:kept@contoso.com'] }), /not what its steps would do/],
    ['something that is no plan', { plan: { steps: [] } }, /no SyncWhy that seals plans/],
    ['an error', { status: 500 }, /did not understand the request \(status 500\)/],
    ['a plan of another tenant than this machine signs for', { tenantId: '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0' }, /signs for 9e8d7c6b[^ ]* only/],
  ];
  for (const [what, change, says] of REFUSED) {
    it(`signs nothing when the bot sends ${what}`, async () => {
      assert.equal(await run(change), 2);
      assert.match(output, says);
      assert.deepEqual([asked, posted.some(({ path }) => path === '/seal/finish')], [null, false]);
    });
  }

  for (const typed of ['', 'n', 'N', 'no', 'yes please do not', 'ja']) {
    it(`takes ${JSON.stringify(typed)} for no`, async () => {
      assert.equal(await run({ typed }), 2);
      assert.deepEqual([asked, posted.length], [null, 1]);
    });
  }

  for (const [what, change, says] of [
    ['the sign-in is cancelled', { returns: (state) => `?error=access_denied&state=${state}` }, /not completed/],
    ['the code is refused', { returns: (state) => `?code=bad&state=${state}` }, /code is not good/],
    ['the token is for another plan', { claims: { nonce: 'other' } }, /not for this plan/],
    ['the token is of another tenant', { claims: { tid: '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0' } }, /not for this plan/],
  ] as const satisfies readonly (readonly [string, Partial<Scene>, RegExp])[]) {
    it(`hands in nothing when ${what}`, async () => {
      assert.equal(await run(change), 2);
      assert.match(output, says);
      assert.equal(posted.length, 1);
    });
  }

  it('says what the bot said of the token', async () => {
    assert.equal(await run({ finish: { ok: false, says: 'You signed in as somebody else.\u001b[2J' } }), 2);
    assert.match(output, /somebody else\.<U\+001B>\[2J/);
  });

  it('shows marks that would deceive by their number', async () => {
    const plan: PlanContent = { ...PLAN, requester: { ...PLAN.requester, upn: 'ann\u202e@contoso.com\u001b[1A' } };
    assert.equal(await run({ plan, code: planCode(planHash(plan)) }), 0, output);
    assert.match(output, /ann<U\+202E>@contoso\.com<U\+001B>\[1A/);
  });

  it('takes the code in small letters and without the dash', async () => assert.equal(await run({ code: CODE.toLowerCase().replace('-', '') }), 0, output));

  it('shows steps without values too', async () => {
    const plan = { ...PLAN, steps: [...PLAN.steps, deltaStep(2)] };
    assert.equal(await run({ plan, code: planCode(planHash(plan)) }), 0, output);
    assert.match(output, /Step 2: start a delta cycle \(sync\.start-delta\)\n {2}on SYNC01/);
  });
});

/** A plan whose code is right, but whose steps show other values than they would write. */
function showing(after: Readonly<Record<string, readonly string[]>>): Partial<Scene> {
  const plan = { ...PLAN, steps: PLAN.steps.map((step) => ({ ...step, after })) };
  return { plan, code: planCode(planHash(plan)) };
}
