declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** GUID of an AD object as text with dashes, lower case, e.g. `8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f`. */
export type ObjectGuid = Branded<'ObjectGuid'>;
/** Entra object id (oid) of a person; the only key used for authorisation. */
export type PersonId = Branded<'PersonId'>;
/** 128-bit random id of a plan, as a UUID. */
export type PlanId = Branded<'PlanId'>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A GUID in either case, as people and other systems write it. */
export const isGuid = (text: string): boolean => GUID.test(text.toLowerCase());

export const isObjectGuid = (text: string): text is ObjectGuid => GUID.test(text);
export const isPersonId = (text: string): text is PersonId => GUID.test(text);
export const isPlanId = (text: string): text is PlanId => GUID.test(text);
