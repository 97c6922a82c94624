import { AdFault } from './ad-state.ts';
import { dnKey, dnText, parseDn, type Rdn } from './ad-names.ts';
import { broken, requireAttribute } from './ad-values.ts';
import type { AdObject } from './ad-object.ts';

/** Who writes what another domain controller accepted before it could know of ours; it is taken over without a question about names. */
export const ANOTHER_CONTROLLER = 'another domain controller';

/** All objects of the forest, by DN, by GUID, and by the names that must be unique. */
export class AdRegistry {
  readonly byGuid = new Map<string, AdObject>();
  private readonly byKey = new Map<string, AdObject>();
  private readonly byName = new Map<string, AdObject>();
  private usn = 12_000;

  nextUsn(): number {
    this.usn += 1;
    return this.usn;
  }

  get highestUsn(): number {
    return this.usn;
  }

  at(dn: string): AdObject | undefined {
    const steps = parseDn(dn);
    return steps === null ? undefined : this.byKey.get(dnKey(steps));
  }

  /** The object at this DN; AD's answers for one that is not there. */
  require(dn: string): AdObject {
    const steps = parseDn(dn);
    if (steps === null) throw new AdFault(34, `0000208F: NameErr: DSID-03100225, problem 2006 (BAD_NAME), data 8350, best match of:\n\t'${dn}'\n`);
    const found = this.byKey.get(dnKey(steps));
    if (found === undefined) throw this.notThere(steps);
    return found;
  }

  notThere(steps: readonly Rdn[]): AdFault {
    const nearest = steps.map((_, index) => this.byKey.get(dnKey(steps.slice(index)))).find((each) => each !== undefined);
    return new AdFault(32, `0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${nearest?.dn ?? ''}'\n`);
  }

  /** Puts an object, with all below it, into or out of the indexes. */
  enter(object: AdObject): void {
    this.byGuid.set(object.guid, object);
    this.byKey.set(object.key, object);
    object.parent?.children.add(object);
    if (!object.deleted) this.namesOf(object).filter((name) => !this.byName.has(name)).forEach((name) => this.byName.set(name, object));
    for (const child of [...object.children]) this.enter(child);
  }

  leave(object: AdObject): void {
    this.forget(object);
    object.parent?.children.delete(object);
  }

  private forget(object: AdObject): void {
    this.byKey.delete(object.key);
    this.namesOf(object).filter((name) => this.byName.get(name) === object).forEach((name) => this.byName.delete(name));
    for (const child of object.children) this.forget(child);
  }

  /** AD keeps sAMAccountName and userPrincipalName unique, without regard to case. */
  refuseTakenNames(names: { readonly sAMAccountName?: string | undefined; readonly userPrincipalName?: string | undefined }, self: AdObject | null): void {
    const holder = (attribute: string, value: string | undefined): boolean => {
      const found = value === undefined ? undefined : this.byName.get(`${attribute}:${value.toLowerCase()}`);
      return found !== undefined && found !== self;
    };
    if (holder('sAMAccountName', names.sAMAccountName)) throw entryExists();
    if (holder('userPrincipalName', names.userPrincipalName)) throw broken('000021C8', requireAttribute('userPrincipalName'));
  }

  refuseTakenPlace(steps: readonly Rdn[], self: AdObject | null): void {
    const found = this.byKey.get(dnKey(steps));
    if (found !== undefined && found !== self) throw entryExists();
  }

  objects(): readonly AdObject[] {
    return [...this.byGuid.values()];
  }

  private namesOf(object: AdObject): readonly string[] {
    return ['sAMAccountName', 'userPrincipalName'].flatMap((attribute) => object.values(attribute).map((value) => `${attribute}:${value.toString().toLowerCase()}`));
  }
}

const entryExists = (): AdFault => new AdFault(68, '00000524: UpdErr: DSID-031A11E2, problem 6005 (ENTRY_EXISTS), data 0\n');

/** Code 64 for a name or a place that the schema does not allow. */
export const namingViolation = (steps: readonly Rdn[]): AdFault =>
  new AdFault(64, `00002099: NameErr: DSID-03050F7F, problem 2005 (NAMING_VIOLATION), data 0, best match of:\n\t'${dnText(steps)}'\n`);
