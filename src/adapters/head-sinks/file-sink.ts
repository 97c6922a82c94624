import { open } from 'node:fs/promises';
import { NotPosted, type HeadSink } from '../../ports/head-sink.ts';

/** Appends one line of JSON; on the disk before it counts as posted. */
export const fileSink = (file: string): HeadSink => ({
  where: `file ${file}`,
  async post(head) {
    try {
      const handle = await open(file, 'a', 0o640);
      try {
        await handle.appendFile(`${JSON.stringify(head)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch {
      throw new NotPosted('the file cannot be written');
    }
  },
});
