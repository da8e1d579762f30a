import { isDistinctive } from './known-names.ts';
import { ambiguousNames } from './ordinary-words.ts';

const ofList: Record<string, readonly string[]> = {
  fork: ['fork'],
  ilug: ['linux', 'ilug'],
  social: ['linux', 'dublin'],
  webdev: ['webdev'],
  iiu: ['internet', 'ireland'],
  'rpm-zzzlist': ['rpm', 'linux'],
  'rpm-list': ['rpm', 'linux'],
  'exmh-users': ['exmh'],
  'exmh-workers': ['exmh', 'tcl'],
  'razor-users': ['razor', 'antispam'],
  'spamassassin-talk': ['spamassassin', 'antispam'],
  'spamassassin-devel': ['spamassassin', 'perl'],
  zzzzteana: ['forteana'],
  forteana: ['forteana'],
  secprog: ['security'],
  vulnwatch: ['security'],
  spambayes: ['python', 'antispam'],
  irregulars: ['tbtf'],
  'sitescooper-talk': ['sitescooper'],
  'webmake-talk': ['webmake', 'perl'],
};

const dull = new Set(
  `a about after again against all also am an and another any are aren around as ask asks at back bad be because been before being best better big
  but by call can cannot case come comes could daily day days did didn different do does doesn doing don done down each easy else end even ever
  every few find first fix for found from full fun fwd gets getting get give go goes going gone good got great had hard has have having he hello
  help her here high him his hmm how i if in info into is isn it its just keep know last least less let life like little live ll long look
  looking lot low made mail mails make makes making man many may maybe me mean message messages might mine more most mr much must my need needed
  needs never new news next nice no non not nothing now of off ok old on one only or other our out over own part people per place please point
  post problem problems put question questions quick quite rather re read real really reply right run running said same say says see seem seems
  send set should show sick side since small so some someone something soon still stop stuff such take takes taking tell test than thank thanks
  that the their them then there these they thing things think this those though three time times tip to today too top tried try trying two
  under up update use used user users using ve very via want wanted wants was way we week well were what when where which while who why will
  with without won work working works world would wrong year years yes yet you your issue issues list lists vs etc version part week subject
  none june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul
  aug sep oct nov dec announce announcement fw was red hat head early late open free group story goodbye bye anyone everyone huh ouch latest
  between during almost isnt dont doesnt cant digest re2 number second third four five six seven eight nine ten another whole once gives given
  false rate change changes changed log http file files report reports advice testing error null release released results key current content
  site bits package multiple available stupid ready support rules access service request interesting save weekend information device public men
  coming companies check note notes rule through finally matter record human deal uses plans remove die warning broken giant mass trust city brown
  prize notification vol card perfect add wide words recommendations address trial item process style fake critical missing play west pages
  positive fall port horse merging level orders self puts rise reveals based requires location status code hit pics sets window windowing online
  home cool stories headlines automated net bug email mailing system article phone matter data form line fine sound ways guy guys girl someone
  across goes big small huge major minor red green white black blue`.split(/\s+/),
);

const subjectWords = (subject: string): string[] =>
  [...new Set(subject.toLowerCase().match(/(?<![\p{L}\d'’.])\p{L}[\p{L}\d]{2,19}(?![\p{L}\d'’])/gu) ?? [])].filter(
    (word) => !dull.has(word) && !ambiguousNames.has(word),
  );

/** The words that at least `least` conversations have in their subjects; `isName` says which name a person. */
export function commonTopics(
  subjects: readonly string[],
  isName: (word: string) => boolean,
  least = 4,
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const word of subjects.flatMap(subjectWords)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set(
    [...counts].flatMap(([word, count]) => (count >= least && !(isDistinctive(word) && isName(word)) ? [word] : [])),
  );
}

/** At most four tags of a message: its mailing list's, and the words of its subject that others wrote about too. */
export function hashtags(list: string | undefined, subject: string, topics: ReadonlySet<string>): string[] {
  const known = /\[use perl\]/i.test(subject) ? ['perl'] : (ofList[list ?? ''] ?? []);
  return [
    ...new Set([
      ...known,
      ...subjectWords(subject)
        .filter((word) => topics.has(word))
        .slice(0, 2),
    ]),
  ].slice(0, 4);
}
