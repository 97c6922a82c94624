import { z } from 'zod';

const file = z.string().min(1).max(4_096);
const address = z.string().max(300).regex(/^ldaps?:\/\/[^/]+$/, 'must start with ldaps://');

/** One domain that a relay serves. */
export const relayDirectory = z
  .strictObject({
    forest: z.string().min(1).max(255),
    /** The preferred domain controller; may be left out when DNS is asked. */
    url: address.optional(),
    baseDn: z.string().max(2_048).regex(/^[Dd][Cc]=/, 'must be the DN of the domain'),
    bindDn: z.string().min(1).max(2_048),
    passwordFile: file,
    caFile: file.optional(),
    /** All addresses begin with ldap:// and go over to TLS before anything is said. */
    startTls: z.boolean().optional(),
    /** Ask DNS for the domain controllers (SRV records), and for global catalogs unless one is named. */
    discover: z.boolean().optional(),
    /** The AD site whose domain controllers DNS shall name first. */
    site: z.string().max(63).regex(/^[A-Za-z0-9-]+$/, 'must be the name of an AD site').optional(),
    /** The other domain controllers of this domain, which take over when the preferred one fails; looked up in CN=Sites for a second opinion when absent. */
    domainControllers: z.array(address).max(8).optional(),
    /** Any global catalog of the forest; once for each forest is enough. Port 3269 unless said (3268 with startTls). */
    globalCatalog: address.optional(),
    /** Another account for changes; the first one then only reads. */
    write: z.strictObject({ bindDn: z.string().min(1).max(2_048), passwordFile: file }).optional(),
    /** Connections at the same time with one domain controller, for each account. */
    sessions: z.int().min(1).max(16).optional(),
  })
  .superRefine((directory, { addIssue }) => {
    const wanted = directory.startTls === true ? 'ldap://' : 'ldaps://';
    const complain = (path: (string | number)[], message: string): void => addIssue({ code: 'custom', path, message });
    const check = (value: string | undefined, ...path: (string | number)[]): void => {
      if (value !== undefined && !value.startsWith(wanted)) complain(path, directory.startTls === true ? 'must start with ldap:// because startTls is on' : 'must start with ldaps:// (or ldap:// together with startTls: true)');
    };
    check(directory.url, 'url');
    check(directory.globalCatalog, 'globalCatalog');
    directory.domainControllers?.forEach((url, at) => check(url, 'domainControllers', at));
    if (directory.url === undefined && directory.discover !== true) complain(['url'], 'is missing; name a domain controller, or let DNS name them with discover: true');
  });
