/** The least that a bot can be configured with. */
export const plainBotConfig = {
  tenantId: '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10',
  chat: { appId: '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01', credential: { secretFile: 'app.secret' } },
  graph: { read: { clientId: '0b07a991-2222-4c2d-8e3f-5a6b7c8d9e02', credential: { secretFile: 'app.secret' } } },
  listen: {}, admin: { tokenFile: 'admin.token' }, store: { file: 'store.db' }, approval: { policyFile: 'approval.yaml' }, relay: { jobKeyFile: 'job-key.pem' },
};
