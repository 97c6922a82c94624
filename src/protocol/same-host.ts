/** Whether two names can be those of one machine: the same in any case, or one is the other's first label (`SYNC01` and `sync01.corp.contoso.com`). */
export function sameHost(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  if (a === '' || b === '') return false;
  return a === b || (!a.includes('.') && b.startsWith(`${a}.`)) || (!b.includes('.') && a.startsWith(`${b}.`));
}

const plain = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '');
