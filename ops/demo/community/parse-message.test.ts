import { expect, test } from '@jest/globals';
import { parseMessage } from './parse-message.ts';

const mail = (headers: string, body: string | Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`${headers}\n\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
  ]);

const headers = `From: "Doe, Jane" <Jane@Example.org>
To: fork@example.com
Subject: =?iso-8859-1?q?Re=3A_Caf=E9?=
Message-Id: <2@example.org>
In-Reply-To: Your message of "Thu" <1@example.org>; from joe@example.org on Thu
References: <0@example.org> <1@example.org>
List-Id: Friends <fork.example.com>
Date: Fri, 9 Aug 2002 15:04:07 +0100`;

test('reads who wrote what, when, on which list and in answer to what', async () => {
  expect(await parseMessage(mail(headers, 'Hello\n'))).toEqual({
    id: '<2@example.org>',
    from: { name: 'Doe, Jane', address: 'jane@example.org' },
    recipients: [{ name: '', address: 'fork@example.com' }],
    subject: 'Re: Café',
    text: 'Hello\n',
    sentAt: new Date('2002-08-09T14:04:07Z'),
    list: 'fork',
    answers: ['<1@example.org>', '<0@example.org>'],
  });
});

test('reads 8-bit text that names no character set, or a wrong one, as Windows-1252', async () => {
  const body = Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94]);
  expect((await parseMessage(mail(headers, body))).text.trim()).toBe('“café”');
  expect((await parseMessage(mail(`${headers}\nContent-Type: text/plain; charset=us-ascii`, body))).text.trim()).toBe(
    '“café”',
  );
});

test.each([
  ['quoted-printable', 'caf=C3=A9 =\nau lait', 'café au lait'],
  ['base64', Buffer.from('café au lait').toString('base64'), 'café au lait'],
])('decodes %s', async (encoding, body, text) => {
  const encoded = `${headers}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}`;
  expect((await parseMessage(mail(encoded, body))).text.trim()).toBe(text);
});

test('takes the text of a multipart mail, and of one that has only HTML its words', async () => {
  const parts = '--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<b>bold</b>\n--b--\n';
  const multipart = await parseMessage(
    mail(`${headers}\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b`, parts),
  );
  expect(multipart.text.trim()).toBe('plain');
  const html = await parseMessage(
    mail(
      `${headers}\nContent-Type: text/html`,
      '<style>p{}</style><p>Fish &amp; <b>chips</b></p><p>2 &lt; 3<!-- x -->',
    ),
  );
  expect(html.text).toBe('Fish & chips\n\n2 < 3');
});

test('takes the time of arrival when the sender’s clock was off by years', async () => {
  const late = headers
    .replace('9 Aug 2002', '9 Aug 2028')
    .replace(/^/, 'Received: from a by b; Sat, 10 Aug 2002 01:00:00 +0000\n');
  expect((await parseMessage(mail(late, 'x'))).sentAt).toEqual(new Date('2002-08-10T01:00:00Z'));
});
