import type { ListedError } from '../model/error-list.ts';
import type { CloudObject, EntraDocument } from '../model/evidence.ts';
import { openServiceErrors } from './service-errors.ts';

const SOURCE = 'Entra ID';

/** What Entra and its services say against synchronised objects: values that were set aside, and what a service refused. */
export const cloudErrors = ({ users, groups, contacts }: EntraDocument): readonly ListedError[] =>
  [
    ...(users ?? []).map((object) => ({ object, ask: object.userPrincipalName, dn: object.onPremisesDistinguishedName })),
    ...[...(groups ?? []), ...(contacts ?? [])].map((object) => ({ object, ask: object.mail, dn: undefined })),
  ].flatMap(({ object, ask, dn }) => {
    const named = { entraId: object.id, name: object.displayName ?? ask ?? object.id, ask: ask ?? object.displayName ?? undefined, dn: dn ?? undefined };
    return [...setAside(object, named), ...refused(object, named)];
  });

const setAside = (object: CloudObject, named: ListedError['object']): readonly ListedError[] =>
  (object.onPremisesProvisioningErrors ?? []).map(({ category, propertyCausingError, occurredDateTime }) => ({
    source: SOURCE, standby: false, kind: 'quarantine', object: named,
    type: `${category ?? 'PropertyConflict'}: ${singular(propertyCausingError ?? 'property unknown')}`,
    text: `${category ?? ''} ${propertyCausingError ?? ''}`.trim(),
    firstSeen: occurredDateTime ?? undefined, lastSeen: occurredDateTime ?? undefined,
  }));

/** Documented is `ProxyAddress`, seen was `ProxyAddresses` too. */
const singular = (property: string): string => property.replace(/sses$/i, 'ss');

const refused = (object: CloudObject, named: ListedError['object']): readonly ListedError[] =>
  (openServiceErrors(object) ?? []).map(({ service, text, statedAt }) => ({
    source: SOURCE, standby: false, kind: 'service', object: named, type: `refused by ${service}`, text, firstSeen: statedAt, lastSeen: statedAt,
  }));
