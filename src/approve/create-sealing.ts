import { finishSeal } from './finish-seal.ts';
import { offerSignIn } from './offer-sign-in.ts';
import { refuseSeal } from './refuse-seal.ts';
import type { Sealing, SealStart, SealView } from './sealing.ts';
import type { SealingWorld } from './sealing-world.ts';
import { openSignIn } from './open-sign-in.ts';
import { sealNonce } from '../protocol/seal-nonce.ts';

export const createSealing = (world: SealingWorld): Sealing => ({
  offer: (ask) => offerSignIn(world, ask),
  start: (ticket) => start(world, ticket),
  view: (ticket) => view(world, ticket),
  async finishWithCode(ticket, answer) {
    const open = await openSignIn(world, ticket, 'sign-in');
    if (open.is === 'refused') return open;
    if ('error' in answer) return refuseSeal(world, open, { why: 'sign-in-ended', says: 'The sign-in was not completed, so nothing was sealed. Open the link again to try once more.' });
    const { settings, page } = world;
    const redeemed = await page.redeem({ clientId: settings.appId, redirectUri: redirectUri(world), codeVerifier: open.signIn.codeVerifier ?? '', code: answer.code });
    return redeemed.is === 'token' ? finishSeal(world, open, redeemed.idToken) : refuseSeal(world, open, { why: 'code-not-redeemed', says: redeemed.says });
  },
  async finishWithToken(ticket, idToken) {
    const open = await openSignIn(world, ticket, 'own-machine');
    return open.is === 'refused' ? open : finishSeal(world, open, idToken);
  },
});

const redirectUri = ({ settings }: SealingWorld): string => `${settings.publicUrl}/seal/callback`;

/** The ticket is the state as well: it comes back and finds the sign-in again. */
async function start(world: SealingWorld, ticket: string): Promise<SealStart> {
  const open = await openSignIn(world, ticket, 'sign-in');
  if (open.is === 'refused') return open;
  const { settings, page } = world;
  const { signIn, plan } = open;
  const who = await world.people.whoIs(signIn.oid);
  const url = page.addressFor({
    clientId: settings.appId,
    redirectUri: redirectUri(world),
    codeVerifier: signIn.codeVerifier ?? '',
    state: ticket,
    nonce: sealNonce(plan.hash, signIn.role, signIn.verdict),
    loginHint: who.is === 'person' ? who.person.upn : undefined,
    authenticationContext: settings.authenticationContext,
  });
  return { is: 'go', url };
}

async function view(world: SealingWorld, ticket: string): Promise<SealView> {
  const open = await openSignIn(world, ticket, 'own-machine');
  return open.is === 'refused' ? open : { is: 'open', plan: open.plan, role: open.signIn.role };
}

