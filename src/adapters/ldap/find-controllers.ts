import { randomInt } from 'node:crypto';
import type { ServiceRecord, ServiceRecords } from '../../ports/service-records.ts';

/** How long DNS's answer is taken for true, and how soon a failure is tried again. */
const GOOD_MS = 300_000;
const FAILED_MS = 15_000;

export interface Discovery {
  readonly records: ServiceRecords;
  /** DNS name of the domain, or of the forest when global catalogs are wanted. */
  readonly domain: string;
  /** The AD site whose domain controllers come first. */
  readonly site?: string | undefined;
  readonly catalogs?: boolean | undefined;
  /** A random whole number from 0 to less than this; only tests need another. */
  readonly draw?: ((below: number) => number) | undefined;
}

/** Addresses that DNS names for a domain, best first. Never rejects: without an answer it names those that it named before. */
export function createControllerFinder(discovery: Discovery, { now, startTls }: { readonly now: () => number; readonly startTls: boolean }): () => Promise<readonly string[]> {
  let known: readonly string[] = [];
  let goodUntil = Number.NEGATIVE_INFINITY;
  let asking: Promise<readonly string[]> | null = null;
  const ask = async (): Promise<readonly string[]> => {
    const answers = await Promise.allSettled(namesOf(discovery).map((name) => discovery.records.lookUp(name)));
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? inOrder(answer.value, discovery.draw) : []));
    const urls = [...new Set(found.flatMap((record) => addressOf(record, discovery.domain, startTls)))];
    goodUntil = now() + (urls.length > 0 ? GOOD_MS : FAILED_MS);
    // The order of equals is drawn by lot; it stays while the answer is the same, so that the same one is asked again.
    const same = urls.length === known.length && urls.every((url) => known.includes(url));
    if (urls.length > 0 && !same) known = urls;
    return known;
  };
  return () => {
    if (now() < goodUntil) return Promise.resolve(known);
    asking ??= ask().finally(() => (asking = null));
    return asking;
  };
}

/** Names under which domain controllers and global catalogs register themselves. Source: [MS-ADTS] 6.3.2.3. */
function namesOf({ domain, site, catalogs }: Discovery): readonly string[] {
  const kind = catalogs === true ? 'gc' : 'dc';
  return [...(site === undefined ? [] : [`_ldap._tcp.${site}._sites.${kind}._msdcs.${domain}`]), `_ldap._tcp.${kind}._msdcs.${domain}`];
}

/**
 * Whoever can forge a DNS answer could send the password to any machine that has a certificate of the same authority; so only hosts
 * within the domain count, of whom the certificate proves that they are what they say.
 */
function addressOf({ host, port }: ServiceRecord, domain: string, startTls: boolean): readonly string[] {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (!name.endsWith(`.${domain.toLowerCase()}`) || !/^[a-z0-9.-]+$/.test(name)) return [];
  // The record tells the port of plain LDAP; LDAPS has its own.
  return [startTls ? `ldap://${name}:${port}` : `ldaps://${name}`];
}

/** The lowest priority first; among equals the heavier is the likelier (RFC 2782). */
export function inOrder(records: readonly ServiceRecord[], draw: (below: number) => number = (below) => randomInt(below)): readonly ServiceRecord[] {
  const left = records.toSorted((one, other) => one.priority - other.priority || one.weight - other.weight);
  const ordered: ServiceRecord[] = [];
  while (left.length > 0) {
    const equals = left.filter(({ priority }) => priority === left[0]?.priority);
    let lot = draw(equals.reduce((sum, { weight }) => sum + weight, 0) + 1);
    const drawn = equals.find(({ weight }) => (lot -= weight) <= 0) ?? equals[0];
    if (drawn === undefined) break;
    ordered.push(drawn);
    left.splice(left.indexOf(drawn), 1);
  }
  return ordered;
}
