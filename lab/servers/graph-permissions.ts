import { GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID } from '../company/cast.ts';

/** The application permissions that the documentation asks an operator to consent to. */
export const READER_PERMISSIONS: readonly string[] = [
  'User.Read.All', 'Group.Read.All', 'GroupMember.Read.All', 'OrgContact.Read.All', 'Organization.Read.All', 'Domain.Read.All', 'LicenseAssignment.Read.All', 'RoleManagement.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory', 'Device.Read.All', 'AuditLog.Read.All', 'Application.Read.All', 'Synchronization.Read.All',
];
export const WRITER_PERMISSIONS: readonly string[] = [
  'User.ReadWrite.All', 'User.DeleteRestore.All', 'User.RevokeSessions.All', 'LicenseAssignment.ReadWrite.All', 'GroupMember.ReadWrite.All', 'Group.ReadWrite.All',
  'User-OnPremisesSyncBehavior.ReadWrite.All', 'Group-OnPremisesSyncBehavior.ReadWrite.All', 'Contacts-OnPremisesSyncBehavior.ReadWrite.All',
];

/** What the pretend tenant granted to each application of the pretend company. */
export const grantedTo = (clientId: string): readonly string[] => (clientId === GRAPH_READER_APP_ID ? READER_PERMISSIONS : clientId === GRAPH_WRITER_APP_ID ? WRITER_PERMISSIONS : []);
