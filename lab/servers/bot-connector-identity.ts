import { createHash } from 'node:crypto';
import type { CastMember } from '../company/cast.ts';
import type { Json, Spot } from './bot-connector-contract.ts';

/** The team and its channel that everybody in the cast sits in. */
export const TEAM = {
  id: '19:5f0c1a7be2d84c9f8a6b3e1d70c2f941@thread.tacv2',
  aadGroupId: '3e9d4f70-58a1-4c0b-9d27-6b8f1a2c5e44',
  name: 'IT Ops',
  channelId: '19:b7e2a94d06c341f5a8d1c3097e5f6b20@thread.tacv2',
  channelName: 'Sync errors',
};

/** The ids that Teams would give to these people for this one bot. */
export class ChatIdentity {
  readonly people: readonly CastMember[];
  readonly bot: { readonly id: string; readonly name: string };
  readonly #botAppId: string;

  constructor(people: readonly CastMember[], bot: { readonly appId: string; readonly name: string }) {
    this.people = people;
    this.bot = { id: `28:${bot.appId}`, name: bot.name };
    this.#botAppId = bot.appId;
  }

  person(key: string): CastMember {
    const found = this.people.find((member) => member.key === key);
    if (found === undefined) throw new Error(`nobody called ${key} is in this chat`);
    return found;
  }

  /** The `29:…` id; different for every bot, as in Teams. */
  memberId(key: string): string {
    return `29:1${digest(`${this.#botAppId} ${this.person(key).oid}`)}`;
  }

  /** Finds a person by member id, Entra object id, or name of the cast. */
  memberByAnyId(id: string): CastMember | undefined {
    return this.people.find((member) => member.oid === id || this.memberId(member.key) === id);
  }

  conversationId(spot: Spot): string {
    if (spot.place === 'personal') return `a:1${digest(`chat ${this.#botAppId} ${this.person(spot.chatOf).oid}`)}`;
    return spot.rootId === null ? TEAM.channelId : `${TEAM.channelId};messageid=${spot.rootId}`;
  }

  spotOf(conversationId: string): Spot | null {
    const [base, rootId] = conversationId.split(';messageid=');
    if (base === TEAM.channelId) return { place: 'channel', rootId: rootId ?? null };
    const owner = this.people.find((member) => this.conversationId({ place: 'personal', chatOf: member.key }) === conversationId);
    return owner === undefined ? null : { place: 'personal', chatOf: owner.key };
  }

  /** A member as the roster calls of the connector answer it. */
  rosterEntry(member: CastMember): Json {
    const [givenName = '', surname = ''] = member.displayName.split(' ');
    return {
      id: this.memberId(member.key),
      name: member.displayName,
      objectId: member.oid,
      aadObjectId: member.oid,
      givenName,
      surname,
      email: member.upn,
      userPrincipalName: member.upn,
      tenantId: member.tenantId,
      userRole: member.userType === 'Guest' ? 'guest' : 'user',
    };
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').repeat(2).slice(0, 62);
}
