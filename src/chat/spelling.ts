/** Number of single-letter slips (wrong, missing, extra, swapped neighbours) between two words; stops counting at 4. */
export function distance(one: string, other: string): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > 3 || one.length > 40) return 4;
  const columns = other.length + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: columns }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column < columns; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + same, swapped ? at(beforeLast, column - 2) + 1 : Infinity));
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(4, at(last, columns - 1));
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;

/** True when the typed word is the meant one or, in words of four letters and more, one slip away (two from nine). */
export function soundsLike(typed: string, meant: string): boolean {
  if (typed === meant) return true;
  const slips = meant.length >= 9 ? 2 : meant.length >= 4 ? 1 : 0;
  return slips > 0 && distance(typed, meant) <= slips;
}
