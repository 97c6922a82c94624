import { parseFilter, unsupported, badFilter, type Filter, type FilterValue } from './graph-filter-grammar.ts';
import { propertiesOf, type GraphKind } from './graph-properties.ts';

/** Whether the request is an advanced query: header ConsistencyLevel: eventual and $count=true. */
interface FilterContext {
  readonly kind: GraphKind;
  readonly advanced: boolean;
}

type Row = Readonly<Record<string, 'D' | 'A'>>;
const TEXT: Row = { eq: 'D', in: 'D', startswith: 'D', null: 'A' };
const ADDRESSES: Row = { eq: 'D', startswith: 'D', endswith: 'A', ge: 'D', le: 'D' };
const FLAG: Row = { eq: 'D', in: 'D', null: 'A' };

/** What Microsoft's table of filters says: D by default, A only as an advanced query; anything else is refused. */
const SHARED: Readonly<Record<string, Row>> = {
  'id': { eq: 'D', in: 'D' },
  'displayName': TEXT,
  'mailNickname': TEXT,
  'mail': { ...TEXT, endswith: 'A' },
  'proxyAddresses': ADDRESSES,
  'onPremisesSyncEnabled': FLAG,
  'onPremisesLastSyncDateTime': { eq: 'D', ge: 'D', le: 'D' },
  'onPremisesProvisioningErrors/category': { eq: 'D' },
  'onPremisesProvisioningErrors/propertyCausingError': { eq: 'D' },
  'serviceProvisioningErrors/isResolved': { eq: 'D' },
};
const TABLE: Readonly<Record<GraphKind, Readonly<Record<string, Row>>>> = {
  user: {
    ...SHARED,
    userPrincipalName: { eq: 'D', in: 'D', startswith: 'D', endswith: 'A' },
    onPremisesImmutableId: { eq: 'D', in: 'D' },
    onPremisesSamAccountName: { eq: 'A', in: 'A', startswith: 'A' },
    otherMails: { eq: 'D', startswith: 'D', endswith: 'A' },
    accountEnabled: FLAG,
    userType: FLAG,
    employeeId: { ...TEXT },
    usageLocation: TEXT,
    givenName: TEXT,
    surname: TEXT,
    createdDateTime: { eq: 'A', ge: 'A', le: 'A' },
    'assignedLicenses/skuId': { eq: 'D' },
  },
  group: { ...SHARED, mailEnabled: FLAG, securityEnabled: FLAG, onPremisesSamAccountName: { eq: 'A', startswith: 'A' } },
  orgContact: { ...SHARED, companyName: { eq: 'A', startswith: 'A' } },
  domain: {},
  organization: {},
  subscribedSku: {},
  unifiedRoleAssignment: { principalId: { eq: 'D' }, roleDefinitionId: { eq: 'D' } },
  unifiedRoleEligibilityScheduleInstance: { principalId: { eq: 'D' }, roleDefinitionId: { eq: 'D' } },
  unifiedRoleDefinition: { displayName: TEXT },
  device: { 'deviceId': { eq: 'D' }, 'displayName': TEXT, 'accountEnabled': FLAG, 'operatingSystem': TEXT, 'onPremisesSyncEnabled': FLAG },
  servicePrincipal: { appId: { eq: 'D' }, applicationTemplateId: { eq: 'D' }, displayName: TEXT, accountEnabled: FLAG },
  synchronizationJob: {},
  directoryObject: {},
  directoryAudit: { 'activityDateTime': { eq: 'D', ge: 'D', le: 'D' }, 'activityDisplayName': { eq: 'D' }, 'targetResources/id': { eq: 'D' } },
  signIn: { createdDateTime: { eq: 'D', ge: 'D', le: 'D' }, userPrincipalName: { eq: 'D', startswith: 'D' }, userId: { eq: 'D' }, appId: { eq: 'D' } },
};

const MOST_ALTERNATIVES = 15;
const HIGHEST = 3;

/** Reads a $filter, refuses what Graph refuses, and gives the test for one object. */
export function compileFilter(text: string, context: FilterContext): (object: Readonly<Record<string, unknown>>) => boolean {
  const filter = parseFilter(text);
  if (!context.advanced) {
    const alternatives = countAlternatives(filter);
    if (alternatives > MOST_ALTERNATIVES) {
      throw unsupported(`Too many child clauses specified in search filter expression containing 'OR' operators: ${alternatives}. Max allowed: ${MOST_ALTERNATIVES}.`);
    }
  }
  if (heightOf(filter) > HIGHEST + 1) throw unsupported('The filter expression is nested too deeply.');
  permit(filter, context, {});
  return (object) => test(filter, object, {});
}

