import { createServer } from 'node:tls';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { messageLength, readRequest, type LdapRequest } from '../lab/servers/ldap-requests.ts';
import { ANSWERS, entryMessage, resultMessage } from '../lab/servers/ldap-responses.ts';

/** An LDAPS server with nothing to do: the answers about its many users lie ready, and only the number of the request is put in. Prints its port and its authority as one line of JSON. */
const USERS = Number(process.argv[2] ?? 100_000);
const MOST_ON_A_PAGE = 1000;
/** Four octets long, like every number that is put in its place. */
const ANY_ID = 0x7f000001;

const messages = Array.from({ length: USERS }, (_, number) => entryMessage(ANY_ID, { dn: `CN=Person ${number},OU=Staff,DC=corp,DC=contoso,DC=com`, attributes: attributesOf(number) }));
/** Where in each message the number of the request stands. */
const places = messages.map((message) => message.indexOf(Buffer.from([0x02, 0x04, 0x7f, 0x00, 0x00, 0x01])) + 2);
const certificates = await makeLabCertificates();
const server = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (socket) => {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let length = messageLength(pending); length !== null && length <= pending.length; length = messageLength(pending)) {
      const request = readRequest(pending.subarray(0, length));
      pending = pending.subarray(length);
      if (request.operation.kind === 'unbind') socket.end();
      else socket.write(answerTo(request));
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0, ca: certificates.caPem }));
});
process.stdin.on('end', () => process.exit(0)).resume();

function answerTo({ id, operation, controls }: LdapRequest): Buffer {
  if (operation.kind === 'bind') return resultMessage(id, ANSWERS.bind, { code: 0 });
  const from = Number(controls.paged?.cookie ?? '') || 0;
  const to = Math.min(from + Math.min(controls.paged?.size ?? MOST_ON_A_PAGE, MOST_ON_A_PAGE), messages.length);
  if (operation.kind !== 'search') return resultMessage(id, ANSWERS.search, { code: 53 });
  for (let at = from; at < to; at += 1) messages[at]?.writeUInt32BE(id, places[at]);
  return Buffer.concat([...messages.slice(from, to), resultMessage(id, ANSWERS.search, { code: 0, cookie: to < messages.length ? String(to) : '' })]);
}

function attributesOf(number: number): Parameters<typeof entryMessage>[1]['attributes'] {
  const texts: Readonly<Record<string, readonly string[]>> = {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'], cn: [`Person ${number}`], sAMAccountName: [`person${number}`], userPrincipalName: [`person${number}@contoso.com`],
    mail: [`person${number}@contoso.com`], proxyAddresses: [`SMTP:person${number}@contoso.com`, `smtp:p${number}@contoso.com`, `smtp:person${number}@contoso.mail.onmicrosoft.com`],
    displayName: [`Person ${number}`], givenName: ['Person'], sn: [String(number)], department: ['Sales'], company: ['Contoso'], userAccountControl: ['512'], whenChanged: ['20261121100000.0Z'],
    pwdLastSet: ['133000000000000000'], memberOf: ['CN=All,OU=Groups,DC=corp,DC=contoso,DC=com', 'CN=Sales,OU=Groups,DC=corp,DC=contoso,DC=com'],
  };
  const guid = Buffer.alloc(16, `person ${number} `);
  return [...Object.entries(texts).map(([name, values]) => ({ name, values })), { name: 'objectGUID', values: [guid] }];
}
