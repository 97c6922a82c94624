import { AdFault, type AdRecord, type AdState } from '../company/ad-state.ts';
import { isInCatalog } from '../company/ad-schema.ts';

/** The global catalog over the domains of one forest: every object with few attributes, nothing to be changed. The first state is the domain whose server it runs on. */
export function catalogOf(domains: readonly [AdState, ...AdState[]]): AdState {
  const [home] = domains;
  const refuse = (): never => {
    throw new AdFault(53, '00002035: LdapErr: DSID-0C090FC8, comment: Operation not allowed through GC port, data 0, v4563');
  };
  const first = (find: (state: AdState) => AdRecord | undefined): AdRecord | undefined => domains.map(find).find((each) => each !== undefined);
  return {
    domain: home.domain,
    baseDn: home.baseDn,
    forestDn: home.forestDn,
    host: home.host,
    all: () => domains.flatMap((state) => state.all()).map(partial),
    deletedObjects: () => [],
    configurationObjects: () => home.configurationObjects(),
    highestUsn: () => home.highestUsn(),
    byDn: (dn) => (dn === '' ? wholeForest : first((state) => state.byDn(dn))),
    byGuid: (guid) => first((state) => state.byGuid(guid)),
    actAs: (_account, work) => work(),
    watch: () => undefined,
    add: refuse, modify: refuse, rename: refuse, remove: refuse, restore: refuse, purge: refuse, backdate: refuse,
  };
}

/** The empty base, which only a catalog has. */
const wholeForest: AdRecord = { guid: '', dn: '', deleted: false, values: () => [], attributes: () => [], whenCreated: new Date(0), whenChanged: new Date(0), usn: 0 };

function partial(record: AdRecord): AdRecord {
  return {
    guid: record.guid,
    dn: record.dn,
    deleted: record.deleted,
    values: (name) => (isInCatalog(name) ? record.values(name) : []),
    attributes: () => record.attributes().filter(({ name }) => isInCatalog(name)),
    whenCreated: record.whenCreated,
    whenChanged: record.whenChanged,
    usn: record.usn,
  };
}
