import { createRequire } from 'node:module';

interface Validation { readonly validationEvents: readonly { readonly message: string }[] }
interface Parser {
  AdaptiveCard: new () => { parse(json: unknown, context: unknown): void; validateProperties(): Validation };
  SerializationContext: new (version: unknown) => { eventCount: number; getEventAt(index: number): { readonly message: string } };
  Versions: { readonly v1_5: unknown };
}

const parser = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Parser;

/** What Microsoft's own parser has to say against a card; empty when nothing. */
export function cardFaults(card: unknown): readonly string[] {
  const context = new parser.SerializationContext(parser.Versions.v1_5);
  const parsed = new parser.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...events, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** Every object inside a value, the value included. */
export function everyObject(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(everyObject);
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.fromEntries(Object.entries(value));
  return [own, ...Object.values(own).flatMap(everyObject)];
}

/** Every text inside a value. */
export function everyText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(everyText);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyText) : [];
}
