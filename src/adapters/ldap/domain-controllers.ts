import { DirectoryError, type DomainController } from '../../ports/directory.ts';
import { createControllerFinder, type Discovery } from './find-controllers.ts';
import { createLdapConnection, type ConnectionOptions, type LdapConnection } from './ldap-connection.ts';
import { createLeftOut, isDown } from './left-out.ts';
import { requireSecure } from './secure-socket.ts';
import { AllBusy } from './session-pool.ts';

/** So many are asked for one question before it is given up. */
const MOST_ASKED = 3;
/** After a failure the one that helped out is kept for so long before the preferred one is tried again. */
const STAY_MS = 300_000;
/** Within a site changes are everywhere in less than a minute, between sites in a quarter of an hour if nobody made it longer. */
const PIN_MS = 1_800_000;

export interface ControllersOptions extends Omit<ConnectionOptions, 'url'> {
  /** Configured addresses, the preferred first. */
  readonly urls: readonly string[];
  readonly discovery?: Discovery | undefined;
}

/** The domain controllers of a domain, one of which is in use until it fails. */
export interface DomainControllers {
  /** Asks one; where it is down, the work is begun anew with another. What was written lately (`about`) is asked only where it was written. */
  ask<Answer>(work: (connection: LdapConnection) => Promise<Answer>, about?: string): Promise<Answer>;
  /** As `ask`, but from the moment that a change was sent nobody else is asked, now and for a while after. */
  change<Answer>(about: string, work: (connection: LdapConnection) => Promise<Answer>): Promise<Answer>;
  /** All that are known, the one in use first. */
  known(): Promise<readonly (DomainController & { readonly url: string })[]>;
  /** From now on what is named `about` is asked of this one only, for a while. */
  pin(about: string, server: string): void;
  /** Leaves this one out for a while. */
  report(server: string, why: DirectoryError): void;
  /** The connection to one that is known, by its `server`; null for another. */
  at(server: string): Promise<LdapConnection | null>;
  close(): void;
}

export function createDomainControllers(options: ControllersOptions): DomainControllers {
  return new Controllers(options);
}

class Controllers implements DomainControllers {
  readonly #options: ControllersOptions;
  readonly #find: () => Promise<readonly string[]>;
  readonly #open = new Map<string, LdapConnection>();
  readonly #pins = new Map<string, { readonly url: string; readonly until: number }>();
  readonly #out: ReturnType<typeof createLeftOut>;
  #closed = false;
  #current: { readonly url: string; readonly until: number } | null = null;

  constructor(options: ControllersOptions) {
    this.#options = options;
    for (const url of options.urls) requireSecure({ ...options, url });
    this.#out = createLeftOut(this.#now);
    this.#find = options.discovery === undefined ? () => Promise.resolve([]) : createControllerFinder(options.discovery, { now: this.#now, startTls: options.startTls === true });
  }

  async ask<Answer>(work: (connection: LdapConnection) => Promise<Answer>, about?: string): Promise<Answer> {
    const pinned = about === undefined ? null : this.#pinOf(about);
    return pinned === null ? this.#oneAfterTheOther(work) : this.#whereItWasWritten(pinned, work);
  }

  async change<Answer>(about: string, work: (connection: LdapConnection) => Promise<Answer>): Promise<Answer> {
    const pinning = (connection: LdapConnection): Promise<Answer> => work(onWriting(connection, () => this.pin(about, connection.server)));
    return this.ask(pinning, about);
  }

