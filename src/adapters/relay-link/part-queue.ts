import { MOST_PARTS, type PartTaken } from '../../ports/job-desk.ts';

/** The parts of one long answer that have come and were not read yet: a few only. */
export class PartQueue {
  readonly #waiting: string[] = [];
  #came = 0;
  /** `closed`: what is here may still be read, nothing more comes. `given-up`: nobody reads any more. */
  #state: 'open' | 'closed' | 'given-up' = 'open';
  #moved = Promise.withResolvers<void>();

  /** Like `addPart` of a desk. */
  async add(n: number, text: string, signal: AbortSignal): Promise<PartTaken> {
    if (n > this.#came + MOST_PARTS) return 'out-of-order';
    while (this.#state === 'open') {
      if (n <= this.#came) return 'accepted';
      if (n === this.#came + 1 && this.#waiting.length < MOST_PARTS) {
        this.#came = n;
        this.#waiting.push(text);
        this.#move();
        return 'accepted';
      }
      if (signal.aborted) return 'full';
      await this.#movedOr(signal);
    }
    return 'unknown-job';
  }

  /** Like `nextPart` of a ticket. */
  async next(): Promise<string | null> {
    for (;;) {
      const text = this.#waiting.shift();
      if (text !== undefined) {
        this.#move();
        return text;
      }
      if (this.#state !== 'open') return null;
      await this.#moved.promise;
    }
  }

  /** All parts have come. */
  close(): void {
    if (this.#state === 'open') this.#state = 'closed';
    this.#move();
  }

  /** Nobody reads what comes, or what came is not the beginning of a whole. */
  giveUp(): void {
    this.#state = 'given-up';
    this.#waiting.length = 0;
    this.#move();
  }

  #move(): void {
    this.#moved.resolve();
    this.#moved = Promise.withResolvers<void>();
  }

  async #movedOr(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    signal.addEventListener('abort', wake, { once: true });
    await Promise.race([this.#moved.promise, promise]);
    signal.removeEventListener('abort', wake);
  }
}
