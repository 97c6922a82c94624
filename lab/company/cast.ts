/** Who and what exists in the pretend company; fixed ids, so that configuration, tests and screens agree. */
export const TENANT_ID = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
export const OTHER_TENANT_ID = '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0';
export const INITIAL_DOMAIN = 'contoso.onmicrosoft.com';
export const MAIL_DOMAIN = 'contoso.com';
export const AD_DOMAIN = 'corp.contoso.com';
export const BASE_DN = 'DC=corp,DC=contoso,DC=com';
export const SYNC_SERVER = 'SYNC01';

/** Applications: the chat channel, reading Graph, writing Graph. */
export const BOT_APP_ID = '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01';
export const GRAPH_READER_APP_ID = '0b07a991-2222-4c2d-8e3f-5a6b7c8d9e02';
export const GRAPH_WRITER_APP_ID = '0b07a991-3333-4c2d-8e3f-5a6b7c8d9e03';

/** Applications that people sign in to for one plan: in the browser, and from their own machine. */
export const SEAL_APP_ID = '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04';
export const OWN_MACHINE_APP_ID = '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05';

/** Security groups in Entra that the approval policy names. */
export const ADMINS_GROUP_ID = '7a6b5c4d-0001-4e2f-8a3b-1c2d3e4f5a61';
export const ANCHOR_APPROVERS_GROUP_ID = '7a6b5c4d-0002-4e2f-8a3b-1c2d3e4f5a62';

export interface CastMember {
  readonly key: string;
  readonly displayName: string;
  readonly oid: string;
  readonly upn: string;
  readonly tenantId: string;
  readonly userType: 'Member' | 'Guest';
  /** What the chat window says beside the name. */
  readonly role: string;
  readonly groups: readonly string[];
  readonly employeeId: string | null;
}

/** The people of the chat. Ana asks, Ben and Chloe approve; Gil is a guest; Olga belongs to another tenant. These two write although they are in no roster. Ana's administrator account has her employee id, Ben's has none. */
export const CAST: readonly CastMember[] = [
  { key: 'ana', displayName: 'Ana Ruiz', oid: 'a0a0a0a0-0001-4f6e-8d5c-4b3a29180701', upn: 'ana.ruiz@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'admin', groups: [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID], employeeId: 'E1001' },
  { key: 'ben', displayName: 'Ben Osei', oid: 'a0a0a0a0-0002-4f6e-8d5c-4b3a29180702', upn: 'ben.osei@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'admin', groups: [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID], employeeId: 'E1002' },
  { key: 'chloe', displayName: 'Chloe Martin', oid: 'a0a0a0a0-0003-4f6e-8d5c-4b3a29180703', upn: 'chloe.martin@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'admin', groups: [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID], employeeId: 'E1003' },
  { key: 'hugo', displayName: 'Hugo Lind', oid: 'a0a0a0a0-0004-4f6e-8d5c-4b3a29180704', upn: 'hugo.lind@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'help desk, no approver', groups: [], employeeId: 'E1004' },
  { key: 'gil', displayName: 'Gil Fabri', oid: 'a0a0a0a0-0005-4f6e-8d5c-4b3a29180705', upn: 'gil_fabrikam.com#EXT#@contoso.onmicrosoft.com', tenantId: TENANT_ID, userType: 'Guest', role: 'guest', groups: [ADMINS_GROUP_ID], employeeId: null },
  { key: 'olga', displayName: 'Olga Petrov', oid: 'a0a0a0a0-0006-4f6e-8d5c-4b3a29180706', upn: 'olga@northwind.example', tenantId: OTHER_TENANT_ID, userType: 'Member', role: 'outsider, other tenant', groups: [], employeeId: null },
  { key: 'adm-ana', displayName: 'ADM Ana', oid: 'a0a0a0a0-0007-4f6e-8d5c-4b3a29180707', upn: 'adm-ana@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'second account of Ana', groups: [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID], employeeId: 'E1001' },
  { key: 'adm-ben', displayName: 'ADM Ben', oid: 'a0a0a0a0-0008-4f6e-8d5c-4b3a29180708', upn: 'adm-ben@contoso.com', tenantId: TENANT_ID, userType: 'Member', role: 'admin account, nobody knows whose', groups: [ADMINS_GROUP_ID, ANCHOR_APPROVERS_GROUP_ID], employeeId: null },
];
