/** The items of several streams as they come; each stream is asked for its next item as soon as its last one was taken. Leaving it early ends all of them. */
export async function* inParallel<Item>(streams: readonly AsyncGenerator<Item, void>[]): AsyncGenerator<Item, void> {
  const ask = async (at: number): Promise<{ readonly at: number; readonly answer: IteratorResult<Item, void> }> => ({ at, answer: await (streams[at]?.next() ?? Promise.reject(new Error('no such stream'))) });
  const asked = new Map(streams.map((_, at) => [at, ask(at)]));
  try {
    while (asked.size > 0) {
      const { at, answer } = await Promise.race(asked.values());
      asked.delete(at);
      if (answer.done === true) continue;
      asked.set(at, ask(at));
      yield answer.value;
    }
  } finally {
    for (const pending of asked.values()) pending.catch(() => undefined);
    await Promise.allSettled(streams.map((stream) => stream.return()));
  }
}
