const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that occur in the senders' names and addresses but name nobody: common words, organisations, places, months, list names. */
export const ordinaryWords = words(`
  the of in that for from not all one new mail system list message com software spam news email security home razor day
  things tech technology network page today users user spamassassin services media digital online download tips exmh update
  updates daily ximian redhat hardware non word root lists gnome size phone red share newsletter newsletters mailing tools info
  cool team history party body ask sound games core distribution store edition ie computing shell quick sex delivery manager reply
  nobody mailer movie developers devel fork graphics flash blue ext staff weekly strange request protocol hell owner god topic gay
  cell weather evil iso admin matters guardian virus investor classic administrator announce advisory scripting ex fax loop hosting
  boards alert glad desktops components unusual subscriber subscribers notebooks handhelds announcements makers mailman pine
  forgotten lovely ilug delivers temp cron uncle replies gear conferences volunteer novels daemon aka nic slang editorial delta
  dated wash tribute robot dispatch champion bugzilla bayes reminders webmaster ticket alerts trivia libertarian freshmeat
  pint buyer shocking jobfair bot stripes postmaster advisories windows linux internet cnet pc mr mac sun apple lockergnome zdnet
  aug hat dell washington journal hp subscriptions jul jan yahoo pro netscape mozilla divx penguin pda fool ireland hello freebsd
  electronics imho explorer quicktime institute isilo unspun specialist motley england associates oracle labs cert nnt germany
  dublin mt iii anchordesk effector matrox catchup shopper delphi governor cuteftp espial dilbert rand handango ant nov globalscape
  butterfly theserverside winxpnews sporadic geocaching auctions ipa exp foundstone checker newcomer doe daytips fortean forteana gamespot
  foxsports enews inn technician notify comics rivers rocha goddess chick ecartis searchsecurity searchnetworking mailinglists mailinglist
  cult mates unlisted sweeps elm moo yyyy and or to by with on at is it be no me my us we you your his her help test time web webdev site www
  net org edu gov int mil co uk nl de fr au ca ch fi se es it eu biz name inc ltd limited talk work world star life house city post
  social club rpm rpmlist perl python java php sql unix bsd mutt kde irc apt dvd mp hotmail msn aol example localhost mailbox inbox
  dont do did get go got has have hi how if im just like look make man men movies music north open out over pop post program project
  public say see self send she some stuff sub support that them then there they this top under up use used very was way well what
  when where which who why yes source group groups general free feed feeds rss rssfeeds noreply newscientist boingboing fark gamasutra
  slashdot freshrpms sourceforge science tv power real state states support sys tape title total track trade travel type video view voice
  war water wild wind women wonder yellow zero bounce bounces bouncer return returns sender receive server client service host mothlight
  harpercollins tomgardner tomgard securiteinfo tesco petition sales marketing press contact feedback customer customers orders order
  billing account accounts member members membership register registration editor editors letter letters digestifier digest anacron
  fortune law old our people person plus rock second sky smart soft spirit spot stream studio super surf symbolic team tele text third
  true twin union unit value vision visit welcome wise wizard wolf young penguin core apple domain discussion internal magnesium bigfoot
  sfgameruk dejavo culture cheers thanks regards best sincerely hamilton english american irish german italian spanish dutch swedish
  hacker hackers commits cvs evangelist dns swap firewalls buyers professor doctor student fools bridges queen king ace rodent carpet jupiter saturn mercury bell
`);

/** Names that are also words: they count as names only where their bearer takes part and they stand as a name does. */
export const ambiguousNames = words(`
  will may don long price far white mark bill win chip rich hunt young hall lane ward wood bridge rose green gray fox skip max chad
  berry bond french gay glad shore guest fries diamond angles jordan jesus yen jay reg ray rob ted ken hal ho mo po ling nix lake burger
  sterling wells birch hatch coy duff beck rand iff inn page foster bishop clements chambers baker moon carey delia doris grace
  hope joy art pat sue dot drew frank gene guy hank jack jean josh lance lee miles nick norm peg penny pierce randy rod rusty
  sandy sky stew summer violet wade warren webb wing cash che coleman cook cox crow curry day dean dell drake duke earl ford gates
  glen hamilton harley heath hill holly ivy kitty king kirk knight love martin mason miller noble noel olive park parks perry piper
  pope porter potter prince reed rice rivers robin ross royal savage shepherd short small snow speed stone story strong sharp
  swift taylor temple tyler viola walker wells wolf woods worth villa ward troy terry mates solomon morton ash villa patton torre
  hussein prada kann reilly oreilly robins drum papier lovely ronan ville lars tng tor blo jac gibbon zeek twang isaac
`);

/** Parts of family names that are no names by themselves. */
export const particles = words(
  'van von der den de del della di da la le du mac mc o d al el bin ibn ben san st jr sr ii mrs ms dr prof',
);
