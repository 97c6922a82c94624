/** Addresses as a plan found and left them, and as they are now. Lists of proxyAddresses, letter for letter. */
interface Drifted {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly now: readonly string[];
}

type Merge =
  | { readonly is: 'safe'; readonly remove: readonly string[]; readonly add: readonly string[] }
  | { readonly is: 'unsafe'; readonly because: string };

/**
 * Takes away what the plan has added and adds back what it has removed; what others have changed meanwhile stays.
 * Not safe where others have touched one of these very addresses, or where the result would not have its one primary address.
 */
export function mergeAddresses({ before, after, now }: Drifted): Merge {
  const added = after.filter((address) => !before.includes(address));
  const removed = before.filter((address) => !after.includes(address));
  const respelt = added.find((address) => !now.includes(address) && now.some((each) => same(each, address) && !removed.includes(each)));
  if (respelt !== undefined) return { is: 'unsafe', because: `somebody has written ${respelt} in another way meanwhile` };
  const remove = added.filter((address) => now.includes(address));
  const left = now.filter((address) => !remove.includes(address));
  const add = removed.filter((address) => !left.includes(address));
  const clash = add.find((address) => left.some((each) => same(each, address)));
  if (clash !== undefined) return { is: 'unsafe', because: `${clash} is there again, written in another way` };
  const result = [...left, ...add];
  const primaries = result.filter(isPrimary).length;
  if (primaries > 1) return { is: 'unsafe', because: `there would be ${primaries} primary addresses: ${result.filter(isPrimary).join(', ')}` };
  if (primaries === 0 && now.some(isPrimary) && result.some((address) => /^smtp:/i.test(address))) return { is: 'unsafe', because: 'there would be no primary address any more' };
  return { is: 'safe', remove, add };
}

/** As AD compares them: without regard to case. */
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isPrimary = (address: string): boolean => address.startsWith('SMTP:');
