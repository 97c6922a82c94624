import { isGuid } from '../../model/ids.ts';
import type { TenantQuery } from '../../ports/tenant.ts';
import type { Part } from './graph-batch.ts';
import { PAGE, SECTION_NAMES, SECTIONS, type SectionName } from './graph-sections.ts';
import { address, filtersOf, literal } from './odata.ts';

export interface LookRequest extends Part {
  readonly section: SectionName;
}

/** All requests that answer a usable query, few enough to fit into one batch as a rule. */
export const lookRequests = (query: TenantQuery): readonly LookRequest[] => SECTION_NAMES.flatMap((section) => requestsOf(section, query));

/** The whole section, for a recycle bin that refuses filters. */
export const wholeSection = (section: SectionName): string => address(SECTIONS[section].path, { $select: SECTIONS[section].select, $top: PAGE });

const LONGEST_VALUE = 256;

/** The query with values that can occur in a directory at all, each once; a name with an @ is looked for as sign-in name and address too. */
export function usableQuery({ ids, anchors, upns, addresses, names, deviceIds = [] }: TenantQuery): TenantQuery {
  const clean = (values: readonly string[]): readonly string[] => [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '' && value.length <= LONGEST_VALUE);
  const withAt = clean(names).filter((name) => name.includes('@'));
  return { ids: clean(ids).filter(isGuid), anchors: clean(anchors), upns: clean([...upns, ...withAt]), addresses: clean([...addresses, ...withAt]), names: clean(names), deviceIds: clean(deviceIds).filter(isGuid) };
}

function requestsOf(section: SectionName, query: TenantQuery): readonly LookRequest[] {
  const { path, select } = SECTIONS[section];
  const alternatives = section === 'devices' ? deviceAlternatives(query) : alternativesOf(section, query);
  const plain = filtersOf(alternatives).map((filter) => ({ section, address: address(path, { $filter: filter, $select: select, $top: PAGE }) }));
  return section === 'deletedUsers' ? [...plain, ...formerSignInNames(query)] : plain;
}

const deviceAlternatives = ({ deviceIds = [], names }: TenantQuery): readonly string[] => [
  ...deviceIds.map((id) => `deviceId eq ${literal(id)}`),
  ...names.map((name) => `displayName eq ${literal(name)}`),
];

function alternativesOf(section: SectionName, query: TenantQuery): readonly string[] {
  const person = section === 'users' || section === 'deletedUsers';
  return [
    ...query.ids.map((id) => `id eq ${literal(id)}`),
    ...(person ? query.anchors.map((anchor) => `onPremisesImmutableId eq ${literal(anchor)}`) : []),
    ...(section === 'users' ? signInNames(query) : []),
    ...query.addresses.flatMap(holdsAddress),
    ...query.names.flatMap((name) => [`displayName eq ${literal(name)}`, `mailNickname eq ${literal(name)}`]),
  ];
}

const signInNames = ({ upns, names }: TenantQuery): readonly string[] => [
  ...upns.map((upn) => `userPrincipalName eq ${literal(upn)}`),
  ...names.filter((name) => /^[^\s@]+$/.test(name)).map((name) => `startswith(userPrincipalName,${literal(`${name}@`)})`),
];

/** Whether Graph minds the case of the prefix is not documented, so both spellings are asked for. */
const holdsAddress = (mail: string): readonly string[] => [
  `proxyAddresses/any(p:p eq ${literal(`smtp:${mail}`)}) or proxyAddresses/any(p:p eq ${literal(`SMTP:${mail}`)})`,
  `mail eq ${literal(mail)}`,
];

/** An advanced query may be 2,048 characters long with its path and its $select. */
const LONGEST_ADVANCED = 1_000;

/** A deleted user's sign-in name has the id in front, so its end is compared: an advanced query. */
function formerSignInNames({ upns }: TenantQuery): readonly LookRequest[] {
  const { path, select } = SECTIONS.deletedUsers;
  const filters = filtersOf(upns.map((upn) => `endswith(userPrincipalName,${literal(upn)})`), LONGEST_ADVANCED);
  return filters.map((filter) => ({
    section: 'deletedUsers',
    address: address(path, { $filter: filter, $select: select, $count: 'true', $top: PAGE }),
    headers: { ConsistencyLevel: 'eventual' },
  }));
}
