import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import { canonicalJson, sha256Hex } from './canonical-json.ts';

/** SHA-256 (hex) of the canonical JSON of a snapshot: what a plan names, so that nobody changes the snapshot behind it. */
export const snapshotHash = (snapshot: CloudSnapshot): string => sha256Hex(canonicalJson(snapshot));
