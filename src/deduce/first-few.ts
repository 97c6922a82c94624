/** How many items of a long list are shown. */
export const FEW = 10;

/** The first items of a list in words: `a, b and 7 more`. */
export const firstFew = (items: readonly string[]): string => (items.length <= FEW ? items.join(', ') : `${items.slice(0, FEW).join(', ')} and ${items.length - FEW} more`);
