import type { KeptRoom, ScanShelf } from '../../src/ports/scan-shelf.ts';

/** A shelf in memory, for tests. */
export function memoryShelf(): ScanShelf & { opened(): number } {
  let open = 0;
  let kept: { readonly data: Uint8Array[]; readonly columns: ReadonlyMap<string, Uint8Array> } | null = null;
  const room = (before: Uint8Array[], columns: ReadonlyMap<string, Uint8Array>): KeptRoom => {
    open += 1;
    const data = [...before];
    return {
      lay: (bytes) => data.push(Uint8Array.from(bytes)) * 16 - 16,
      fetch: (at, length) => data[at / 16]?.subarray(0, length) ?? new Uint8Array(),
      column: (name) => columns.get(name) ?? null,
      keep: (given) => {
        kept = { data: [...data], columns: new Map(Object.entries(given).map(([name, bytes]) => [name, Uint8Array.from(bytes)])) };
        return Promise.resolve();
      },
      close: () => {
        open -= 1;
        return Promise.resolve();
      },
    };
  };
  return { open: () => Promise.resolve(room([], new Map())), last: () => Promise.resolve(kept === null ? null : room(kept.data, kept.columns)), opened: () => open };
}
