import type { AdObject } from '../model/exhibits.ts';
import type { EvidenceItem } from '../model/verdict.ts';

export const inAd = (ad: AdObject, what: string, value: string): EvidenceItem => ({ from: 'directory', what, value, at: ad.dn });

export const inEntra = (what: string, value: string, at?: string): EvidenceItem => ({ from: 'entra', what, value, at });

export const onServer = (server: string, what: string, value: string): EvidenceItem => ({ from: 'sync-server', what, value, at: server });
