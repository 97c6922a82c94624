import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { FAULTS, type FaultKind } from './fault-proxy.ts';
import { faultsAt, type Message } from './messages.ts';
import { startPlanWorld, type Outcome } from './plan-world.ts';
import { pretendPlace, type FaultyPlace } from './pretend-place.ts';
import { assertTrue } from './truth.ts';

interface Where {
  readonly kinds?: readonly FaultKind[] | undefined;
  readonly place?: ((certificates: LabCertificates) => Promise<FaultyPlace>) | undefined;
}

type End = { readonly kind: FaultKind; readonly outcome: Outcome };

/** On a machine that is too busy a job may come too late for its relay, and the plan ends before the message. */
const MOST_TRIES = 3;

/** Runs one plan for each kind of fault at this message, side by side; every one must end truthfully. Resolves with how each ended. */
export const strikeAt = (certificates: LabCertificates, message: Message, { kinds = FAULTS, place = pretendPlace }: Where = {}): Promise<readonly End[]> =>
  Promise.all(kinds.map(async (kind) => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const outcome = await strikeOnce({ certificates, place }, message, kind);
      if (outcome !== null) return { kind, outcome };
    }
    return assert.fail(`${kind} at ${message.name} never struck`);
  }));

/** Null when the plan ended, truthfully, without the message. */
async function strikeOnce({ certificates, place }: { readonly certificates: LabCertificates; readonly place: NonNullable<Where['place']> }, message: Message, kind: FaultKind): Promise<Outcome | null> {
  const world = await startPlanWorld(certificates, { isForgetful: message.isForgetful, place });
  try {
    const line = message.line === 'bot' ? world.botLine : world.directoryLine;
    for (const { fault } of faultsAt(message, [kind])) line.arm(fault);
    const outcome = await world.run();
    assertTrue(outcome, `${kind} at ${message.name}`);
    // The receipt of the last result is on its way when the plan has ended already.
    for (let turn = 0; turn < 50 && !line.hasStruck(); turn += 1) await wait(10);
    return line.hasStruck() ? outcome : null;
  } finally {
    await world.close();
  }
}
