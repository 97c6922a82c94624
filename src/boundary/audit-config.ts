import { z } from 'zod';

const MOST_PLACES = 8;

/** A second place that is told the head of the audit trail once a day. */
export type HeadPlace =
  /** A file on another machine's disk. */
  | { readonly is: 'file'; readonly file: string }
  | { readonly is: 'https'; readonly url: string; readonly tokenFile?: string | undefined }
  | { readonly is: 'syslog'; readonly transport: 'udp' | 'tls'; readonly host: string; readonly port: number }
  /** A conversation of the chat, e.g. the channel of the security team. */
  | { readonly is: 'conversation'; readonly conversationId: string };

const place = z
  .strictObject({
    file: z.string().min(1).optional(),
    https: z.string().regex(/^https:\/\/[^\s@]+$/, 'must start with https:// and hold no sign-in name').optional(),
    tokenFile: z.string().min(1).optional(),
    syslog: z.string().regex(/^(udp|tls):\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/, 'must be like tls://siem.contoso.com:6514 or udp://siem.contoso.com:514').optional(),
    conversation: z.string().min(1).max(400).optional(),
  })
  .transform(({ file, https, tokenFile, syslog, conversation }, context): HeadPlace => {
    const places: readonly (HeadPlace | null)[] = [
      file === undefined ? null : { is: 'file', file },
      https === undefined ? null : { is: 'https', url: https, tokenFile },
      syslog === undefined ? null : syslogPlace(syslog),
      conversation === undefined ? null : { is: 'conversation', conversationId: conversation },
    ];
    const [one, ...more] = places.filter((each) => each !== null);
    if (one !== undefined && more.length === 0 && (tokenFile === undefined || one.is === 'https')) return one;
    context.addIssue({ code: 'custom', message: 'must hold exactly one of file, https (with tokenFile or without), syslog and conversation' });
    return z.NEVER;
  });

const DEFAULT_PORT = { udp: 514, tls: 6514 } as const;

function syslogPlace(address: string): HeadPlace {
  const { protocol, hostname, port } = new URL(address);
  const transport = protocol === 'tls:' ? 'tls' : 'udp';
  return { is: 'syslog', transport, host: hostname, port: port === '' ? DEFAULT_PORT[transport] : Number(port) };
}

/** What is done with the audit trail besides keeping it. */
export const auditSection = z.strictObject({ heads: z.array(place).max(MOST_PLACES).default([]) }).default({ heads: [] });

export const AUDIT_EXAMPLES: Readonly<Record<string, string>> = {
  'audit': '{ heads: [{ syslog: tls://siem.contoso.com:6514 }] }',
  'audit.heads': '[{ file: /mnt/security/syncwhy-heads.jsonl }, { conversation: "19:…@thread.tacv2" }]',
};
