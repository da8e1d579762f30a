import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { keepMail } from './mailbox.ts';

export interface Sink {
  readonly port: number;
  close(): Promise<void>;
}

const largestMail = 10_000_000;

/** An SMTP server on this machine only that takes every mail, delivers none, and keeps them as files. */
export const startSink = async (folder: string, port: number): Promise<Sink> => {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
    ...{ size: largestMail, banner: 'Concord keeps mails for reading', closeTimeout: 1_000 },
    onData: (stream, session, done) => {
      buffer(stream)
        .then((bytes) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          keepMail(folder, new Date(), recipients, bytes);
        })
        .then(() => {
          done();
        }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that breaks off concerns nobody else.
  server.on('error', (error) => {
    console.error(error.message);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
};
