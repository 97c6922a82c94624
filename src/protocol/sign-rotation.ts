import type { KeyObject } from 'node:crypto';
import { signText, textIsSigned } from './keys.ts';

/** The key that a relay wants to have from now on, by its RFC 7638 thumbprint. */
interface RotationToSign {
  readonly relayId: string;
  readonly fingerprint: string;
}

/** Made with the new key: shows that the relay has its private half. The request around it is signed with the old one. */
export const proveRotation = (rotation: RotationToSign, newKey: KeyObject): string => signText(textOf(rotation), newKey);

export const rotationIsProven = (rotation: RotationToSign, proof: string, newKey: KeyObject): boolean => textIsSigned(textOf(rotation), proof, newKey);

const textOf = ({ relayId, fingerprint }: RotationToSign): string => ['syncwhy-relay-rotation/1', relayId, fingerprint].join('\n');
