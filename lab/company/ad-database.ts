import { randomUUID } from 'node:crypto';
import type { CompanyClock } from './clock.ts';
import { AdFault, type AdChange, type AdRecord, type AdState, type AdValue, type AdWrite } from './ad-state.ts';
import { defaultValues, layFoundation, placeServer, serverDn } from './ad-foundation.ts';
import { guidOctets, guidText, sidOctets } from './ad-metadata.ts';
import { dnText, parseDn, type Rdn } from './ad-names.ts';
import { AdObject, type Partition } from './ad-object.ts';
import { ANOTHER_CONTROLLER, AdRegistry, namingViolation } from './ad-registry.ts';
import { structuralClass, type AdAttribute, type AdClass } from './ad-schema.ts';
import { applyChange, broken, checkCount, requireAttribute, sameValues, storable } from './ad-values.ts';

interface AdDatabaseOptions {
  readonly domain: string;
  readonly baseDn: string;
  readonly clock: CompanyClock;
  /** First label of the domain controller's name; `dc1` unless said. */
  readonly host?: string | undefined;
  /** The first domain of the forest, when this is a further one; they share one configuration. */
  readonly forestRoot?: AdState | undefined;
}

/**
 * The AD of one domain in memory. `add` takes attributes that AD writes itself (objectGUID, objectSid, lists as octets) as a seed,
 * so that a company can be founded with known anchors; over LDAP they are refused.
 */
export function createAdDatabase(options: AdDatabaseOptions): AdState {
  return new AdDatabase(options);
}

type Given = Readonly<Record<string, AdValue | readonly AdValue[]>>;
const SEEDABLE: ReadonlySet<string> = new Set(['objectGUID', 'objectSid', 'objectClass']);
const NAMING: ReadonlySet<string> = new Set(['cn', 'ou', 'dc', 'name', 'distinguishedName']);

class AdDatabase implements AdState {
  readonly domain: string;
  readonly baseDn: string;
  readonly forestDn: string;
  readonly host: string;
  private readonly forestRoot: AdState | undefined;
  private readonly clock: CompanyClock;
  private readonly registry = new AdRegistry();
  private readonly invocationId = guidOctets(randomUUID());
  private readonly domainSid = Array.from({ length: 3 }, () => Number.parseInt(randomUUID().slice(0, 8), 16));
  private relativeId = 1103;
  private actor = 'Administrator';
  private readonly watchers: ((write: AdWrite) => void)[] = [];

  constructor(options: AdDatabaseOptions) {
    this.domain = options.domain;
    this.baseDn = options.baseDn;
    this.clock = options.clock;
    this.host = options.host ?? 'dc1';
    this.forestRoot = options.forestRoot;
    this.forestDn = options.forestRoot?.baseDn ?? options.baseDn;
    layFoundation({ ...options, host: this.host, isForestRoot: options.forestRoot === undefined, place: (dn, attributes, partition) => void this.create(dn, attributes, partition) });
    if (options.forestRoot !== undefined) this.join(options.forestRoot);
  }

  /** Makes this domain known in the configuration of its forest. */
  private join(root: AdState): void {
    const netbios = (this.domain.split('.')[0] ?? this.domain).toUpperCase();
    root.add(`CN=${netbios},CN=Partitions,CN=Configuration,${root.baseDn}`, { objectClass: 'crossRef', nCName: this.baseDn, dnsRoot: this.domain, nETBIOSName: netbios, systemFlags: '3' });
    placeServer({ domain: this.domain, baseDn: this.baseDn, host: this.host, forestDn: root.baseDn }, (dn, attributes) => void root.add(dn, attributes));
  }

  all(): readonly AdObject[] {
    return this.registry.objects().filter((each) => each.partition === 'domain' && !each.deleted);
  }

  deletedObjects(): readonly AdObject[] {
    return this.registry.objects().filter((each) => each.deleted);
  }

  configurationObjects(): readonly AdRecord[] {
    return this.forestRoot?.configurationObjects() ?? this.registry.objects().filter((each) => each.partition !== 'domain');
  }

  highestUsn(): number {
    return this.registry.highestUsn;
  }

  byDn(dn: string): AdRecord | undefined {
    return this.registry.at(dn) ?? this.forestRoot?.configurationObjects().find((each) => each.dn.toLowerCase() === dn.toLowerCase());
  }

