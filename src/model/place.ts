/** Where a conversation is; `threadId` is the root message in a channel, else empty. */
export interface Place {
  readonly conversationId: string;
  readonly threadId: string;
  readonly kind: 'channel' | 'group' | 'personal' | 'terminal';
}
