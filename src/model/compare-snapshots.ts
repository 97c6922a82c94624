import type { CloudSnapshot, SnapshotLicence } from './cloud-snapshot.ts';
import type { CloudUser } from './evidence.ts';

/** One thing of the account of before, and what has become of it. */
export interface SnapshotLine {
  readonly what: string;
  readonly is: 'there' | 'different' | 'missing' | 'more' | 'cannot-tell';
  /** For people: "licence ENTERPRISEPACK: missing". */
  readonly says: string;
}

/** What of the account of before the account of now has, part by part; what one of the two does not tell is named. */
export const compareSnapshots = (before: CloudSnapshot, after: CloudSnapshot): readonly SnapshotLine[] => [
  ...values(before.user, after.user),
  ...part('licences', before.licences?.map(licenceItem), after.licences?.map(licenceItem)),
  ...part('groups', before.groups?.map(({ id, name }) => item('group', id, name)), after.groups?.map(({ id, name }) => item('group', id, name))),
  ...part('owned groups', before.ownedGroups?.map(({ id, name }) => item('ownership of', id, name)), after.ownedGroups?.map(({ id, name }) => item('ownership of', id, name))),
  ...part('directory roles', before.roles?.map(roleItem), after.roles?.map(roleItem)),
  ...part('application roles', before.appRoles?.map(appRoleItem), after.appRoles?.map(appRoleItem)),
  ...part('manager', one('manager', before.manager), one('manager', after.manager)),
  ...part('direct reports', before.directReports === undefined ? undefined : [{ key: 'direct reports', what: 'direct reports', state: String(before.directReports) }], after.directReports === undefined ? undefined : [{ key: 'direct reports', what: 'direct reports', state: String(after.directReports) }]),
  ...part('mailbox', mailbox(before), mailbox(after)),
  ...unreadOnly(before),
];

interface Item {
  readonly key: string;
  readonly what: string;
  /** What may differ although it is there. */
  readonly state: string;
}

const item = (kind: string, key: string, name: string): Item => ({ key, what: `${kind} ${name}`, state: '' });

const licenceItem = ({ skuId, skuName, disabledPlans, fromGroup }: SnapshotLicence): Item => ({
  key: `${skuId} ${fromGroup?.id ?? ''}`.toLowerCase(),
  what: `licence ${skuName}${fromGroup === null ? '' : ` through ${fromGroup.name}`}`,
  state: disabledPlans.length === 0 ? 'all its plans on' : `off: ${disabledPlans.map((plan) => plan.toLowerCase()).toSorted().join(', ')}`,
});

const roleItem = ({ roleId, roleName, how, scope }: NonNullable<CloudSnapshot['roles']>[number]): Item => item(how === 'eligible' ? 'eligibility for' : 'directory role', `${roleId} ${how} ${scope}`, `${roleName}${scope === '/' ? '' : ` (${scope})`}`);

const appRoleItem = ({ appRoleId, application }: NonNullable<CloudSnapshot['appRoles']>[number]): Item => item('application', `${application.id} ${appRoleId}`, application.name);

const one = (kind: string, named: CloudSnapshot['manager']): readonly Item[] | undefined => (named === undefined ? undefined : named === null ? [] : [{ key: kind, what: kind, state: named.name }]);

const mailbox = ({ mailbox: is }: CloudSnapshot): readonly Item[] | undefined => (is === undefined ? undefined : is === 'none' ? [] : [{ key: 'mailbox', what: 'mailbox', state: '' }]);

function part(name: string, before: readonly Item[] | undefined, after: readonly Item[] | undefined): readonly SnapshotLine[] {
  if (before === undefined || after === undefined) return [{ what: name, is: 'cannot-tell', says: `${name}: ${before === undefined ? 'not read before' : 'cannot be read now'}` }];
  const more = after.filter(({ key }) => !before.some((each) => each.key === key));
  return [...before.map((each) => becomes(each, after.find(({ key }) => key === each.key))), ...more.map(({ what }): SnapshotLine => ({ what, is: 'more', says: `${what}: was not there before` }))];
}

function becomes({ what, state }: Item, now: Item | undefined): SnapshotLine {
  if (now === undefined) return { what, is: 'missing', says: `${what}: missing` };
  if (now.state !== state) return { what, is: 'different', says: `${what}: ${state} before, ${now.state} now` };
  return { what, is: 'there', says: `${what}: there` };
}

/** Properties that belong to the person; those of the moment and of the copy in the cloud are not compared. */
const COMPARED: readonly (keyof CloudUser)[] = [
  'userPrincipalName', 'displayName', 'mail', 'mailNickname', 'proxyAddresses', 'otherMails', 'usageLocation', 'accountEnabled', 'userType', 'givenName', 'surname', 'jobTitle', 'department', 'companyName',
  'officeLocation', 'country', 'employeeId', 'mobilePhone', 'businessPhones',
];

function values(before: CloudUser, after: CloudUser): readonly SnapshotLine[] {
  return COMPARED.flatMap((name): readonly SnapshotLine[] => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined || is === undefined) return was === is ? [] : [{ what: name, is: 'cannot-tell', says: `${name}: ${was === undefined ? 'not read before' : 'cannot be read now'}` }];
    if (spoken(was) === spoken(is)) return [{ what: name, is: 'there', says: `${name}: as before` }];
    return [{ what: name, is: spoken(is) === 'empty' ? 'missing' : 'different', says: `${name}: ${spoken(was)} before, ${spoken(is)} now` }];
  });
}

function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map(String).toSorted().join(', ');
  return value === null || value === '' ? 'empty' : String(value);
}

const PARTS = ['licences', 'groups', 'ownedGroups', 'roles', 'manager', 'directReports', 'appRoles', 'mailbox'];

/** What no part stands for, such as the OneDrive. */
const unreadOnly = ({ unread }: CloudSnapshot): readonly SnapshotLine[] =>
  unread.filter(({ what }) => !PARTS.includes(what.replace('snapshot.', ''))).map(({ what, detail }) => ({ what: what.replace('snapshot.', ''), is: 'cannot-tell', says: `${what.replace('snapshot.', '')}: ${detail ?? 'not read'}` }));
