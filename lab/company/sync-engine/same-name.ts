/** Whether a list has this name, in any case. */
export const knows = (names: readonly string[], name: string): boolean => names.some((each) => each.toLowerCase() === name.toLowerCase());
