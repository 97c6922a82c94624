/** An event of a pretend domain controller's Security log, with the fields of its XML. */
export interface LoggedEvent {
  readonly domainController: string;
  /** ISO 8601 UTC. */
  readonly time: string;
  readonly eventId: number;
  /** E.g. `ObjectGUID` (`{…}` in capitals), `TargetSid`, `SubjectUserName`, `AttributeLDAPDisplayName`. */
  readonly data: Readonly<Record<string, string>>;
}

/** The Security logs of a domain, as read-security-log.ps1 prints them. */
export interface PretendSecurityLog {
  /** Domain controllers whose log cannot be read, and the script's word for why. */
  readonly hindrances: Map<string, string>;
  write(event: LoggedEvent): void;
  print(question: Readonly<Record<string, unknown>>): readonly unknown[];
}

export function createPretendSecurityLog(domainControllers: readonly string[]): PretendSecurityLog {
  const events: LoggedEvent[] = [];
  const hindrances = new Map<string, string>();
  return {
    hindrances,
    write: (event) => void events.push(event),
    print: (question) =>
      domainControllers.map((domainController) => {
        const why = hindrances.get(domainController);
        return why === undefined ? logOf(domainController, events.filter((event) => event.domainController === domainController), question) : { domainController, why };
      }),
  };
}

const DIRECTORY_IDS: readonly number[] = [5136, 5137, 5138, 5139, 5141];

function logOf(domainController: string, all: readonly LoggedEvent[], { guid, sid, most }: Readonly<Record<string, unknown>>): unknown {
  const isAsked = ({ data }: LoggedEvent): boolean => data['ObjectGUID'] === `{${String(guid).toUpperCase()}}` || (typeof sid === 'string' && data['TargetSid'] === sid);
  const found = all.filter(isAsked).sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
  const limit = Number(most);
  return {
    domainController,
    events: found.slice(0, limit).map(({ time, eventId, data }) => ({ time, eventId, data: Object.entries(data).map(([Name, Value]) => ({ Name, Value })) })),
    accountManagement: all.some(({ eventId }) => !DIRECTORY_IDS.includes(eventId)),
    directoryChanges: all.some(({ eventId }) => DIRECTORY_IDS.includes(eventId)),
    oldest: all.map(({ time }) => time).sort()[0] ?? null,
    isCutOff: found.length > limit,
  };
}
