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
}

/** The errors that are about this mail; all others (EAUTH, ESOCKET, ETLS, …) are about the server or the way to it. */
const ofTheMail = new Set(['EENVELOPE', 'EMESSAGE']);
const longestReason = 300;

/** What one kind of line break and no control character is left of. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** What nodemailer's error means for the mail. 421 (the server closes) and 503 (the session was wrong) are not about it. */
export const mailFailure = (error: unknown): MailFailure => {
  const { code, responseCode, response } = (error ?? {}) as SmtpError;
  const answered = typeof responseCode === 'number' ? responseCode : null;
  const text = typeof response === 'string' ? response : error instanceof Error ? error.message : String(error);
  const reason = oneLine(text).slice(0, longestReason);
  if (typeof code !== 'string' || !ofTheMail.has(code) || answered === 421 || answered === 503)
    return { kind: 'unreachable', reason };
  return { kind: answered !== null && answered < 500 ? 'later' : 'refused', reason };
};
