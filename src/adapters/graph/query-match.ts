import type { CloudObject } from '../../model/evidence.ts';
import type { TenantQuery } from '../../ports/tenant.ts';

type Found = CloudObject & { readonly userPrincipalName?: string | null | undefined; readonly onPremisesImmutableId?: string | null | undefined; readonly deviceId?: string | null | undefined };

/**
 * Whether an object answers the (usable) query, decided here and not by Graph's filters, whose regard for case is not documented:
 * anchors ordinally, addresses and sign-in names without case, names without case and accents.
 */
export function queryMatch(query: TenantQuery): (object: Found) => boolean {
  const ids = folded(query.ids);
  const anchors = new Set(query.anchors);
  const names = new Set(query.names.map(plain));
  const upns = folded(query.upns);
  const addresses = folded(query.addresses);
  const deviceIds = folded(query.deviceIds ?? []);
  return (object) => {
    const upn = signInName(object);
    return (
      ids.has(object.id.toLowerCase()) ||
      anchors.has(object.onPremisesImmutableId ?? '') ||
      deviceIds.has(object.deviceId?.toLowerCase() ?? '') ||
      (upn !== '' && (upns.has(upn) || names.has(plain(upn.split('@')[0] ?? '')))) ||
      addressesOf(object).some((mail) => addresses.has(mail)) ||
      [object.displayName, object.mailNickname].some((name) => name !== null && name !== undefined && names.has(plain(name)))
    );
  };
}

const folded = (values: readonly string[]): ReadonlySet<string> => new Set(values.map((value) => value.toLowerCase()));

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The sign-in name in lower case; of a deleted user without the id in front. */
function signInName({ id, userPrincipalName }: Found): string {
  const upn = (userPrincipalName ?? '').toLowerCase();
  const front = id.replaceAll('-', '').toLowerCase();
  return upn.startsWith(front) ? upn.slice(front.length) : upn;
}

const addressesOf = ({ mail, proxyAddresses }: Found): readonly string[] =>
  [mail ?? '', ...(proxyAddresses ?? []).filter((address) => /^smtp:/i.test(address)).map((address) => address.slice(5))].filter((address) => address !== '').map((address) => address.toLowerCase());
