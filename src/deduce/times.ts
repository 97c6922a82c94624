import { rememberedText } from '../model/remembered.ts';

const GENERALIZED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2}))?(?:[.,](\d+))?(Z|[+-]\d{4})?$/;
const SPAN = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?$/;
const NEVER = 0x7fffffffffffffffn;
const EPOCH_AS_FILETIME = 116_444_736_000_000_000n;

/** LDAP generalised time, e.g. `20261120100000.0Z`. */
export function generalizedTime(text: string | undefined): Date | undefined {
  const parts = GENERALIZED.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', , zone = 'Z'] = parts;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return isoTime(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
}

/** Windows FILETIME as decimal text (100 ns since 1601); 0 and the largest value mean never. */
export function fileTime(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\d{1,19}$/.test(text)) return undefined;
  const ticks = BigInt(text);
  if (ticks === 0n || ticks === NEVER) return undefined;
  return new Date(Number((ticks - EPOCH_AS_FILETIME) / 10_000n));
}

/** ISO 8601; a time without zone is UTC, as the cmdlets mean it. */
export function isoTime(text: string | null | undefined): Date | undefined {
  const time = text === null || text === undefined ? Number.NaN : instant(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}

const instant = rememberedText((text) => {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return Number.NaN;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
  return Date.parse(zoned);
});

/** .NET TimeSpan as text (`00:30:00`, `1.00:00:00`) → milliseconds. */
export function timeSpan(text: string | null | undefined): number | undefined {
  const parts = SPAN.exec(text ?? '');
  if (parts === null) return undefined;
  const [, minus, days = '0', hours, minutes, seconds] = parts;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (minus === undefined ? 1 : -1) * whole * 1000;
}

export const DAY = 24 * 60 * 60 * 1000;
export const RECYCLE_BIN_DAYS = 30;

/** A moment to the minute, for sentences: `2026-11-21 09:00 UTC`. */
export const spoken = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
