import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Sockets of one process as the kernel of Linux lists them. */
export interface Sockets {
  /** Addresses that it listens on, and UDP ports that it is bound to without a peer. */
  readonly listening: readonly string[];
  /** Where its TCP connections and connected UDP sockets lead to. */
  readonly connectedTo: readonly string[];
}

const LISTEN = '0A';
const NOWHERE = /^0+:0000$/;

/** Only sockets of which the process holds a descriptor; none when the process has ended. */
export function socketsOf(pid: number): Sockets {
  const inodes = inodesOf(pid);
  const rows = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) => rowsOf(pid, table)).filter(({ inode }) => inodes.has(inode));
  const isOpen = ({ state, remote }: Row): boolean => state === LISTEN || NOWHERE.test(remote);
  return { listening: rows.filter(isOpen).map(({ local }) => addressOf(local)), connectedTo: rows.filter((row) => !isOpen(row)).map(({ remote }) => addressOf(remote)) };
}

interface Row {
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  readonly inode: string;
}

function rowsOf(pid: number, table: string): readonly Row[] {
  const lines = orNothing(() => readFileSync(`/proc/${pid}/net/${table}`, 'latin1').split('\n').slice(1), []);
  return lines.map((line) => line.trim().split(/\s+/)).map(([, local = '', remote = '', state = '', , , , , , inode = '']) => ({ local, remote, state, inode }));
}

function inodesOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  const links = orNothing(() => readdirSync(folder), []).map((name) => orNothing(() => readlinkSync(`${folder}/${name}`), ''));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** `0100007F:1F90` is 127.0.0.1:8080; an address of IPv6 stays as it is. */
function addressOf(text: string): string {
  const [host = '', port = ''] = text.split(':');
  const octets = Buffer.from(host, 'hex');
  return `${octets.length === 4 ? octets.reverse().join('.') : host}:${Number.parseInt(port, 16)}`;
}

/** Processes and descriptors go while they are looked at. */
function orNothing<Value>(look: () => Value, nothing: Value): Value {
  try {
    return look();
  } catch {
    return nothing;
  }
}
