import type { Observation, StepResult } from '../model/journal.ts';
import type { OperationName, OperationParams } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import { DirectoryError } from '../ports/directory.ts';
import { SyncServerError } from '../ports/sync-server.ts';
import { TenantError } from '../ports/tenant.ts';
import { Doubtful, NotApplied, type Accepted, type Operation } from './operation.ts';

interface OperationRun<Name extends OperationName, World> {
  readonly operation: Operation<Name, World>;
  readonly world: World;
  readonly params: OperationParams[Name];
  readonly clock: Pick<Clock, 'now'>;
  /** Makes "started" durable, with what was found before; when it rejects, nothing is started and the rejection goes through. */
  readonly writeAhead: (before: Observation) => Promise<void>;
}

/** Looks, notes, does it once, looks again. There is no second try, whatever happens. */
export async function runOperation<Name extends OperationName, World>(run: OperationRun<Name, World>): Promise<StepResult> {
  const first = await looked(run, null);
  if (!first.ok) return { is: 'failed', says: `Nothing was started, for the present state could not be read: ${first.says}` };
  if (first.seen.stands !== 'before') return drifted(first.seen);
  await run.writeAhead(first.seen);
  const since = run.clock.now();
  try {
    const accepted = await run.operation.apply(run.world, run.params);
    return verified(await looked(run, since), accepted);
  } catch (error) {
    return error instanceof NotApplied ? notApplied(await looked(run, null), error) : doubtful(await looked(run, since), error);
  }
}

type Look = { readonly ok: true; readonly seen: Observation } | { readonly ok: false; readonly says: string };

async function looked<Name extends OperationName, World>({ operation, world, params }: OperationRun<Name, World>, since: Date | null): Promise<Look> {
  try {
    return { ok: true, seen: await operation.look(world, params, since) };
  } catch (error) {
    return { ok: false, says: sayable(error) };
  }
}

const drifted = ({ stands, found, says }: Observation): StepResult => ({ is: 'drifted', found, says: stands === 'after' ? `Nothing was started, for it is already so: ${says}` : `Nothing was started: ${says}` });

function verified(look: Look, accepted: Accepted): StepResult {
  if (!look.ok) return { is: 'unsure', says: `The change was accepted but could not be read back: ${look.says}`, written: true };
  const { stands, found, says } = look.seen;
  if (stands !== 'after') return { is: 'unsure', says: `The change was accepted, but afterwards ${says}`, written: true };
  return { is: 'applied', found, ...(accepted === undefined ? {} : { says: accepted.says }) };
}

function notApplied(look: Look, refusal: NotApplied): StepResult {
  if (look.ok && look.seen.stands !== 'before') return { is: 'drifted', found: look.seen.found, says: `Nothing was changed by this step: ${refusal.message}` };
  return { is: 'failed', says: `Nothing was changed: ${refusal.message}` };
}

function doubtful(look: Look, error: unknown): StepResult {
  const says = sayable(error);
  if (error instanceof Doubtful) return { is: 'unsure', says, written: true, contested: true };
  if (!look.ok) return { is: 'unsure', says: `${says}; and the state afterwards could not be read: ${look.says}` };
  const { stands, found } = look.seen;
  if (stands === 'after') return { is: 'applied', found, says: `Something went wrong on the way (${says}), but the wanted state was read back.` };
  return { is: 'unsure', says: `${says}; afterwards ${look.seen.says}` };
}

/** Messages of our own errors are made for people; those of others are not shown. */
export function sayable(error: unknown, otherwise = 'something unexpected went wrong'): string {
  const ours = [DirectoryError, SyncServerError, TenantError, NotApplied, Doubtful].some((kind) => error instanceof kind);
  return ours && error instanceof Error ? error.message : otherwise;
}
