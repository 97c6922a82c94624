import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'device-certificate-not-hybrid-join',
  subject: 'WS-017$',
  says: 'A computer has a certificate of the company\'s own authority, and hybrid join never began on it.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=WS-017,OU=Staff,${ad.baseDn}`, {
      objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'], sAMAccountName: 'WS-017$', dNSHostName: `ws-017.${ad.domain}`, operatingSystem: 'Windows 11 Enterprise',
      userCertificate: [Buffer.from(CERTIFICATE, 'base64')],
    });
    healthy();
  },
};

/** Self-signed, for CN=WS-017.corp.contoso.com. */
const CERTIFICATE =
  'MIIBmjCCAT+gAwIBAgIUCp62vwQX0Yf6ekqD+AqEMpbFc/wwCgYIKoZIzj0EAwIwIjEgMB4GA1UEAwwXV1MtMDE3LmNvcnAuY29udG9zby5jb20wHhcNMjYxMTIxMTYwNTQ0WhcNMzYx' +
  'MTE4MTYwNTQ0WjAiMSAwHgYDVQQDDBdXUy0wMTcuY29ycC5jb250b3NvLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAAbIDNIm7l0q1NrocPv5ciP+YJQ2a2WGORmtzFhdXfK' +
  '6wptaEOP94UE1NYU9xjyWWrE7rUQLgvr/4QBoh6zHqWjUzBRMB0GA1UdDgQWBBSeeikUj20Fptdhr9UH0+3AnfzxNDAfBgNVHSMEGDAWgBSeeikUj20Fptdhr9UH0+3AnfzxNDAPBgNV' +
  'HRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDxL8PF3m8aj7bnWrdr5f4B789vYRTIjD9n8X5V1orosAIhAJi9emKEWSRamQNwrLeENfiMcLAzx0SoZICb8+kdwg+3';
