import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as a reader's program shows it. */
export interface ReceivedMail {
  /** Of the envelope: who got it. */
  readonly to: readonly string[];
  readonly mail: Email;
  /** The first header of that name. */
  header(name: string): string | null;
}

/** A real SMTP server of a test's own. */
export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Code and words of a refusal, by recipient; null to take the mail. */
  refuse: (recipient: string) => { readonly code: number; readonly text: string } | null;
  stop(): Promise<void>;
}

const bytesOf = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Listens on that port, or on one of its own. */
export const mailServer = async (port = 0): Promise<MailServer> => {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 200 },
    onRcptTo: ({ address }, _session, done) => {
      const refusal = here.refuse(address);
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      bytesOf(stream)
        .then(async (bytes) => {
          const mail = await PostalMime.parse(bytes);
          const header = (name: string) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value ?? null;
          here.received.push({ to, mail, header });
        })
        .then(() => done(), done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const here: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    refuse: () => null,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
  return here;
};
