/** The service refuses versions of Entra Connect below these from these days on. Source: learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate */
export const VERSION_CLIFFS = [
  { below: '2.5.79.0', from: new Date('2026-09-30T00:00:00Z') },
  { below: '2.0.0.0', from: new Date('2023-10-01T00:00:00Z') },
] as const;
