import { Attribute, Change, type Client } from 'ldapts';
import { guidOctets } from '../../../lab/company/ad-metadata.ts';
import { DescriptorControl } from '../../../src/adapters/ldap/access-lists.ts';

/** schemaIDGUIDs of the class user and of the attributes that are delegated; the same in every forest. */
const USER = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const ATTRIBUTES = ['bf967961-0de6-11d0-a285-00aa003049e2', 'bf967a06-0de6-11d0-a285-00aa003049e2', '23773dc2-b63a-11d2-90e1-00c04fd91ab1'];

const ALLOWED_OBJECT = 5;
const INHERITED_BY_CHILDREN_ONLY = 0x0a;
const READ_AND_WRITE_PROPERTY = 0x30;
const BOTH_GUIDS = 3;

/** Lets the account with this SID write mail, proxyAddresses and mS-DS-ConsistencyGuid of the users below, as "Delegate control" does. */
export async function delegateRights(hands: Client, dn: string, sid: Buffer): Promise<void> {
  await changeDescriptor(hands, dn, (descriptor) => {
    const dacl = descriptor.subarray(descriptor.readUInt32LE(16));
    const old = dacl.subarray(0, dacl.readUInt16LE(2));
    const aces = ATTRIBUTES.map((attribute) => objectAce(attribute, sid));
    const added = Buffer.concat([old, ...aces]);
    added.writeUInt16LE(added.length, 2);
    added.writeUInt16LE(old.readUInt16LE(4) + aces.length, 4);
    const head = Buffer.alloc(20);
    descriptor.copy(head, 0, 0, 4);
    head.writeUInt32LE(head.length, 16);
    return Buffer.concat([head, added]);
  });
}

/** Reads the access list of an object and writes it back changed. */
export async function changeDescriptor(hands: Client, dn: string, change: (descriptor: Buffer) => Buffer): Promise<void> {
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['nTSecurityDescriptor'], explicitBufferAttributes: ['nTSecurityDescriptor'] }, [new DescriptorControl()]);
  const descriptor = searchEntries[0]?.['nTSecurityDescriptor'];
  if (!Buffer.isBuffer(descriptor)) throw new Error('no descriptor');
  await hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type: 'nTSecurityDescriptor', values: [change(Buffer.from(descriptor))] }) }), [new DescriptorControl()]);
}

function objectAce(attribute: string, sid: Buffer): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt32LE(READ_AND_WRITE_PROPERTY, 0);
  body.writeUInt32LE(BOTH_GUIDS, 4);
  const ace = Buffer.concat([Buffer.from([ALLOWED_OBJECT, INHERITED_BY_CHILDREN_ONLY, 0, 0]), body, guidOctets(attribute), guidOctets(USER), sid]);
  ace.writeUInt16LE(ace.length, 2);
  return ace;
}
