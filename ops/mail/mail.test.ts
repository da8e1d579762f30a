import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smtpTransport } from '@concord/platform';
import { afterAll, expect, test } from '@jest/globals';
import { keepMail, listMails, readMail } from './mailbox.ts';
import { mailScreen, mailsScreen } from './screen.ts';
import { startSink } from './sink.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-mail-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const from = { name: 'Concord', address: 'concord@here.example' };

test('what is sent is kept, also when the sink begins anew, and read newest first', async () => {
  const own = join(folder, 'sent');
  for (const [to, subject] of [
    ['ada@example.org', 'Grüße'],
    ['eve@example.org', 'Second'],
    ['ada@example.org', 'Third'],
  ] as const) {
    const sink = await startSink(own, 0);
    const smtp = smtpTransport({ url: `smtp://127.0.0.1:${sink.port}`, from });
    expect(await smtp.send({ to, subject, text: `Hello ✓ ${subject}` }, 'a-key')).toBeNull();
    smtp.close();
    await sink.close();
  }
  expect((await listMails(own, 10)).map(({ number, to, subject }) => [number, to, subject])).toEqual([
    [1, ['ada@example.org'], 'Third'],
    [2, ['eve@example.org'], 'Second'],
    [3, ['ada@example.org'], 'Grüße'],
  ]);
  expect((await listMails(own, 10, 'ADA@')).map(({ number }) => number)).toEqual([1, 3]);
  expect(await listMails(own, 1)).toHaveLength(1);
  expect(await readMail(own, 3)).toMatchObject({ from: from.address, text: 'Hello ✓ Grüße\n', subject: 'Grüße' });
  expect(await readMail(own, 4)).toBeUndefined();
});

test('the oldest are forgotten beyond 1,000', async () => {
  const own = join(folder, 'many');
  for (let index = 0; index < 1_005; index += 1)
    keepMail(
      own,
      new Date(Date.UTC(2026, 0, 1) + index * 1_000),
      ['a@example.org'],
      Buffer.from(`Subject: ${index}\r\n\r\nx`),
    );
  const all = await listMails(own, 2_000);
  expect([all.length, all[0]?.subject, all.at(-1)?.subject]).toEqual([1_000, '1004', '5']);
});

test('the screens tell what came, and nothing in a mail reaches the terminal but text', async () => {
  const own = join(folder, 'screens');
  const at = new Date('2026-01-01T12:00:00.123Z');
  keepMail(
    own,
    at,
    ['ada@example.org'],
    Buffer.from('From: a@b.c\r\nSubject: Hi\u001b[2J\r\n\r\nOne\r\n\u001b]0;x\u0007Two\r\n'),
  );
  const [one] = await listMails(own, 1);
  expect(mailsScreen(one === undefined ? [] : [one]).join('\n')).toMatch(
    /1 +2026-01-01 12:00:00 +ada@example\.org +Hi\[2J/,
  );
  const whole = await readMail(own, 1);
  expect(mailScreen(whole as NonNullable<typeof whole>)).toEqual([
    ...['From     a@b.c', 'To       ada@example.org', 'Time     2026-01-01 12:00:00 UTC', 'Subject  Hi[2J'],
    ...[`File     ${whole?.file}`, '', 'One\n]0;xTwo'],
  ]);
  expect(mailsScreen([])).toEqual(['No mail has come.']);
});
