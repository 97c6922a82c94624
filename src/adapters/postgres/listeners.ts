/** Those who wait for the next call of one kind. */
export class Listeners {
  readonly #waiting = new Set<() => void>();

  /** To be had before it is asked what there is, so that nothing is missed in between. `comes` also resolves when the signal aborts. */
  next(signal?: AbortSignal): { readonly comes: Promise<void>; readonly forget: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => {
      this.#waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    this.#waiting.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
    return { comes: promise, forget: wake };
  }

  wake(): void {
    for (const each of [...this.#waiting]) each();
  }
}
