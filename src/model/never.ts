/** Closes a switch over a union: does not compile while a case is missing. */
export function never(unexpected: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(unexpected)}`);
}
