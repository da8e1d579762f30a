/**
 * Why a mail was not taken.
 * `refused`: never, by this server; `later`: not now (RFC 5321 section 4.2.1: 4yz); `unreachable`: no server was asked, which says nothing
 * about the mail.
 */
export interface MailFailure {
  readonly kind: 'refused' | 'later' | 'unreachable';
  /** The server's answer, or what went wrong; without the mail. */
  readonly reason: string;
}

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  /** The SMTP command that failed. */
  readonly command?: unknown;
  /** Which timeout it was, of nodemailer's. */
  readonly timeoutType?: unknown;
}

/** The errors that are about this mail; all others (EAUTH, ESOCKET, ETLS, …) are about the server or the way to it. */
const ofTheMail = new Set(['EENVELOPE', 'EMESSAGE']);
const longestReason = 300;

/** Without line breaks and control characters, and without the addresses that servers like to repeat. */
const oneLine = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, '<…>')
    .trim();

/** 421: the server closes; 503: the session was wrong; 530, 535, 538 (RFC 4954 section 6): it wants another login. */
const aboutTheServer = new Set([421, 503, 530, 535, 538]);

/**
 * What nodemailer's error means for the mail. What a server says of the sender is not about this mail, and a server that fell silent after it was
 * reached may have taken it: that counts as an attempt, so that nobody gets it for ever.
 */
export const mailFailure = (error: unknown): MailFailure => {
  const { code, responseCode, response, command, timeoutType } = (error ?? {}) as SmtpError;
  const answered = typeof responseCode === 'number' ? responseCode : null;
  const text = typeof response === 'string' ? response : error instanceof Error ? error.message : String(error);
  const reason = oneLine(text).slice(0, longestReason);
  if (timeoutType === 'SOCKET_TIMEOUT') return { kind: 'later', reason };
  const isOfTheMail = typeof code === 'string' && ofTheMail.has(code) && command !== 'MAIL FROM';
  if (!isOfTheMail || aboutTheServer.has(answered ?? 0)) return { kind: 'unreachable', reason };
  return { kind: answered !== null && answered < 500 ? 'later' : 'refused', reason };
};