const countAlternatives = (filter: Filter): number => {
  if (filter.is === 'or') return filter.parts.reduce((sum, part) => sum + countAlternatives(part), 0);
  if (filter.is === 'and') return Math.max(...filter.parts.map(countAlternatives));
  if (filter.is === 'not') return countAlternatives(filter.part);
  if (filter.is === 'any') return filter.condition === null ? 1 : countAlternatives(filter.condition);
  return filter.values.length;
};

const heightOf = (filter: Filter): number => {
  if (filter.is === 'and' || filter.is === 'or') return 1 + Math.max(...filter.parts.map(heightOf));
  if (filter.is === 'not') return 1 + heightOf(filter.part);
  if (filter.is === 'any') return 1 + (filter.condition === null ? 0 : heightOf(filter.condition));
  return 1;
};

type Variables = Readonly<Record<string, string>>;

function permit(filter: Filter, context: FilterContext, variables: Variables): void {
  if (filter.is === 'and' || filter.is === 'or') return filter.parts.forEach((part) => permit(part, context, variables));
  if (filter.is === 'not') {
    needAdvanced(context, 'not');
    return permit(filter.part, context, variables);
  }
  if (filter.is === 'any') {
    if (filter.condition !== null) permit(filter.condition, context, { ...variables, [filter.variable]: filter.path.join('/') });
    return;
  }
  permitComparison(filter, context, variables);
}

function permitComparison(filter: Extract<Filter, { is: 'compare' }>, context: FilterContext, variables: Variables): void {
  const [head = '', ...rest] = filter.path;
  const path = [variables[head] ?? head, ...rest].join('/');
  if (!propertiesOf(context.kind).all.has(path.split('/')[0] ?? '')) throw badFilter(`Could not find a property named '${path}' on type 'microsoft.graph.${context.kind}'.`);
  const operator = filter.values[0] === null && filter.operator === 'eq' ? 'null' : filter.operator;
  const row = TABLE[context.kind][path];
  const cell = operator === 'ne' ? (row === undefined ? undefined : 'A') : row?.[operator];
  if (cell === undefined) throw unsupported(`Unsupported or invalid query filter clause specified for property '${path}' of resource '${context.kind}'.`);
  if (cell === 'A') needAdvanced(context, `${operator} on ${path}`);
}

function needAdvanced(context: FilterContext, what: string): void {
  if (!context.advanced) throw unsupported(`The specified filter (${what}) is only supported with the header ConsistencyLevel: eventual and the query parameter $count=true.`);
}

type Bindings = Readonly<Record<string, unknown>>;

function test(filter: Filter, object: Bindings, bound: Bindings): boolean {
  switch (filter.is) {
    case 'and': return filter.parts.every((part) => test(part, object, bound));
    case 'or': return filter.parts.some((part) => test(part, object, bound));
    case 'not': return !test(filter.part, object, bound);
    case 'any': {
      const values = valueAt(object, bound, filter.path);
      if (!Array.isArray(values)) return false;
      const { condition, variable } = filter;
      return condition === null ? values.length > 0 : values.some((value: unknown) => test(condition, object, { ...bound, [variable]: value }));
    }
    case 'compare': return compare(filter, valueAt(object, bound, filter.path));
  }
}

function valueAt(object: Bindings, bound: Bindings, path: readonly string[]): unknown {
  const [head = '', ...rest] = path;
  let value: unknown = head in bound ? bound[head] : object[head];
  for (const part of rest) value = typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : undefined;
  return value;
}

/** Addresses in proxyAddresses are compared with regard to case, all other text without: the harder of the two readings for a caller. */
function compare(filter: Extract<Filter, { is: 'compare' }>, found: unknown): boolean {
  const exact = filter.path.length === 1 && typeof found === 'string' && /^(smtp|sip|x500):/i.test(found);
  const fold = (value: unknown): unknown => (typeof value === 'string' && !exact ? value.toLowerCase() : (value ?? null));
  const left = fold(found);
  const rights = filter.values.map((value: FilterValue) => fold(value));
  const [right] = rights;
  switch (filter.operator) {
    case 'eq': return left === right;
    case 'ne': return left !== right;
    case 'in': return rights.includes(left);
    case 'startswith': return typeof left === 'string' && typeof right === 'string' && left.startsWith(right);
    case 'endswith': return typeof left === 'string' && typeof right === 'string' && left.endsWith(right);
    case 'ge': return typeof left === 'string' && typeof right === 'string' && left >= right;
    case 'le': return typeof left === 'string' && typeof right === 'string' && left <= right;
    default: return false;
  }
}
