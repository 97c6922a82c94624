import { makeLabCertificates, type LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { FAULTS } from '../faults/fault-proxy.ts';
import { BOT_MESSAGES, DIRECTORY_MESSAGES, faultsAt, type Message } from '../faults/messages.ts';
import { startPlanWorld } from '../faults/plan-world.ts';
import { strikeAt } from '../faults/strike.ts';
import { assertTrue } from '../faults/truth.ts';
import { seededRandom } from './seeded-random.ts';

const PAIRS = Number(process.env['SYNCWHY_FAULT_PAIRS'] ?? 100);
const SEED = Number(process.env['SYNCWHY_FAULT_SEED'] ?? 1);
const SIDE_BY_SIDE = 5;
const MESSAGES: readonly Message[] = [...BOT_MESSAGES, ...DIRECTORY_MESSAGES];

describe('faults on the lines of a relay', function () {
  this.timeout(0);
  let certificates: LabCertificates;
  before(async () => {
    certificates = await makeLabCertificates();
  });

  for (const message of MESSAGES) it(`each kind, at ${message.name}, five times over`, async () => {
    for (let round = 0; round < 5; round += 1) await strikeAt(certificates, message);
  });

  it(`two in one plan, ${PAIRS} times, seed ${SEED}`, async () => {
    const random = seededRandom(SEED);
    const ends = new Map<string, number>();
    const [first] = FAULTS;
    const pick = <Value>(from: readonly Value[], otherwise: Value): Value => from[Math.floor(random() * from.length)] ?? otherwise;
    const pairs = Array.from({ length: PAIRS }, () => [0, 1].map(() => ({ message: pick(MESSAGES, MESSAGES[0]), kind: pick(FAULTS, first) })));
    for (let at = 0; at < pairs.length; at += SIDE_BY_SIDE) {
      await Promise.all(pairs.slice(at, at + SIDE_BY_SIDE).map(async (pair) => {
        const title = pair.map(({ message, kind }) => `${kind} at ${message?.name}`).join(' and ');
        const world = await startPlanWorld(certificates, { isForgetful: pair.some(({ message }) => message?.isForgetful === true) });
        try {
          for (const { message, kind } of pair) for (const { fault } of message === undefined ? [] : faultsAt(message, [kind])) (message?.line === 'bot' ? world.botLine : world.directoryLine).arm(fault);
          const outcome = await world.run();
          assertTrue(outcome, title);
          ends.set(outcome.plan.state, (ends.get(outcome.plan.state) ?? 0) + 1);
        } finally {
          await world.close();
        }
      }));
    }
    console.log(`      ${[...ends].map(([state, times]) => `${times} ${state}`).join(', ')}`);
  });
});
