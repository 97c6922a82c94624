import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

const WHITE: Pixel = [255, 255, 255, 255];
const INDIGO: Pixel = [61, 76, 160, 255];
const AMBER: Pixel = [255, 196, 61, 255];
const CLEAR: Pixel = [255, 255, 255, 0];
const SAMPLES = 4;

/** The two icons that Teams wants: 192 × 192 in colour and 32 × 32 white on nothing. */
export function drawIcons(): { readonly color: Buffer; readonly outline: Buffer } {
  return {
    color: png(192, (x, y) => (isGap(x, y) ? AMBER : isShape(x, y, 0.055) ? WHITE : INDIGO)),
    outline: png(32, (x, y) => (isGap(x, y) || isShape(x, y, 0.07) ? WHITE : CLEAR)),
  };
}

/** Two directories, as rings, with a way between them that is broken in the middle. */
function isShape(x: number, y: number, width: number): boolean {
  const ring = (centreX: number, centreY: number): boolean => Math.abs(Math.hypot(x - centreX, y - centreY) - 0.15) < width / 2;
  const along = (x - 0.27 + (y - 0.73) * -1) / 2;
  const across = Math.abs(x - 0.27 + (y - 0.73)) / Math.SQRT2;
  const onWay = across < width / 2 && along > 0.106 && along < 0.354;
  return ring(0.27, 0.73) || ring(0.73, 0.27) || (onWay && Math.hypot(x - 0.5, y - 0.5) > 0.12);
}

const isGap = (x: number, y: number): boolean => Math.hypot(x - 0.5, y - 0.5) < 0.06;

function png(size: number, at: (x: number, y: number) => Pixel): Buffer {
  const rows = Array.from({ length: size }, (_, row) => Buffer.from([0, ...Array.from({ length: size }, (__, column) => blend(size, { row, column, at })).flat()]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function blend(size: number, pixel: { readonly row: number; readonly column: number; at(x: number, y: number): Pixel }): number[] {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = (pixel.column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (pixel.row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    pixel.at(x, y).forEach((value, channel) => { sum[channel] = (sum[channel] ?? 0) + value; });
  }
  return sum.map((value) => Math.round(value / (SAMPLES * SAMPLES)));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../manifest');
  const { color, outline } = drawIcons();
  writeFileSync(join(folder, 'color.png'), color);
  writeFileSync(join(folder, 'outline.png'), outline);
}
