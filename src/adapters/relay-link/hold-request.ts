import type { Clock } from '../../ports/clock.ts';
import type { RelayRequest } from './recognise-relay.ts';

/** Without a reason of ours, an error with a stack would be made for each request. */
const ENOUGH = 'enough';

/** Lets work wait, for so many milliseconds at most and no longer than the caller is there; then the signal aborts, and the work ends with what it has. */
export async function holdRequest<Answer>(clock: Clock, { request, atMost }: { readonly request: RelayRequest; readonly atMost: number }, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const enough = new AbortController();
  void clock.sleep(atMost, enough.signal).then(() => enough.abort(ENOUGH));
  try {
    return await work(request.signal === undefined ? enough.signal : AbortSignal.any([enough.signal, request.signal]));
  } finally {
    enough.abort(ENOUGH);
  }
}
