import type { AdRecord } from '../ad-state.ts';

type Rights = Pick<AdRecord, 'values'>;

/** Control word of a self-relative security descriptor, and the bit that cuts off what the containers above grant. */
const CONTROL = 2;
const PROTECTED = 0x1000;

function isCutOff(record: Rights): boolean {
  const descriptor = record.values('nTSecurityDescriptor')[0];
  return descriptor !== undefined && typeof descriptor !== 'string' && (descriptor.readUInt16LE(CONTROL) & PROTECTED) !== 0;
}

const isGuarded = (record: Rights): boolean => record.values('adminCount')[0] === '1';

/** The connector account reads by what the domain grants; AdminSDHolder, which guards administrators, lets everybody read too. */
export const isReadable = (record: Rights): boolean => !isCutOff(record) || isGuarded(record);

/** It writes by what the domain grants alone. */
export const isWritable = (record: Rights): boolean => !isCutOff(record);
