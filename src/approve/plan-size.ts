import { lanesOf } from '../model/lanes.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { canonicalJson } from '../protocol/canonical-json.ts';

/**
 * Octets of what a plan is made of, as it is kept and as it travels: with every step the relay is sent the whole of it, and reads no more than 4 MB for each step that it
 * asks for. An undo has the same values in it and a few words more, and what has run must not stay for its size.
 */
export const MOST_OCTETS = 2 * 1024 * 1024;
export const MOST_OCTETS_OF_UNDO = MOST_OCTETS * 1.2;
/** Letters of one value: a photo of 100 KB in base64 fits, which is the largest that Entra ID takes. The relay refuses a job with a longer one. */
export const LONGEST_VALUE = 140_000;
/** Octets of the prediction besides, which is kept only. */
const MOST_OF_PREDICTION = 4 * 1024 * 1024;

/** Why a plan is too large to be kept and sent, and what to do; null for one that fits. */
export function tooLarge({ content, prediction, undoes }: Pick<Plan, 'content' | 'prediction' | 'undoes'>): string | null {
  if (longestIn(content.steps) > LONGEST_VALUE) return `This change holds a value that is longer than ${LONGEST_VALUE.toLocaleString('en')} characters, which is not sent to a relay, so I made no plan. A person has to make this change.`;
  const most = undoes === null ? MOST_OCTETS : MOST_OCTETS_OF_UNDO;
  const octets = octetsOf(content);
  if (octets <= most && octetsOf(prediction) <= MOST_OF_PREDICTION) return null;
  const size = Math.max(octets, octetsOf(prediction));
  const lanes = lanesOf(content);
  if (lanes.length < 2) return `The values that this change holds come to ${megabytes(size)} MB, and a plan can hold ${megabytes(most)} MB, so I made no plan. A person has to make this change.`;
  const fit = octets > most ? lanesThatFit(octets, most, lanes) : Math.floor((lanes.length * MOST_OF_PREDICTION) / size);
  const advice = fit < 1 ? 'Not even one of them fits: a person has to make this change' : `The first ${fit} of its ${lanes.length} objects fit: ask for ${fit} or fewer at once`;
  return `This plan would come to ${megabytes(size)} MB, and a plan can hold ${megabytes(most)} MB, so I made none. ${advice}.`;
}

/** What all objects share stays; a few octets of each object besides its steps are counted with them. */
function lanesThatFit(octets: number, most: number, lanes: readonly { readonly steps: readonly PlanStep[] }[]): number {
  const each = lanes.map(({ steps }) => octetsOf(steps) + BESIDES);
  let left = most - Math.max(0, octets - each.reduce((sum, lane) => sum + lane, 0));
  const end = each.findIndex((lane) => (left -= lane) < 0);
  return end === -1 ? lanes.length - 1 : end;
}

/** A target with its names, at the most usual. */
const BESIDES = 300;

function longestIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? Object.values(value).reduce((longest: number, each) => Math.max(longest, longestIn(each)), 0) : 0;
}

const octetsOf = (value: unknown): number => Buffer.byteLength(canonicalJson(value));

/** Rounded up, so that what is too large never looks like the limit. */
const megabytes = (octets: number): string => (Math.ceil((octets / 1024 / 1024) * 10) / 10).toFixed(1);
