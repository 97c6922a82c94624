import { because, tooLong } from './because.ts';
import { defineCommand } from './command.ts';
import { decisionOf, relayCodeAndWords, sayRuling } from './relay-answer.ts';
import type { CommandWorld } from './world.ts';

export const confirmRelay = defineCommand({
  word: 'confirm relay',
  usage: 'confirm relay <fingerprint>',
  summary: 'Let a new relay work; two approvers must say this',
  example: 'confirm relay 7F3K-92QD-ABCD-2345',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => {
    const parsed = relayCodeAndWords('Which relay? Type its fingerprint as the relay printed it, for example: confirm relay 7F3K-92QD-ABCD-2345.')(rest);
    // Words behind the fingerprint could take the consent back.
    return parsed.ok && parsed.args.words !== '' ? { ok: false, wrong: 'Type the fingerprint and nothing behind it, so that it reads like a plain yes.' } : parsed;
  },
  async run(world: CommandWorld, request, talk, { code }) {
    const here = { request, talk };
    await sayRuling(here, await world.approvals.relays.confirm(decisionOf(here, code)));
  },
});

export const revokeRelay = defineCommand({
  word: 'revoke relay',
  usage: 'revoke relay <fingerprint> because <reason>',
  summary: 'Shut a relay out for good; one approver is enough',
  example: 'revoke relay 7F3K-92QD-ABCD-2345 because the server was replaced',
  effect: 'writes',
  inMenu: false,
  parse: (rest) => {
    const parsed = relayCodeAndWords('Which relay, and why? For example: revoke relay 7F3K-92QD-ABCD-2345 because the server was replaced.')(rest);
    if (!parsed.ok) return parsed;
    const { reason } = because(`relay ${parsed.args.words}`);
    const wrong = tooLong(reason);
    return wrong === null ? { ok: true as const, args: { code: parsed.args.code, reason } } : { ok: false as const, wrong };
  },
  async run(world: CommandWorld, request, talk, { code, reason }) {
    const here = { request, talk };
    const ruling = await world.approvals.relays.revoke({ ...decisionOf(here, code), reason });
    if (ruling.is === 'revoked') await world.relayLink.giveUp(ruling.relay.relayId);
    await sayRuling(here, ruling);
  },
});

export const rotateRelay = defineCommand({
  word: 'rotate relay',
  usage: 'rotate relay <fingerprint>',
  summary: 'Make a relay change its key now',
  example: 'rotate relay 7F3K-92QD-ABCD-2345',
  effect: 'writes',
  inMenu: false,
  parse: relayCodeAndWords('Which relay? Type agents to see their fingerprints, then for example: rotate relay 7F3K-92QD-ABCD-2345.'),
  async run(world: CommandWorld, request, talk, { code }) {
    const here = { request, talk };
    await sayRuling(here, await world.approvals.relays.rotate(decisionOf(here, code)));
  },
});
