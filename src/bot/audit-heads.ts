import { hostname } from 'node:os';
import { fileSink } from '../adapters/head-sinks/file-sink.ts';
import { httpsSink } from '../adapters/head-sinks/https-sink.ts';
import { syslogSink } from '../adapters/head-sinks/syslog-sink.ts';
import type { HeadPlace } from '../boundary/audit-config.ts';
import { noticeReply } from '../cards/notice.ts';
import type { PostedHead } from '../model/audit-head.ts';
import type { Channel } from '../ports/channel.ts';
import { NotPosted, type HeadSink } from '../ports/head-sink.ts';
import type { Store } from '../ports/store.ts';
import { signerOfHead } from '../protocol/audit-head.ts';
import { headLine } from '../trail/syslog.ts';

interface Reach {
  readonly store: Pick<Store, 'conversation'>;
  readonly channel: Channel;
}

/** The second places that the configuration names. */
export const headSinks = (places: readonly HeadPlace[], reach: Reach): readonly HeadSink[] => places.map((place) => sinkOf(place, reach));

function sinkOf(place: HeadPlace, reach: Reach): HeadSink {
  switch (place.is) {
    case 'file':
      return fileSink(place.file);
    case 'https':
      return httpsSink(place);
    case 'syslog':
      return syslogSink({ ...place, lineOf: (head) => headLine(head, { host: hostname() }) });
    case 'conversation':
      return conversationSink(place.conversationId, reach);
  }
}

const conversationSink = (conversationId: string, { store, channel }: Reach): HeadSink => ({
  where: `conversation ${conversationId}`,
  async post(head) {
    const known = await store.conversation(conversationId);
    if (known === null) throw new NotPosted('the bot was never in this conversation; add it there first');
    await channel.post({ conversationId, threadId: '', kind: known.kind }, headReply(head)).catch(() => {
      throw new NotPosted('the message could not be sent');
    });
  },
});

const headReply = (head: PostedHead) =>
  noticeReply({
    tone: 'accent',
    headline: `Audit trail, ${head.at.slice(0, 10)}`,
    happened: `It ends with entry ${head.seq}. Keep this message: with it anybody can tell later whether the trail up to here was changed.`,
    lines: [`Hash ${head.hash}`, `Signed by the key ${signerOfHead(head) ?? 'unknown'}`, head.signature],
    json: head,
  });
