import type { Delivery, Json } from './bot-connector-contract.ts';

/** What an invoke's answer makes the client do. */
type InvokeAnswer =
  | { readonly shows: 'card'; readonly card: Json }
  | { readonly shows: 'message'; readonly text: string }
  | { readonly shows: 'failure'; readonly text: string }
  | { readonly shows: 'nothing' };

const UNREACHABLE = 'Unable to reach app. Please try again.';
const WENT_WRONG = 'Something went wrong. Please try again.';

/** Reads the answer to `adaptiveCard/action` by the rules of Universal Actions: HTTP 200 always, the outcome in the body. */
export function invokeAnswer(delivery: Delivery): InvokeAnswer {
  if (delivery.status === null) return { shows: 'failure', text: UNREACHABLE };
  if (delivery.status !== 200) return { shows: 'failure', text: WENT_WRONG };
  if (delivery.body === null) return { shows: 'nothing' };
  if (!isObject(delivery.body)) return { shows: 'failure', text: WENT_WRONG };
  return answerInBody(delivery.body);
}

function answerInBody(body: Json): InvokeAnswer {
  const { statusCode, type, value } = body;
  if (typeof statusCode !== 'number') return { shows: 'failure', text: WENT_WRONG };
  if (statusCode === 401) return { shows: 'failure', text: 'Sign-in is required to use this card.' };
  if (statusCode !== 200) return { shows: 'failure', text: isObject(value) && typeof value['message'] === 'string' ? value['message'] : WENT_WRONG };
  if (type === 'application/vnd.microsoft.card.adaptive' && isObject(value)) return { shows: 'card', card: value };
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string') return { shows: 'message', text: value };
  return { shows: 'failure', text: WENT_WRONG };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
