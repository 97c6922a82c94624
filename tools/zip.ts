import { crc32 } from 'node:zlib';

const DOS_DATE_1980 = 0x0021;

/** A zip archive of a few small files, stored without compression; the same files always give the same bytes. */
export function zip(files: readonly { readonly name: string; readonly bytes: Buffer }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const fields = shared(file);
    const name = Buffer.from(file.name, 'utf8');
    const local = Buffer.concat([uint32(0x04034b50), fields, name, file.bytes]);
    directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), fields, uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset), name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = uint16(files.length);
  const end = Buffer.concat([uint32(0x06054b50), uint16(0), uint16(0), count, count, uint32(central.length), uint32(offset), uint16(0)]);
  return Buffer.concat([...locals, central, end]);
}

/** The fields that stand in the local header and in the directory alike. */
function shared(file: { readonly name: string; readonly bytes: Buffer }): Buffer {
  const size = uint32(file.bytes.length);
  return Buffer.concat([
    uint16(20), uint16(0x0800), uint16(0), uint16(0), uint16(DOS_DATE_1980),
    uint32(crc32(file.bytes)), size, size, uint16(Buffer.byteLength(file.name)), uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