  byGuid(guid: string): AdObject | undefined {
    return this.registry.byGuid.get(guid.toLowerCase());
  }

  add(dn: string, attributes: Given): AdObject {
    const above = this.registry.at(dnText((parseDn(dn) ?? []).slice(1)));
    return this.create(dn, attributes, above?.partition ?? 'domain');
  }

  modify(dn: string, changes: readonly AdChange[]): void {
    const object = this.living(dn);
    const plan = new Map<AdAttribute, readonly AdValue[]>();
    for (const change of changes) {
      const attribute = requireAttribute(change.attribute);
      refuseSystemAttribute(attribute);
      plan.set(attribute, applyChange(attribute, plan.get(attribute) ?? object.values(attribute.name), change));
    }
    this.commit(object, plan);
  }

  actAs<Result>(account: string, work: () => Result): Result {
    const before = this.actor;
    this.actor = account;
    try {
      return work();
    } finally {
      this.actor = before;
    }
  }

  watch(tell: (write: AdWrite) => void): void {
    this.watchers.push(tell);
  }

  private tell(object: AdObject, kind: AdWrite['kind'], more: { readonly formerDn?: string; readonly values?: AdWrite['values'] } = {}): void {
    for (const tell of this.watchers) tell({ kind, object, formerDn: more.formerDn ?? object.dn, actor: this.actor, at: this.clock.now(), values: more.values ?? [] });
  }

  rename(dn: string, newRdn: string, newSuperior?: string): void {
    const object = this.living(dn);
    const rdn = this.rdnFor(object.kind, parseDn(newRdn) ?? []);
    const parent = newSuperior === undefined ? object.parent : this.registry.require(newSuperior);
    if (parent === null || parent.deleted || !parent.kind.holdsOthers) throw namingViolation(parseDn(newSuperior ?? dn) ?? []);
    if (parent.steps.length > object.steps.length && parent.key.endsWith(`,${object.key}`)) throw new AdFault(53, '00002080: SvcErr: DSID-031A0FC0, problem 5003 (WILL_NOT_PERFORM), data 0\n');
    this.registry.refuseTakenPlace([rdn, ...parent.steps], object);
    const formerDn = object.dn;
    this.registry.leave(object);
    object.rdn = rdn;
    object.parent = parent;
    this.registry.enter(object);
    object.note([requireAttribute('name'), requireAttribute(rdn.type.toLowerCase())], this.clock.now(), this.registry.nextUsn());
    this.tell(object, 'moved', { formerDn });
  }

  remove(dn: string): void {
    const object = this.living(dn);
    if (object.children.size > 0) throw new AdFault(66, '00002015: UpdErr: DSID-03100CF3, problem 6003 (CANT_ON_NON_LEAF), data 0\n');
    if (object.parent === null || object.partition !== 'domain' || object.values('isCriticalSystemObject')[0] === 'TRUE') throw new AdFault(53, '00002112: SvcErr: DSID-031A0FC0, problem 5003 (WILL_NOT_PERFORM), data 0\n');
    const bin = this.registry.require(`CN=Deleted Objects,${this.baseDn}`);
    const formerDn = object.dn;
    this.registry.leave(object);
    object.lastKnown = { parent: object.parent, rdn: object.rdn };
    object.deleted = true;
    object.rdn = { type: object.rdn.type, value: `${object.rdn.value.slice(0, 64)}\nDEL:${object.guid}` };
    object.parent = bin;
    this.registry.enter(object);
    object.note([requireAttribute('isDeleted'), requireAttribute('name')], this.clock.now(), this.registry.nextUsn());
    this.tell(object, 'deleted', { formerDn });
  }

  restore(guid: string, dn?: string): void {
    const object = this.byGuid(guid);
    if (object === undefined || object.lastKnown === null) throw new AdFault(32, '0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t\'\'\n');
    const steps = dn === undefined ? null : parseDn(dn);
    if (dn !== undefined && steps === null) throw namingViolation([]);
    const parent = steps === null ? object.lastKnown.parent : this.parentFor(steps);
    const rdn = steps === null ? object.lastKnown.rdn : this.rdnFor(object.kind, steps.slice(0, 1));
    if (parent.deleted) throw this.registry.notThere([rdn, ...parent.steps]);
    this.registry.refuseTakenPlace([rdn, ...parent.steps], object);
    this.registry.refuseTakenNames(namesIn((name) => object.values(name)), object);
    this.registry.leave(object);
    object.deleted = false;
    object.lastKnown = null;
    object.rdn = rdn;
    object.parent = parent;
    this.registry.enter(object);
    object.note([requireAttribute('isDeleted'), requireAttribute('name')], this.clock.now(), this.registry.nextUsn());
    this.tell(object, 'restored');
  }

