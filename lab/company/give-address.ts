import type { AdState } from './ad-state.ts';
import { adPerson, setAttribute } from './find-person.ts';

/** Gives an AD account one more second address: a harmless change that the next cycle would carry to Entra. */
export const giveAddress = (ad: AdState, sam: string, address: string): void =>
  setAttribute(ad, sam, { proxyAddresses: [...adPerson(ad, sam).values('proxyAddresses'), `smtp:${address}`] });
