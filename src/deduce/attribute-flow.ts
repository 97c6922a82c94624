import type { AdEntry, CloudUser } from '../model/evidence.ts';
import { firstOf } from './attributes.ts';

/**
 * Attributes of a user that pass through unchanged, and their names on the way.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized
 */
export interface Flow {
  readonly ad: string;
  /** In the metaverse. */
  readonly metaverse: string;
  /** In the list of attributes of the Entra connector. */
  readonly connector: string;
  /** In Graph. */
  readonly graph: string;
  /** `undefined` = not asked for; null = asked for and empty. */
  read(user: CloudUser): string | null | undefined;
}

interface Names {
  readonly ad: string;
  readonly graph: string;
  /** Left out: as in AD. */
  readonly connector?: string;
}

const flow = ({ ad, graph, connector = ad }: Names, read: Flow['read']): Flow => ({ ad, metaverse: ad, connector, graph, read });

const extension = (name: string): Flow =>
  flow({ ad: name, graph: `onPremisesExtensionAttributes.${name}` }, ({ onPremisesExtensionAttributes: all }) => (all === undefined || all === null ? undefined : (all[name] ?? null)));

const FLOWS: readonly Flow[] = [
  flow({ ad: 'displayName', graph: 'displayName' }, (user) => user.displayName),
  flow({ ad: 'givenName', graph: 'givenName' }, (user) => user.givenName),
  flow({ ad: 'sn', graph: 'surname', connector: 'surname' }, (user) => user.surname),
  flow({ ad: 'title', graph: 'jobTitle' }, (user) => user.jobTitle),
  flow({ ad: 'department', graph: 'department' }, (user) => user.department),
  flow({ ad: 'company', graph: 'companyName' }, (user) => user.companyName),
  flow({ ad: 'physicalDeliveryOfficeName', graph: 'officeLocation' }, (user) => user.officeLocation),
  flow({ ad: 'co', graph: 'country', connector: 'country' }, (user) => user.country),
  flow({ ad: 'employeeID', graph: 'employeeId' }, (user) => user.employeeId),
  flow({ ad: 'mobile', graph: 'mobilePhone' }, (user) => user.mobilePhone),
  flow({ ad: 'telephoneNumber', graph: 'businessPhones' }, (user) => (user.businessPhones === undefined ? undefined : (user.businessPhones[0] ?? null))),
  ...Array.from({ length: 15 }, (_, at) => extension(`extensionAttribute${at + 1}`)),
];

export interface Difference {
  readonly flow: Flow;
  readonly inAd: string;
  /** Empty when the cloud has no value. */
  readonly inCloud: string;
}

/** Attributes that AD gives a value and the cloud shows otherwise. What was not read of the cloud is no difference. */
export function visibleDifferences(ad: AdEntry, user: CloudUser): readonly Difference[] {
  return FLOWS.flatMap((each): readonly Difference[] => {
    const inAd = firstOf(ad, each.ad)?.trim();
    const cloud = each.read(user);
    if (inAd === undefined || cloud === undefined) return [];
    const inCloud = cloud?.trim() ?? '';
    return inAd === inCloud ? [] : [{ flow: each, inAd, inCloud }];
  });
}
