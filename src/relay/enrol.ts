import { hostname } from 'node:os';
import { BotLinkError, createBotLink } from '../adapters/bot-link/bot-link.ts';
import { NotReady } from '../ports/not-ready.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { trustAlso } from '../adapters/system/trust-also.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { EnrolAnswer } from '../boundary/relay-messages.ts';
import { readEnrolmentToken } from '../protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf, type LinkKey } from '../protocol/keys.ts';
import { NEXT_KEY, RELAY_KEY } from './change-key.ts';
import { readLocalPolicy } from './config.ts';
import { forwardProxy } from './forward-proxy.ts';
import { aboutThisRelay, openCounter, relayShelf, writeIdentity } from './identity.ts';

/**
 * Introduces this relay to the bot with a one-time token and pins the key that signs its jobs.
 * Throws `NotReady` with a sentence for the operator.
 */
export async function enrol(config: RelayConfig, token: string): Promise<{ readonly relayId: string; readonly fingerprint: string }> {
  const invitation = readEnrolmentToken(token);
  if (invitation === null) throw new NotReady('That is no enrolment token; a token looks like swr1.<22 characters>.<43 characters>.');
  trustAlso(config.trustedCaFile);
  // A fresh key each time: the one of an earlier enrolment stays good until the bot has accepted this one.
  const pem = newPrivateKeyPem();
  const key = linkKeyOf(pem);
  if (key === null) throw new Error('a fresh key is no key');
  const answer = await introduced(config, key, invitation.secret);
  const botKey = publicKeyOf(answer.jobKey);
  if (botKey === null || botKey.fingerprint !== invitation.botFingerprint) {
    throw new NotReady(`The bot at ${config.bot.url} signs its jobs with another key than the token says. Somebody may stand between; the relay was not enrolled.`);
  }
  const shelf = relayShelf(config.stateDir, config.serviceAccount);
  shelf.remove(NEXT_KEY);
  shelf.write(RELAY_KEY, pem);
  writeIdentity(config.stateDir, { relayId: answer.relayId, group: answer.group, botUrl: config.bot.url, jobKey: botKey.publicJwk, keySince: systemClock.now().toISOString() });
  return { relayId: answer.relayId, fingerprint: key.fingerprint };
}

async function introduced(config: RelayConfig, key: LinkKey, secret: string): Promise<EnrolAnswer> {
  const link = createBotLink({ url: config.bot.url, relayId: 'enrolling', privateKey: key.privateKey, nextCounter: openCounter(config.stateDir), clock: systemClock, proxy: forwardProxy(config) });
  try {
    return await link.enrol({ secret, group: config.group, publicKey: key.publicJwk, ...aboutThisRelay(readLocalPolicy(config.localPolicyFile)) });
  } catch (error) {
    if (!(error instanceof BotLinkError)) throw error;
    if (error.fault === 'refused') throw new NotReady(`The bot at ${config.bot.url} refused the token: it is used up, older than 15 minutes, or made for another group than ${config.group} or another host than ${hostname()}.`);
    throw new NotReady(`The relay was not enrolled: ${error.message}`);
  }
}