  async known(): Promise<readonly (DomainController & { readonly url: string })[]> {
    const configured = [...new Set(this.#options.urls)];
    const urls = [...new Set([...configured, ...(await this.#find())])];
    const first = this.#current?.url ?? '';
    return urls.toSorted((one, other) => Number(other === first) - Number(one === first)).map((url) => {
      const out = this.#out.at(url);
      return { url, server: new URL(url).host, from: configured.includes(url) ? 'configuration' : 'dns', ...(out === null ? {} : { out: { why: out.why, until: new Date(out.until) } }) };
    });
  }

  pin(about: string, server: string): void {
    const url = this.#urlOf(server);
    for (const [each, { until }] of this.#pins) if (until <= this.#now()) this.#pins.delete(each);
    if (url !== undefined) this.#pins.set(about, { url, until: this.#now() + PIN_MS });
  }

  report(server: string, why: DirectoryError): void {
    const url = this.#urlOf(server);
    if (url !== undefined && isDown(why) && !(why instanceof AllBusy)) this.#leaveOut(url, why);
  }

  async at(server: string): Promise<LdapConnection | null> {
    const found = (await this.known()).find((each) => each.server.toLowerCase() === server.toLowerCase());
    return found === undefined ? null : this.#connection(found.url);
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#open.values()) connection.close();
  }

  async #oneAfterTheOther<Answer>(work: (connection: LdapConnection) => Promise<Answer>): Promise<Answer> {
    const asked: string[] = [];
    let last: DirectoryError | null = null;
    for (let url = await this.#next(asked); url !== null && asked.length < MOST_ASKED; url = await this.#next(asked)) {
      asked.push(url);
      let wrote = false;
      try {
        const answer = await work(onWriting(this.#connection(url), () => (wrote = true)));
        this.#use(url);
        return answer;
      } catch (thrown) {
        last = named(thrown, url);
        if (!isDown(last) || last instanceof AllBusy) throw last;
        this.#leaveOut(url, last);
        if (wrote) throw last;
      }
    }
    throw last === null ? this.#nobody() : afterAll(last, asked);
  }

  /** Another one may not have heard of the change, and would make it look as if it had never been made. */
  async #whereItWasWritten<Answer>(url: string, work: (connection: LdapConnection) => Promise<Answer>): Promise<Answer> {
    try {
      return await work(this.#connection(url));
    } catch (thrown) {
      const fault = named(thrown, url);
      if (!isDown(fault) || this.#options.urls.length + Number(this.#options.discovery !== undefined) < 2) throw fault;
      throw told(fault, `${fault.message} The object was changed on ${new URL(url).host}, and the other domain controllers may not have the change yet.`);
    }
  }

  /** The one in use, else the first that is not left out, else the one whose time out ends first. */
  async #next(asked: readonly string[]): Promise<string | null> {
    const fit = (url: string): boolean => !asked.includes(url) && this.#out.at(url) === null;
    const current = this.#current !== null && this.#now() < this.#current.until ? this.#current.url : null;
    if (current !== null && fit(current)) return current;
    const configured = this.#options.urls.find(fit);
    if (configured !== undefined) return configured;
    const found = await this.#find();
    const untried = [...this.#options.urls, ...found].filter((url) => !asked.includes(url));
    return untried.find(fit) ?? untried.toSorted((one, other) => (this.#out.at(one)?.until ?? 0) - (this.#out.at(other)?.until ?? 0))[0] ?? null;
  }

  #use(url: string): void {
    this.#out.remove(url);
    if (this.#current?.url === url) return;
    this.#current = { url, until: url === this.#options.urls[0] ? Number.POSITIVE_INFINITY : this.#now() + STAY_MS };
  }

  #leaveOut(url: string, why: DirectoryError): void {
    this.#out.add(url, why);
    if (this.#current?.url === url) this.#current = null;
  }

  #pinOf(about: string): string | null {
    const pin = this.#pins.get(about);
    return pin === undefined || pin.until <= this.#now() ? null : pin.url;
  }

  #connection(url: string): LdapConnection {
    if (this.#closed) throw new DirectoryError('unreachable', 'The connection was closed.');
    const open = this.#open.get(url) ?? createLdapConnection({ ...this.#options, url });
    this.#open.set(url, open);
    return open;
  }

  #urlOf(server: string): string | undefined {
    return [...this.#open].find(([, connection]) => connection.server === server)?.[0];
  }

  #nobody(): DirectoryError {
    const { discovery } = this.#options;
    return new DirectoryError('unreachable', `No domain controller is known: none is configured${discovery === undefined ? '' : `, and the DNS names none for ${discovery.domain}`}.`);
  }

  readonly #now = (): number => this.#options.clock.now().getTime();
}

/** The connection, telling when a change is about to be sent. */
function onWriting(connection: LdapConnection, tell: () => void): LdapConnection {
  const write: LdapConnection['write'] = (work) =>
    connection.write((session) => {
      tell();
      return work(session);
    });
  return { ...connection, write };
}

function named(thrown: unknown, url: string): DirectoryError {
  if (!(thrown instanceof DirectoryError)) throw thrown;
  thrown.server ??= new URL(url).host;
  return thrown;
}

function told(fault: DirectoryError, says: string): DirectoryError {
  return Object.assign(new DirectoryError(fault.fault, says, fault.code), { server: fault.server });
}

const afterAll = (last: DirectoryError, asked: readonly string[]): DirectoryError =>
  asked.length < 2 ? last : told(last, `${last.message} Asked were ${asked.map((url) => new URL(url).host).join(', ')}.`);