  purge(guid: string): void {
    const object = this.byGuid(guid);
    if (object === undefined || object.lastKnown === null) throw new AdFault(32, '0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t\'\'\n');
    this.registry.leave(object);
    this.registry.byGuid.delete(object.guid);
  }

  backdate(dn: string, created: Date, changed: Date): void {
    const object = this.registry.require(dn);
    object.whenCreated = created;
    object.whenChanged = changed;
    for (const [number, note] of object.notes) object.notes.set(number, { ...note, at: changed });
  }

  private living(dn: string): AdObject {
    const object = this.registry.require(dn);
    if (object.deleted) throw this.registry.notThere(object.steps);
    return object;
  }

  private create(dn: string, attributes: Given, partition: Partition): AdObject {
    const steps = parseDn(dn);
    if (steps === null || steps.length === 0) throw namingViolation([]);
    const given = new Map(Object.entries(attributes).map(([name, value]) => [requireAttribute(name), isList(value) ? value : [value]]));
    const seed = (name: string): readonly AdValue[] => given.get(requireAttribute(name)) ?? [];
    const kind = structuralClass(seed('objectClass').map(String));
    if (kind === undefined) throw new AdFault(65, '0000207D: UpdErr: DSID-0315166D, problem 6002 (OBJ_CLASS_VIOLATION), data 0\n');
    const isRoot = dn === this.baseDn && partition === 'domain';
    const parent = isRoot ? null : this.parentFor(steps);
    const rdn = this.rdnFor(kind, isRoot ? steps.slice(0, 1) : [steps[0] ?? { type: '', value: '' }]);
    if (!isRoot) this.registry.refuseTakenPlace(steps, null);
    const guidSeed = seed('objectGUID')[0];
    const guid = Buffer.isBuffer(guidSeed) ? guidText(guidSeed) : randomUUID();
    if (this.registry.byGuid.has(guid)) throw new TypeError(`two objects with the GUID ${guid}`);
    const object = new AdObject({ guid, kind, partition, invocationId: this.invocationId, dsaDn: `CN=NTDS Settings,${serverDn(this.host, this.forestDn)}`, rdn, parent, whenCreated: this.clock.now(), usn: this.registry.highestUsn });
    if (isRoot) object.rootSteps = steps;
    const plan = new Map<AdAttribute, readonly AdValue[]>(this.defaults(object, dn).map(([name, values]) => [requireAttribute(name), values]));
    for (const [attribute, values] of given) {
      if (attribute.name === 'objectClass' || attribute.name === 'objectGUID' || NAMING.has(attribute.name)) continue;
      if (attribute.system && !SEEDABLE.has(attribute.name)) refuseSystemAttribute(attribute);
      plan.set(attribute, applyChange(attribute, [], { operation: 'add', attribute: attribute.name, values }));
    }
    this.commit(object, plan);
    object.usnCreated = object.usn;
    return object;
  }

  private defaults(object: AdObject, dn: string): readonly (readonly [string, readonly AdValue[]])[] {
    const sid = object.parent === null ? sidOctets(this.domainSid, null) : sidOctets(this.domainSid, this.relativeId);
    if (object.kind.hasSid && object.parent !== null) this.relativeId += 1;
    return defaultValues({ object, baseDn: this.baseDn, dn, sid });
  }

