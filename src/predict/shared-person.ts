import { sameText } from '../deduce/attributes.ts';
import { attributeOf, textsOf } from '../deduce/metaverse-person.ts';
import { guidsOf, isGuidAnchor } from '../deduce/source-anchor.ts';
import { sameDn } from '../model/distinguished-name.ts';
import type { CsObject, MvObject } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';

type Line = NonNullable<MvObject['Lineage']>[number];

/**
 * Whether the person in the metaverse is that of another account of the same forest, to which this one was joined by mistake: what goes out bears the anchor of the
 * other one.
 */
export function isOfAnother(ad: AdObject, importing: CsObject | undefined, person: MvObject): boolean {
  const lines = person.Lineage ?? [];
  const own = lines.find((line) => isOwn(line, ad, importing));
  const anchor = ['cloudSourceAnchor', 'sourceAnchor'].flatMap((name) => textsOf(attributeOf(person, name)))[0];
  const beside = own !== undefined && lines.some((line) => line !== own && sameText(line.ConnectorName, own.ConnectorName));
  return beside && anchor !== undefined && isGuidAnchor(anchor) && !guidsOf(ad).includes(anchor);
}

/** The person goes on without the account that was joined to it by mistake. */
export const withoutLine = (ad: AdObject, importing: CsObject | undefined, person: MvObject): MvObject => ({ ...person, Lineage: (person.Lineage ?? []).filter((line) => !isOwn(line, ad, importing)) });

const isOwn = ({ ConnectedCsObjectDN: dn, ConnectedCsObjectId: id }: Line, ad: AdObject, importing: CsObject | undefined): boolean => (typeof dn === 'string' && sameDn(dn, ad.dn)) || (importing !== undefined && id === importing.ObjectId);
