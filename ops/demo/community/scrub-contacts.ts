import { digest } from './digest.ts';

const address = /(?:mailto:)?[^\s<>()"',;:@[\]{}|`]+@[^\s<>()"',;:@[\]{}|`]+/gi;
const hiddenAddress =
  /(?<![\w.+-])[\w.+-]+\s*(?:\bAT\b|[[(<{]\s*at\s*[\])>}])\s*[\w-]+(?:\s*(?:\.|\bDOT\b|[[(<{]\s*dot\s*[\])>}])\s*\w+)+|\b[\w.+-]+ at [\w-]+(?: dot \w+)+/g;

const phones: readonly RegExp[] = [
  /\b(?:tel|telephone|phone|ph|fax|mobile|mob|cell|pager|voice(?:mail)?|gsm|ext|extension)\b[.:]*(?: (?:no|number|is|at))?[.:]? *\+?[\d(][\d ()./-]{3,}\d/gi,
  /(?<![\w.])\+\(?\d[\d ()./-]{6,}\d(?![\w])/g,
  /(?<![\w.,:/-])(?:1[ .-])?\(?\d{2,5}\)?[ .-]{1,3}\d{3,4}[ .-]\d{3,4}(?![\w.,:-]?\d)/g,
  /(?<![\w.,:/-])\(0?\d{1,5}\) ?\d{3,4}[ .-]?\d{2,5}(?![\w])/g,
  /(?<![\w.,:/-])\d{3}-\d{4}(?![\w-])/g,
  /(?<![\w.,:/-])0\d{1,4}[ -]\d{5,8}(?!\w)/g,
];

const ipAddress =
  /(?<![\w.-])(?!(?:0|10|127|255)\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.0\.2\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;

const documentationAddress = (ip: string): string =>
  ip.split('.').every((part) => Number(part) < 256) && /\d\d\d/.test(ip)
    ? `192.0.2.${digest(ip).below('host', 254) + 1}`
    : ip;

const url = /<?(?:URL:\s*)?\b(?:https?|ftp|news|nntp|telnet|irc|callto|aim):(?:\/\/)?[^\s<>"'\])}]+>?/gi;

/** A link without what may lead to a person: user name, query, fragment, home folders, and any part in which `isName` sees a name. */
function cleanLink(link: string, isName: (word: string) => boolean): string {
  const [, scheme = 'http', host = '', path = ''] =
    /^<?(?:URL:\s*)?(\w+):(?:\/\/)?(?:[^@/\s]*@)?([^/:?#>]+)(?::\d+)?([^?#>]*)/i.exec(
      link.replace(/[.,;:!?]+>?$/, ''),
    ) ?? [];
  const tail = /[.,;:!?]$/.exec(link)?.[0] ?? '';
  const named = (text: string): boolean => (text.match(/[a-z]{3,}/gi) ?? []).some((word) => isName(word.toLowerCase()));
  if (host === '' || named(host) || /^[\d.]+$/.test(host))
    return `https://link.example/${digest(link)
      .below('link', 36 ** 5)
      .toString(36)}${tail}`;
  const personal = path.length > 60 || /[~@%=]|\d{7}/.test(path) || named(path);
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${personal ? '/' : path}${tail}`;
}

/** The text without mail addresses, phone numbers, public IP addresses and the personal parts of links; `isName` says which words of a link name a person. */
export function scrubContacts(text: string, isName: (word: string) => boolean): string {
  const links: string[] = [];
  const kept = text.replace(url, (link) => `\ue000${links.push(cleanLink(link, isName)) - 1}\ue001`);
  const scrubbed = phones.reduce(
    (rest, phone) => rest.replace(phone, (match) => (isDate(match) ? match : '[phone]')),
    kept
      .replace(hiddenAddress, '[email]')
      .replace(address, '[email]')
      .replace(/(?<![\w.+-])[\w.+-]+@+[\w.-]+/g, '[email]')
      .replace(ipAddress, documentationAddress),
  );
  return scrubbed
    .replace(/<?\[email\]>?(?:\s*[(<]?\[email\][)>]?)*/g, '[email]')
    .replace(/\bmailto:\s*/gi, '')
    .replace(/\ue000(\d+)\ue001/g, (_, at: string) => links[Number(at)] ?? '');
}

/** 2002-08-22 and 22.08.2002 are dates, not phone numbers. */
const isDate = (match: string): boolean =>
  /^(?:(?:19|20)\d\d[-. ]\d\d[-. ]\d\d|\d\d[-. ]\d\d[-. ](?:19|20)\d\d)$/.test(match.trim());
