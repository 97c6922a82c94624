/** The member that a record has itself: a key from outside such as `constructor` or `__proto__` finds nothing, as it should. */
export const ownMember = <Value>(record: Readonly<Partial<Record<string, Value>>> | undefined, key: string): Value | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
