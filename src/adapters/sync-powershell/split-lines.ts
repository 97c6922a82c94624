const LINE_FEED = 10;

/** Turns chunks of octets into whole lines of text (UTF-8); the half line at the end waits for its other half. Returns what takes the chunks. */
export function splitLines(onLine: (line: string) => void): (chunk: Buffer) => void {
  let half: Buffer[] = [];
  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const line = Buffer.concat([...half, chunk.subarray(from, at)]).toString('utf8');
      half = [];
      from = at + 1;
      if (line.trim() !== '') onLine(line);
    }
    if (from < chunk.length) half.push(chunk.subarray(from));
  };
}
