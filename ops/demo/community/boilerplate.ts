/** From the first line that matches one of these, everything is a footer, a forwarded mail or a copy of what was answered. */
export const endings: readonly RegExp[] = [
  /^-- ?$/,
  /^_{30,}$/,
  /^-{20,}\s*$\n^(?:This|In remembrance|Sponsored|Don't miss|Bringing you|Welcome to geek|Access Your PC)/m,
  /^This (?:sf\.net|sf.net) email is sponsored by/i,
  /^In remembrance\b/,
  /^To unsubscribe from this group/i,
  /^Your use of Yahoo! Groups is subject/,
  /^-{2,}\s*(?:Original|Forwarded) Message\b/i,
  /^-{2,}\s*(?:begin )?forwarded (?:text|message)/i,
  /^Begin forwarded message/i,
  /^-{3,} ?End of Forwarded/i,
  /^ {0,4}(?:From|Von|De):\s.+\n(?: {0,4}(?:Reply-To|Sent|To|Cc|Date|Subject|Newsgroups|Organization):.*\n?){2,}/m,
  /^(?:Do You Yahoo!\?|Do you Yahoo!\?|MSN Photos is|Get your FREE download|Join the world.s largest e-mail|Chat with friends online|Send and receive Hotmail|Yahoo! (?:Finance|Health|Sports|Autos|Messenger)\b)/,
  /^(?:Sign up for SBC|Everything you'll ever need on one web page|New DSL Internet Access|Sent via Deja|Live your dream)/,
  /^={20,}\nYou have received this message because/m,
  /^(?:\*{3,}|={3,}|-{3,}|_{3,})?\s*(?:This (?:e-?mail|message|communication)|The information (?:contained )?in this (?:e-?mail|message)|The contents of this (?:e-?mail|message)|Privileged\/Confidential).{0,160}(?:confidential|intended|privileged|attachment)/i,
  /^(?:https?:\/\/)?(?:www\.)?(?:xent\.com\/mailman\/listinfo|lists\.sourceforge\.net\/lists\/listinfo|listman\.\S+\/mailman|lists\.freshrpms\.net\/mailman)/,
  /^(?:Exmh-(?:users|workers)|Razor-users|Spamassassin-\w+|RPM-List) mailing list/i,
  /^Irish Linux Users' Group/,
];

/** Lines and blocks that go wherever they stand. */
export const noise: readonly RegExp[] = [
  /^-{5,} Yahoo! Groups Sponsor.*\n[\s\S]*?~-+>\s*$/gm,
  /^(?:On|At|In)\b[^\n]{5,90}\n[^\n]{0,70}\b(?:wrote|writes|said):\s*$/gm,
  /^\[\p{Lu}[\p{L}.' ,-]{1,40}\]:?$/gmu,
  /^-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:-----END PGP SIGNATURE-----|$(?![\s\S]))/gm,
  /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\S+: .*\n)*/gm,
  /^-----BEGIN PGP [A-Z ]+-----[\s\S]*?(?:-----END PGP [A-Z ]+-----|$(?![\s\S]))/gm,
  /^\[(?:Non-text portions of this message|Image: |IMG: |image|demime|InlineImage)[^\]\n]*(?:\([^\n]*\))?\]+.*$/gim,
  /^(?:URL|Date): .*$/gm,
  /^\[\d+\]:? (?:https?|ftp|mailto):\S*\s*$/gm,
  /^-?-?=_[\w.=-]+$/gm,
  /^begin \d{3} \S+\n[\s\S]*?^end$/gm,
  /^(?:[A-Za-z0-9+/]{60,}\n){3,}[A-Za-z0-9+/=]*$/gm,
  /^\[?(?:snip|snipped|\.\.\.|…)\]?$/gim,
  /^<\/?(?:snip|rant|quote)>$/gim,
];

/** A line that says whose words follow. */
export const attribution =
  /(?:\b(?:wrote|writes|said|says|wrotes|schrieb|écrivait|écrit|skrev|typed|scribbled|spake|babbled|uttered|mumbled|opined|added|responded|replied|sez|noted|stated|asked|expounded|scrobe|scratched|transmitted|quoted|eructed|commented|observed|remarked|suggested|claimed|rambled|proclaimed|declared|exclaimed|muttered|blurted|spoke|spewed|penned|expressed|posted|mailed|cusku)\b[^.!?]{0,40}(?::|\.\.\.|…|-)|^(?:On|At|In|Am|Le|Quoting)\b.{4,90}:)\s*$/i;
