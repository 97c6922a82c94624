import { randomBytes } from 'node:crypto';
import type { ApproveSettings } from '../boundary/approve-settings.ts';
import { parseSealClaims } from '../boundary/seal-claims.ts';
import { parseSealFinishAnswer, parseSealPlanAnswer, type SealPlanAnswer } from '../boundary/seal-messages.ts';
import type { SealRole } from '../model/seal.ts';
import type { SignInPage } from '../ports/sign-in-page.ts';
import { planCode, planHash } from '../protocol/plan-hash.ts';
import { sealNonce } from '../protocol/seal-nonce.ts';
import type { Terminal } from './ask-command.ts';
import { openLoopback } from './loopback-sign-in.ts';
import { planInWords, printable, showsWhatItDoes } from './plan-in-words.ts';

export interface ApproveWorld {
  readonly settings: ApproveSettings;
  /** The sign-in page of a tenant, at the authority of the settings. */
  readonly pageOf: (tenantId: string) => SignInPage;
  readonly terminal: Terminal;
  /** Asks the person a question and resolves with what they typed. */
  readonly ask: (question: string) => Promise<string>;
  /** Shows an address in the browser, as well as it can. */
  readonly browse: (address: string) => void;
}

export interface ApproveWish {
  readonly code: string;
  readonly bot: string;
  readonly ticket: string;
}

/**
 * `syncwhy approve`: fetches the plan, works out its hash here, shows what it does and signs in from here for exactly this hash.
 * The bot has no say in what is shown, where the sign-in happens or what is signed. Exit code 0 when it is sealed, 2 when not.
 */
export async function runApprove(world: ApproveWorld, wish: ApproveWish): Promise<number> {
  const { terminal } = world;
  const fail = (says: string): number => {
    terminal.err(printable(says));
    return 2;
  };
  const fetched = await fetchPlan(wish);
  if (!fetched.ok) return fail(fetched.says);
  const wrong = whyNotThisPlan(fetched, world.settings, wish.code);
  if (wrong !== null) return fail(wrong);
  const hash = planHash(fetched.plan);
  show(terminal, fetched, hash);
  const yes = await world.ask(fetched.role === 'requester' ? 'Sign in and ask for exactly this? [y/N] ' : 'Sign in and approve exactly this? [y/N] ');
  if (!/^y(es)?$/i.test(yes.trim())) return fail('Nothing was signed.');
  const signed = await signIn(world, { hash, role: fetched.role, tenantId: fetched.plan.tenantId });
  if (signed.is === 'refused') return fail(signed.says);
  const end = await deliver(wish, signed.idToken);
  if (!end.ok) return fail(end.says);
  terminal.out(printable(end.says));
  return 0;
}

function whyNotThisPlan({ plan }: SealPlanAnswer, { tenantId }: ApproveSettings, typed: string): string | null {
  const code = planCode(planHash(plan));
  if (typed.toUpperCase().replaceAll(/[-\s]/g, '') !== code.replace('-', '')) return `The bot sent another plan than ${typed}: what it sent has the code ${code}. Nothing was signed; tell your security team.`;
  if (!showsWhatItDoes(plan)) return 'What the plan shows is not what its steps would do. Nothing was signed; tell your security team.';
  return tenantId === undefined || tenantId === plan.tenantId ? null : `The plan belongs to tenant ${plan.tenantId}, but this machine signs for ${tenantId} only. Nothing was signed.`;
}

function show(terminal: Terminal, { plan, role }: SealPlanAnswer, hash: string): void {
  terminal.out(`Plan ${planCode(hash)} of tenant ${printable(plan.tenantId)}, ${role === 'requester' ? 'as the person who asks for it' : 'as an approver'}`);
  terminal.out('Only what the hash covers is shown here; it was worked out on this machine. Anything else that you were told about this plan does not count.');
  for (const line of planInWords(plan)) terminal.out(line);
  terminal.out(`SHA-256 ${hash}`);
}

type SignedIn = { readonly is: 'token'; readonly idToken: string } | { readonly is: 'refused'; readonly says: string };

async function signIn({ settings, pageOf, terminal, browse }: ApproveWorld, { hash, role, tenantId }: { readonly hash: string; readonly role: SealRole; readonly tenantId: string }): Promise<SignedIn> {
  const [page, loopback] = [pageOf(tenantId), await openLoopback()];
  const [state, codeVerifier] = [randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url')];
  const nonce = sealNonce(hash, role, 'approve');
  try {
    const { clientId, authenticationContext } = settings;
    const { redirectUri } = loopback;
    const address = page.addressFor({ clientId, redirectUri, codeVerifier, state, nonce, authenticationContext });
    terminal.out(`Sign in here: ${address}`);
    browse(address);
    const returned = await loopback.code(state);
    if (returned.is === 'refused') return returned;
    const redeemed = await page.redeem({ clientId, redirectUri, codeVerifier, code: returned.code });
    if (redeemed.is === 'refused' || isFor(redeemed.idToken, { nonce, tenantId })) return redeemed;
    return { is: 'refused', says: 'The sign-in that came back is not for this plan. Nothing was signed.' };
  } finally {
    loopback.close();
  }
}

/** The token came straight from the tenant; whether it is genuine is judged by the relay. */
function isFor(idToken: string, { nonce, tenantId }: { readonly nonce: string; readonly tenantId: string }): boolean {
  try {
    const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const claims = parseSealClaims(payload);
    return claims?.nonce === nonce && claims.tenantId === tenantId;
  } catch {
    return false;
  }
}

type Fetched = SealPlanAnswer | { readonly ok: false; readonly says: string };

async function fetchPlan({ bot, ticket }: ApproveWish): Promise<Fetched> {
  const answered = await post(bot, '/seal/plan', { ticket });
  return answered.ok ? (parseSealPlanAnswer(answered.text) ?? { ok: false, says: `What answers at ${bot} is no SyncWhy that seals plans.` }) : answered;
}

async function deliver({ bot, ticket }: ApproveWish, idToken: string): Promise<{ readonly ok: boolean; readonly says: string }> {
  const answered = await post(bot, '/seal/finish', { ticket, idToken });
  return answered.ok ? (parseSealFinishAnswer(answered.text) ?? { ok: false, says: `What answers at ${bot} is no SyncWhy that seals plans.` }) : answered;
}

const LONGEST_MS = 60_000;

async function post(bot: string, path: string, body: unknown): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly says: string }> {
  try {
    const answer = await fetch(new URL(path, bot), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), redirect: 'error', signal: AbortSignal.timeout(LONGEST_MS) });
    if (answer.status === 200) return { ok: true, text: await answer.text() };
    return { ok: false, says: `The bot at ${bot} did not understand the request (status ${answer.status}). Copy the whole command from the chat.` };
  } catch {
    return { ok: false, says: `The bot at ${bot} cannot be reached, or its certificate is not trusted here (--ca FILE).` };
  }
}