  /** Checks everything, then writes everything: a request is made whole or not at all. */
  private commit(object: AdObject, plan: ReadonlyMap<AdAttribute, readonly AdValue[]>): void {
    const kept = [...plan].map(([attribute, values]) => [attribute, storable(attribute, values)] as const);
    for (const [attribute, values] of kept) checkCount(attribute, values);
    const planned = (name: string): readonly AdValue[] | undefined => kept.find(([attribute]) => attribute.name === name)?.[1];
    const accountName = (planned('sAMAccountName') ?? object.values('sAMAccountName'))[0]?.toString();
    if (accountName !== undefined && accountName.length > 20 && object.kind.chain.includes('user') && !object.kind.chain.includes('computer')) throw broken('00000523', requireAttribute('sAMAccountName'));
    if (this.actor !== ANOTHER_CONTROLLER) this.registry.refuseTakenNames(namesIn((name) => planned(name) ?? []), object);
    const targets = new Map(kept.filter(([attribute]) => attribute.syntax === 'link').map(([attribute, values]) => [attribute, values.map((dn) => this.registry.require(dn.toString()))]));
    const changed = kept.filter(([attribute, values]) => !sameValues(values, object.values(attribute.name)));
    const isNew = this.registry.byGuid.get(object.guid) !== object;
    if (!isNew && changed.length === 0) return;
    if (!isNew) this.registry.leave(object);
    const written = { at: this.clock.now(), usn: this.registry.nextUsn() };
    const differences = changed.map(([attribute, values]) => differenceOf(attribute.name, object.values(attribute.name), values));
    for (const [attribute, values] of changed) {
      const linked = targets.get(attribute);
      if (linked === undefined) keep(object, attribute, values);
      else relink(object, attribute, { targets: linked, written });
    }
    this.registry.enter(object);
    object.note(changed.map(([attribute]) => attribute), written.at, written.usn);
    this.tell(object, isNew ? 'made' : 'changed', { values: differences });
  }

  private parentFor(steps: readonly Rdn[]): AdObject {
    const above = steps.slice(1);
    const parent = above.length === 0 ? undefined : this.registry.at(dnText(above));
    if (parent === undefined || parent.deleted) throw this.registry.notThere(above);
    if (!parent.kind.holdsOthers) throw namingViolation(steps);
    return parent;
  }

  private rdnFor(kind: AdClass, steps: readonly Rdn[]): Rdn {
    const [step] = steps;
    if (step === undefined || steps.length !== 1 || step.type !== kind.rdn) throw namingViolation(steps);
    if (step.value.length > 64) throw broken('00002082', requireAttribute(kind.rdn));
    return step;
  }
}

function refuseSystemAttribute(attribute: AdAttribute): void {
  if (NAMING.has(attribute.name)) throw new AdFault(67, `00002016: UpdErr: DSID-031A0F4F, problem 6004 (CANT_ON_RDN), data 0 (${attribute.name})\n`);
  if (attribute.system) throw new AdFault(53, `0000209A: SvcErr: DSID-031A1021, problem 5003 (WILL_NOT_PERFORM), data 0 (${attribute.name})\n`);
}

function differenceOf(attribute: string, before: readonly AdValue[], after: readonly AdValue[]): AdWrite['values'][number] {
  const without = (some: readonly AdValue[], others: readonly AdValue[]): readonly AdValue[] => some.filter((value) => !others.some((other) => sameValues([value], [other])));
  return { attribute, added: without(after, before), removed: without(before, after) };
}

function keep(object: AdObject, attribute: AdAttribute, values: readonly AdValue[]): void {
  if (values.length === 0) object.kept.delete(attribute.name.toLowerCase());
  else object.kept.set(attribute.name.toLowerCase(), values);
}

function relink(object: AdObject, attribute: AdAttribute, { targets, written }: { readonly targets: readonly AdObject[]; readonly written: { readonly at: Date; readonly usn: number } }): void {
  const name = attribute.name.toLowerCase();
  const back = (attribute.partner ?? '').toLowerCase();
  const before = [...(object.links.get(name) ?? [])];
  object.noteLinks(attribute.name, { came: targets.filter((each) => !before.includes(each)), went: before.filter((each) => !targets.includes(each)) }, written);
  for (const former of before) former.linkedFrom.get(back)?.delete(object);
  object.links.set(name, new Set(targets));
  for (const target of targets) target.linkedFrom.set(back, (target.linkedFrom.get(back) ?? new Set()).add(object));
}

const namesIn = (values: (name: string) => readonly AdValue[]): { readonly sAMAccountName: string | undefined; readonly userPrincipalName: string | undefined } => ({
  sAMAccountName: values('sAMAccountName')[0]?.toString(),
  userPrincipalName: values('userPrincipalName')[0]?.toString(),
});

const isList = (value: AdValue | readonly AdValue[]): value is readonly AdValue[] => Array.isArray(value);
