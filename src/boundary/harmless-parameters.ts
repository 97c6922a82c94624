import type { DescribedServer } from '../ports/sync-server.ts';

/** The connection parameters that may be known outside the server; the script lets only these out as well. */
const HARMLESS: readonly string[] = ['forest-name', 'forest-login-domain', 'forest-login-user', 'UserName', 'Connector.GroupFilteringGroupDn'];

/** Global settings are known by name on the server; here nothing passes that sounds like a secret. */
const SECRET = /password|secret|credential|private|encrypt|token|\bkey\b/i;

/** The same document without parameters that could hold a secret, whoever printed them. */
export function withoutSecrets(document: DescribedServer): DescribedServer {
  const { connectors, globalSettings } = document;
  const harmless = <Parameter extends { readonly Name?: string | null | undefined }>(parameters: readonly Parameter[] | undefined): readonly Parameter[] | undefined => parameters?.filter(({ Name }) => HARMLESS.includes(Name ?? ''));
  return {
    ...document,
    connectors: connectors?.map((connector) => ({ ...connector, ConnectivityParameters: harmless(connector.ConnectivityParameters), GlobalParameters: harmless(connector.GlobalParameters) })),
    globalSettings: globalSettings === undefined ? undefined : { ...globalSettings, Parameters: globalSettings.Parameters?.filter(({ Name }) => !SECRET.test(Name ?? '')) },
  };
}
