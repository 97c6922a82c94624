/** Values of a statement are limited in number; so many rows go into one. */
const ROWS = 500;

/** Long lists in parts of a few hundred, one after the other. */
export async function inBatches<Item>(items: readonly Item[], work: (some: readonly Item[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS) await work(items.slice(from, from + ROWS));
}

/** What is found for each part, together. */
export async function foundInBatches<Item, Found>(items: readonly Item[], find: (some: readonly Item[]) => Promise<readonly Found[]>): Promise<readonly Found[]> {
  const all: Found[] = [];
  await inBatches(items, async (some) => {
    for (const each of await find(some)) all.push(each);
  });
  return all;
}
