import { Control, type Client } from 'ldapts';

/** Everything an admin sees of every object of a domain, by objectGUID: attribute → values, octets in hex. */
export type DirectorySnapshot = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Written by the server itself, at every write or sign-in; the access list, links to where something lies, and the mark that tests leave on the account of the relay. */
const ITS_OWN = new Set([
  'uSNChanged', 'whenChanged', 'replPropertyMetaData', 'dSCorePropagationData', 'lastLogon', 'lastLogonTimestamp', 'logonCount', 'badPwdCount', 'badPasswordTime', 'description',
]);
const PAGE = 500;
const SHOW_DELETED = '1.2.840.113556.1.4.417';

export async function directorySnapshot(hands: Client, baseDn: string): Promise<DirectorySnapshot> {
  const { searchEntries } = await hands.search(baseDn, { scope: 'sub', filter: '(objectClass=*)', paged: { pageSize: PAGE } }, [new Control(SHOW_DELETED, { critical: true })]);
  const text = (value: string | Buffer): string => (Buffer.isBuffer(value) ? value.toString('hex') : value);
  return new Map(searchEntries.map(({ dn, ...attributes }) => {
    const read = Object.entries(attributes).filter(([name]) => !ITS_OWN.has(name)).map(([name, values]) => [name, [values].flat().map(text).toSorted()] as const);
    const known = new Map(read);
    return [known.get('objectGUID')?.[0] ?? dn, new Map([...known, ['distinguishedName', [dn]]])] as const;
  }));
}

/** `<DN> <attribute>: - <value> + <value>` for all that differs; links to an object that was moved are the same link. */
export function differences(before: DirectorySnapshot, after: DirectorySnapshot): readonly string[] {
  const moved = new Map([...before].flatMap(([guid, attributes]) => {
    const [from = '', to = ''] = [attributes, after.get(guid)].map((each) => each?.get('distinguishedName')?.[0]);
    return from === to ? [] : [[from, to] as const];
  }));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((guid) => {
    const [was, is] = [before.get(guid), after.get(guid)];
    const name = [is, was].map((each) => each?.get('distinguishedName')?.[0]).find((dn) => dn !== undefined) ?? guid;
    return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((attribute) => {
      const old = (was?.get(attribute) ?? []).map((value) => (attribute === 'distinguishedName' ? value : moved.get(value) ?? value));
      const now = is?.get(attribute) ?? [];
      const [gone, come] = [old.filter((value) => !now.includes(value)), now.filter((value) => !old.includes(value))];
      return gone.length + come.length === 0 ? [] : [[`${name} ${attribute}:`, ...gone.map((value) => `- ${value}`), ...come.map((value) => `+ ${value}`)].join(' ')];
    });
  }).toSorted();
}
