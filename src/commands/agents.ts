import { relayCode } from '../approve/relay-code.ts';
import { statusReply, type StatusLine } from '../cards/status.ts';
import type { StoredRelay } from '../ports/store.ts';
import { defineCommand } from './command.ts';
import type { CommandWorld } from './world.ts';

export const agents = defineCommand({
  word: 'agents',
  usage: 'agents',
  summary: 'List the relays with fingerprint, version and local policy',
  example: 'agents',
  effect: 'reads',
  inMenu: false,
  parse: () => ({ ok: true, args: {} }),
  async run(world: CommandWorld, _request, talk) {
    const at = world.clock.now();
    const lines = await relayLines(world, at);
    await talk.post(statusReply({ title: 'Relays', policyWarnings: [], customEndpoints: [], sections: [{ title: 'Relays', empty: 'No relay was ever enrolled: without one I read only Entra ID.', lines }], at: at.toISOString() }));
  },
});

/** Every relay that was ever enrolled, what needs somebody first. */
export async function relayLines({ store }: Pick<CommandWorld, 'store'>, at: Date): Promise<readonly StatusLine[]> {
  const relays = (await store.relays()).toSorted((one, other) => rank(one) - rank(other) || (one.host < other.host ? -1 : 1));
  return relays.map((relay) => lineOf(relay, at));
}

/** Longer than the bot holds a request for work. */
const OFFLINE_AFTER_MS = 90_000;

/** What needs somebody comes first, what is over last. */
const rank = ({ revokedAt, confirmedAt }: StoredRelay): number => (revokedAt !== null ? 2 : confirmedAt === null ? 0 : 1);

function lineOf(relay: StoredRelay, at: Date): StatusLine {
  const { host, revokedAt, confirmedAt } = relay;
  const fingerprint = `fingerprint ${relayCode(relay)}`;
  if (revokedAt !== null) return { name: host, health: 'fine', says: `revoked ${minuteOf(revokedAt)}, ${fingerprint}` };
  if (confirmedAt === null) return { name: host, health: 'doubtful', says: `${waiting(relay)}, ${fingerprint}, enrolled ${minuteOf(relay.enrolledAt)}` };
  const heard = relay.lastSeen ?? relay.enrolledAt;
  const online = at.getTime() - Date.parse(heard) < OFFLINE_AFTER_MS;
  const facts = [
    online ? 'connected' : `silent since ${minuteOf(heard)}`,
    `version ${relay.version ?? 'unknown'}`,
    `policy ${(relay.policyHash ?? '').slice(0, 12)}`,
    relay.readOnly ? 'read-only' : '',
    fingerprint,
    `key of ${relay.keySince.slice(0, 10)}`,
    relay.rotationWanted ? 'shall make a new key' : '',
  ];
  return { name: host, health: online ? 'fine' : 'broken', says: facts.filter((each) => each !== '').join(', ') };
}

function waiting({ confirmations }: StoredRelay): string {
  const [first] = confirmations;
  return first === undefined ? 'not confirmed, two approvers are needed' : `confirmed by ${first.name}, one more approver is needed`;
}

const minuteOf = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
