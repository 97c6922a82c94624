import type { AdRecord, AdValue } from './ad-state.ts';
import { descriptorOctets } from './ad-descriptor.ts';
import { generalizedTime, guidOctets, metadataOctets, type WriteNote } from './ad-metadata.ts';
import { dnKey, dnText, type Rdn } from './ad-names.ts';
import { attributeWords, valueWords, type LinkNote } from './ad-replication-words.ts';
import { attributeNumber, schemaAttribute, type AdAttribute, type AdClass } from './ad-schema.ts';

export type Partition = 'domain' | 'configuration' | 'schema';

/** An object as the database keeps it. Links point at objects, so they follow renames as AD's do. */
export class AdObject implements AdRecord {
  readonly guid: string;
  readonly kind: AdClass;
  readonly partition: Partition;
  readonly invocationId: Buffer;
  /** DN of the NTDS Settings of the domain controller. */
  readonly dsaDn: string;
  readonly kept = new Map<string, readonly AdValue[]>();
  readonly links = new Map<string, Set<AdObject>>();
  readonly linkedFrom = new Map<string, Set<AdObject>>();
  readonly children = new Set<AdObject>();
  readonly notes = new Map<number, WriteNote>();
  /** By attribute and GUID of the target. */
  readonly linkNotes = new Map<string, Omit<LinkNote, 'target'> & { readonly object: AdObject }>();
  rdn: Rdn;
  parent: AdObject | null;
  deleted = false;
  whenCreated: Date;
  whenChanged: Date;
  usn: number;
  usnCreated: number;
  lastKnown: { readonly parent: AdObject; readonly rdn: Rdn } | null = null;

  constructor(given: Pick<AdObject, 'guid' | 'kind' | 'partition' | 'invocationId' | 'dsaDn' | 'rdn' | 'parent' | 'whenCreated' | 'usn'>) {
    this.guid = given.guid;
    this.kind = given.kind;
    this.partition = given.partition;
    this.invocationId = given.invocationId;
    this.dsaDn = given.dsaDn;
    this.rdn = given.rdn;
    this.parent = given.parent;
    this.whenCreated = this.whenChanged = given.whenCreated;
    this.usn = this.usnCreated = given.usn;
  }

  /** The base of the domain keeps its whole DN in one object, so its steps come from its own text. */
  get steps(): readonly Rdn[] {
    return this.parent === null ? this.rootSteps : [this.rdn, ...this.parent.steps];
  }

  rootSteps: readonly Rdn[] = [];

  get dn(): string {
    return dnText(this.steps);
  }

  get key(): string {
    return dnKey(this.steps);
  }

  values(name: string): readonly AdValue[] {
    const attribute = schemaAttribute(name);
    return attribute === undefined ? [] : this.valuesOf(attribute);
  }

  attributes(): readonly { readonly name: string; readonly values: readonly AdValue[] }[] {
    const names = [...COMPUTED, ...this.kept.keys(), ...this.links.keys(), ...this.linkedFrom.keys()];
    return [...new Set(names)]
      .flatMap((name) => schemaAttribute(name) ?? [])
      .map((attribute) => ({ name: attribute.name, values: this.valuesOf(attribute) }))
      .filter(({ name, values }) => values.length > 0 && !ON_DEMAND.has(name));
  }

  private valuesOf(attribute: AdAttribute): readonly AdValue[] {
    const name = attribute.name.toLowerCase();
    if (attribute.syntax === 'link') return alive(this.links.get(name));
    if (attribute.syntax === 'back-link') return alive(this.linkedFrom.get(name));
    return this.computed(attribute.name) ?? this.kept.get(name) ?? [];
  }

  private computed(name: string): readonly AdValue[] | null {
    switch (name) {
      case 'distinguishedName': return [this.dn];
      case 'objectGUID': return [guidOctets(this.guid)];
      case 'objectClass': return this.kind.chain;
      case 'name': return [this.rdn.value];
      case 'cn': case 'ou': case 'dc': return name.toUpperCase() === this.kind.rdn ? [this.rdn.value] : null;
      case 'whenCreated': return [generalizedTime(this.whenCreated)];
      case 'whenChanged': return [generalizedTime(this.whenChanged)];
      case 'uSNCreated': return [String(this.usnCreated)];
      case 'uSNChanged': return [String(this.usn)];
      case 'isDeleted': return this.deleted ? ['TRUE'] : [];
      case 'lastKnownParent': return this.lastKnown === null ? [] : [this.lastKnown.parent.dn];
      case 'msDS-LastKnownRDN': return this.lastKnown === null ? [] : [this.lastKnown.rdn.value];
      case 'replPropertyMetaData': return [metadataOctets([...this.notes.values()], this.invocationId)];
      case 'msDS-ReplAttributeMetaData': return [...this.notes.values()].map((note) => attributeWords(note, this));
      case 'msDS-ReplValueMetaData': return [...this.linkNotes.values()].map((note) => valueWords({ ...note, target: note.object.dn }, this));
      case 'nTSecurityDescriptor': return this.kept.get('ntsecuritydescriptor') ?? [descriptorOctets({ inherits: true })];
      default: return null;
    }
  }

  /** Notes one more write of these attributes at this time. */
  note(attributes: readonly AdAttribute[], at: Date, usn: number): void {
    for (const attribute of attributes) {
      if (attribute.syntax === 'link') continue;
      const number = attributeNumber(attribute);
      this.notes.set(number, { number, name: attribute.name, version: (this.notes.get(number)?.version ?? 0) + 1, at, usn });
    }
    this.whenChanged = at;
    this.usn = usn;
  }

  /** Notes the values of a link that came and went. */
  noteLinks(attribute: string, change: { readonly came: readonly AdObject[]; readonly went: readonly AdObject[] }, written: { readonly at: Date; readonly usn: number }): void {
    for (const [targets, isGone] of [[change.came, false], [change.went, true]] as const) {
      for (const object of targets) {
        const before = this.linkNotes.get(`${attribute} ${object.guid}`);
        const created = isGone ? (before?.created ?? written.at) : written.at;
        this.linkNotes.set(`${attribute} ${object.guid}`, { attribute, object, version: (before?.version ?? 0) + 1, created, deleted: isGone ? written.at : null, usn: written.usn });
      }
    }
  }
}

/** Attributes that AD shows only to those who ask for them by name. */
const ON_DEMAND: ReadonlySet<string> = new Set(['replPropertyMetaData', 'msDS-ReplAttributeMetaData', 'msDS-ReplValueMetaData', 'nTSecurityDescriptor']);

const COMPUTED = ['distinguishedname', 'objectguid', 'objectclass', 'name', 'cn', 'ou', 'dc', 'whencreated', 'whenchanged', 'usncreated', 'usnchanged', 'isdeleted', 'lastknownparent', 'msds-lastknownrdn'];

const alive = (objects: ReadonlySet<AdObject> | undefined): readonly string[] => [...(objects ?? [])].filter((each) => !each.deleted).map((each) => each.dn);
