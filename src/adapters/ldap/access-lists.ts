import { Ber, BerWriter, Control } from 'ldapts';
import type { ObjectGuid } from '../../model/ids.ts';
import type { AccessList } from '../../ports/directory.ts';
import { explicitGrants } from './explicit-grants.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { hasGuid } from './look-up-filters.ts';
import { searchParts } from './paged-search.ts';

/** An account without the right Read permissions gets the entry without its descriptor. */
export async function readAccessLists(connection: LdapConnection, base: string, guids: readonly ObjectGuid[]): Promise<readonly AccessList[]> {
  const entries = await searchParts(connection, { base, scope: 'sub', attributes: ['nTSecurityDescriptor'], control: new DescriptorControl() }, guids.map(hasGuid));
  return entries.map(({ dn, attributes }) => {
    const [descriptor = ''] = attributes['nTSecurityDescriptor'] ?? [];
    const [inherits, grants] = [inheritsAccess(descriptor), explicitGrants(descriptor)];
    return grants.length === 0 ? { dn, inherits } : { dn, inherits, grants };
  });
}

const SD_FLAGS = '1.2.840.113556.1.4.801';
const DACL = 4;
const PROTECTED = 0x1000;
const CONTROL_WORD = 2;

/** Asks for the access list only; with owner, group and audit list AD would hide the whole descriptor from ordinary accounts. */
export class DescriptorControl extends Control {
  constructor() {
    super(SD_FLAGS, { critical: true });
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(DACL);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }
}

/** Whether the access list of a self-relative security descriptor ([MS-DTYP] 2.4.6) is open to inheritance; null for anything else. */
function inheritsAccess(descriptor: string): boolean | null {
  const octets = Buffer.from(descriptor, 'base64');
  if (octets.length < 20 || octets[0] !== 1) return null;
  return (octets.readUInt16LE(CONTROL_WORD) & PROTECTED) === 0;
}
