/** Causes that the pretend company cannot come to, each with the reason; they are tested with bundles. */
export const NOT_EXPRESSIBLE: Readonly<Record<string, string>> = {
  'deleting-cloud-only-object': "The lab's engine forgets an object with the export of its deletion, so it never asks again for a deletion that Entra refuses.",
  'exchange-attributes-cloud-managed': 'The lab has no Exchange Online; its recipients come in bundles only.',
  'export-error-limit': 'It takes more than 5000 objects with errors in one run; the company has some thirty.',
  'exported-change-not-reimported': "The lab's engine imports from Entra only whether an object lives, not the values of its attributes.",
  'phs-object-not-in-cloud-yet': 'Whatever keeps a new account from the cloud is found before it; it never comes alone.',
  'primary-is-onmicrosoft': "Each way that leads the lab's engine to it has a cause of its own, which masks it or stands before it.",
  'recycle-bin-expiring': 'An account can stay in the recycle bin for weeks only because of another cause, and that one is found first.',
  'smartcard-required-hash': 'It needs a version of Entra Connect that Entra refuses by now, so that connect-version-unsupported is found first.',
  'tenant-dirsync-pending': 'The product asks for the audit log of the object in question; the entry about the whole tenant comes in bundles only.',
  'two-active-servers': 'The lab has one sync server.',
  'writeback-permission-denied': "The lab's engine writes back nothing but the anchor, and a refused anchor is the more exact anchor-writeback-denied.",
};
