r"""The phrase book of page furniture: what saved web pages say that nobody wrote as text.

Data only: each passage is written as `phrases` says, in Bokmål, Nynorsk, Danish, Swedish and
English, and compiled by `lines` when a page is read.

A line of a passage of `RULES` is one phrase ("legg inn en kommentar", "© 2011 …"). What is known
by its parts or its company stands in `stocks`.
"""

from __future__ import annotations

import functools
import re

from .phrases import compiled
from .stocks import COUNTED

RULES = {
    "date line": r"""
        <published>?<fullwhen>( ?[|·•,–—/-]* ?(<count> <remark>|(in|i|under) [\w ,&-]{2,40}))?[.:]?
        (<published>|<weekday>,? ?)(den )?<when>[.:]?
        <published>?(kl\.?|klokk[ae]n|at) \d{1,2}[.:]\d\d( ?[ap]\.?m\.?)?
        <weekday> \d{1,2}/\d{1,2}<clock>?
        (<published><when>[ |·•,;–/-]*){2,3}
        #\d{1,4} ?[·•|,–-]? ?<when>
        <published>\d{1,2}[.:]\d\d,? (den )?<date>
        <age>
    """,
    "comment count": COUNTED
    + r"""
        (view|vis|visa|show|se|les|läs|læs) (all[ea]? )?(\d+ )?<remark>( \(\d+\))?
    """,
    "comment form": r"""
        <write> ((igjen|att|inn|till|ind|in|ut|til) )?(<a> )?((ny|nytt|new) )?<remark>( (til|till
            |to|her|här|here|på|på innlegget) ~)?( ?\(?(avbryt|annuller|cancel) (svar
            |reply)\)?)?[ :!.…]*
        (kommenter|kommentera|kommentér)( (innlegget|inlägget|indlægget|saken|artikkelen
            |artikeln))?[:!.…]*
        (join|start) the discussion[.…]*|(delta|deltag|delta gjerne) i (diskusjonen|diskussionen
            |debatten)[.…]*
            |bli med i (diskusjonen|samtalen|diskussionen)[.…]*
        (avbryt|annuller|cancel) (svar|reply)
        (tänk på|husk|hugs|kom ihåg|remember)( (att|å|at|to))? (hålla|holde|halde|være|vere|vara
            |keep|be|skrive)\b.{0,30}\b(god tone?|saklig|sakleg|høfli[gt]|høfleg|hövlig|civil
            |polite)~~
        (din|di|ditt|your|<field>)(en|a|n)?\b.{0,40}\b(ikke|ikkje|inte|not|never|aldri
            |aldrig)\b.{0,25}\b(publi|offentlig|offentleg|vis[ea]s|displayed|shown|synlig|shared
            |delt|delas|lagt ut)~
        (obligatoriske?|obligatoriska|påkrevde?|krævede|nødvendige|required) (felter|felt|fält
            |fields)\b~
        (du kan (bruke|bruka|bruge|använda)|you (may|can) use|tillatte?|allowed|tilladte?
            |tillåtna)\b.{0,40}\bhtml~~
        html.?(koder|kode|taggar|tagger|tags|kodar)?\b.{0,30}(tillat\w*|tilladt|allowed|tillåt\w*
            |ok|av|off|på|on)\b~
        (ja,? ?|yes,? ?)?(varsle|varsl|notify|giv|meddela|gi|send|meld|få|informera|skicka
            |mejla)\b.{0,40}\b(kommentar|comment|innlegg|posts?|indlæg|inlägg|svar)~(e-?post|mail
            |mejl)~
        (lagre|save|gem|spara|husk|kom ihåg|remember) (mitt|mit|my|meg|mig|me|namn|navn|mine
            |mina)\b~~
        (du må|du skal|du måste|you must|you need to)( først| first)? (være|vera|vere|vara|be
            |logge?|logga) ~(kommenter|comment|svar|skriv|indlæg|inlägg)~
        (logg|log|logga|registrer)( deg| dig)? (inn|ind|in)( eller ~)? (for å|for at|för att|to) ~
        (kommentar\w*|kommentering\w*|comments?|responses?|diskusjonen|debatten|diskussionen
            |tråden) ((er|är|are|is|til .{3,60} er) )?(nå |nu |now |currently |no )?(stengt|stängd
            |lukket|lukkede|closed|avslut|inaktiver|avstängd|slått av|slået fra)\w*~
        (the )?comments (to|on|for) this (entry|post|article) are closed~
        (der )?er lukket for kommentarer~|comments (off|closed)|kommentarer avstängda
        (your comment|kommentaren din|din kommentar|kommentaren)\b.{0,20}(awaiting|venter|ventar
            |afventer|väntar)~
        (alle |alla |all )?(kommentarer|kommentarar|comments) (modereres|blir moderert|godkjennes
            |godkendes|modereras|granskas|are moderated|blir godkjent)~
        ((din|ditt|dit|your) )?<field>( ?\*|:| ?\(<required>( fält| felt| field)?\))+ ?\*?
        [^.!?]{0,60}(_{3,}|(:| |^)\.{6,})~~
        (send|publiser|publicera|publicér|post|submit|skicka|legg inn|tilføj)( inn| ind
            | in)? (kommentar(en)?|comment|svar(et)?)
        (captcha|anti-?spam|spamkontroll|spamskydd|spam protection)\b~|(skriv inn|enter|type
            |indtast) (tegnene|ordene|tecknen|the (text|code|words|characters)|koden)\b~|(hva er
            |hvad er|vad är|what is|kva er) \d+ ?[+x] ?\d+ ?\?
        ((husk|hugs|kom ihåg|glem ikke|gløym ikkje|glöm inte|remember)( (at|å|att|to))? )?(taste?
            |indtaste?|skrive?|skriva|fylle?|fylla|udfylde?|ange|enter|type)( (inn|ind|in|i|ut|den
            |the))* (sikk?erhe[dt]s|säkerhets|tryggleiks|kontrol|kontroll|spam|security
            |verification)[ -]?(kode?n?|code)\b~~
    """,
    "plugin": r"""
        (spam karma|bad behavior|antispam bee|defensio|mollom|wp-spamfree
            |spam ?poison)( \d)?\b.{0,20}\b(har|has|hat) \w+ [\d .,]+~
        (learn how your comment data|finn ut (mer )?(om )?hvordan (dine )?kommentardata
            |finn ut korleis|lær (mere )?om,? hvordan|lær hvordan din kommentar
            |lär dig hur din kommentar)~
        (blog )?comments powered by ~|(please )?enable javascript to ~
            |view the discussion thread\.?|what's this\?
        kommentar\w* (drevet|drevne|levert|leveret|drivs|drivna|är drivna) (av|af|med)\b~
        related posts? (plugin|widget|by)\b~|(linkwithin|zemanta|nrelate|outbrain|yarpp|sharethis
            |addthis|lockerz|intensedebate|js-kit)( ~)?
        ~\b(akismet|commentluv|wp-[a-z]+|wptouch|statpress|feedburner|sociable|simple tags
            |tag warrior|postratings|postviews|addtoany|nextgen gallery|contact form 7
            |all in one seo|embed pdf viewer|subscribe to comments)\b~
        wordpress-?[a-zæøåäö]+ ?:~|~ for wordpress\b.{0,12}|popularity: ?\d+ ?%~|[\w ]{2,20}(plugin
            |tillegg|utvidelse|insticksprogram|tilføjelse)( [\w-]+)? ?: ~
        \.-=~~=-\.?
        (stolt |stoltelig )?(proudly )?(powered by|drevet (av|af)|drives (av|af|med)|drivs (av|med)
            |driven by|leveret af) [\w .&-]{2,40}
        (laget (med|i)|laga (med|i)|lavet (med|i)|bygd på|made with|bygget (med|på)|byggd (med|på)
            |publisert med|skapad med) (wordpress|blogger|typepad|movable type|drupal|joomla
            |kjærlighet og|frontpage|blogg|hjelp av)~
        (enkelt?|simpel|simple|minimal|reise|fantastisk|bilde|awesome|picture window|watermark
            |skimrande)[- ]?(tema\w*|mal|malen|template)\b~
        (theme|tema|design|mal|template|skin|layout)\b ?:? ?([\w -]{2,30} )?(by|av
            |af) [\w .-]{2,40}
        (sort by|sort[eé]r (etter|efter)|sortera efter) ?:? ?((<post>|date|<sorting>)[\w| ]{0,40})?
        also on [\w .-]{2,40}|d? ?(add|tilføj|legg til|lägg till) disqus (to|til|till|på) ~
            |facebook (comments|social) plugin|facebook-kommentarer|facebook-?(modul|plugin|tillegg
            |insticksprogram)\w*( for| för| til)? (kommentarer|kommentarar|comments)
        disqus'?s? (privacy|databeskyttelse|personvern|integritet)\w*( policy|politik)?
            |do not sell my data|sælg ikke mine data|ikke selg mine data|sälj inte mina data
        (log|logg|logga|sign) (ind|inn|in) (med|with)|(eller|or) (tilmeld dig|registrer deg
            |registrera dig|sign up with) disqus|(favorit|favoritt|recommend|anbefal
            |rekommendera) \d+|\d* ?[△▽▲▼∧∨]( ?\d* ?[△▽▲▼∧∨])*( ?\d+)?
        this comment was (deleted|removed)~|(load|show) more comments|(vis|visa|se) (flere|fleire
            |fler) (kommentarer|kommentarar)
        \d+ people listening|(liked by|likt av|gillas av) ~
    """,
    "pingback": r"""
        \d+ (trackbacks?|pingbacks?)
        (ping-?backs?|track-?backs?|tilbakeping|tilbakesporing|tilbagesporing)\b~~
        \[(\.\.\.|…)\].{0,180}\[(\.\.\.|…)\]
    """,
    "read more": r"""
        (les|læs|läs|read|lesen?|klikk og les) (hele|heile|hela|hele|resten|more|mere|mer|meir
            |videre|vidare|full|the|artikkelen)( (av|af|of) ~| (innlegg|indlæg|inlägg|artik|sak|her
            |här|post|article|story)\w*)*[ .…»›→>)]*
        (les|læs|läs|vis|visa|show) (resten|hele teksten|hela texten|heile teksten|videre
            |vidare)( nedenfor| her)?
        (→|»|›|>) ?(hela|hele|heile|resten av|resten af|read the full) ?(inlägget|innlegget
            |indlægget|artikeln|artikkelen|artiklen|saken|texten|teksten|post|article|story)
        (fortsættes|fortsettes|fortsetter|fortsätter|continued)( (nedenfor|nedan|under|below|her))?
        (fra|från|frå|from) (arkivet|the archives?) ?: ~
        (fortsett å lese|fortsett lesingen|hald fram med å lese|fortsæt (læsning|med at læse)
            |fortsätt läsa|continue reading|keep reading|les hele saken|klikk her for å lese)~
        (les|læs|läs|se|sjå|see|read) (også|òg|och|också|även|also|mer|meir|mere|more)( om
            | på)? ?: ?.{2,110}
    """,
    "previous and next": r"""
        [«‹←<]* ?<towards>( ?[|·/«‹←<»›→>-]* ?<towards>)?
        [«‹←<]* ?<which> ?[:»›→>←-]+ ?~|(<which> ?[|/·«»←→ -]+ ?)?<which>
        (<which> <post>|<home>)([ |·/-]+(<which> <post>|<home>)){1,3}
        (←|⇐|‹) ?[^«»‹›→.!?]{2,90}|(«|<<|&laquo;) [^«»‹›→.!?:]{2,90}|[^«»‹›←.!?:]{2,90} ?(→|⇒|›)
            |[^«»‹›←.!?:]{2,90} (>>|&raquo;|»)
        (tilbake|tilbage|tillbaka|back) (til|till|to) (forsiden|framsida|startsiden|startsidan
            |hovedsiden|bloggen|oversikten|översikten|oversigten|home|the blog|start)
        (←|«|<<) ?[^«»]{2,80} ?[|•·] ?[^«»]{2,80}|←.{2,90}→
        («|<<|‹) ([^«»]{2,80} [|·•] ?){1,3}[^«»]{2,80} (»|>>|›)
        \[<which> [^\]]{2,20}\](\[[^\]]{2,20}\])*
        (previous|next|forrige|næste|neste|föregående|nästa|førre) (message|melding|besked
            |meddelande|tråd|emne|topic|thread) ?: .{2,140}
    """,
    "title bar": r"""
        («|<<|‹) [^«»]{12,170} (»|>>|›)
    """,
    "tags and categories": r"""
        (technorati|flickr) ?tags? ?: ~~
        (tags?|tagget|tagga|tagger|taggar|tagged|taggad|taggat|etikett(er|ar)?|emneord|emneknagg(er
            |ar)?|stikkord|stikord|søkeord|nøkkelord|nøgleord|nyckelord|kategori(er|ar|en)?
            |categor(y|ies)|filed (under|in)|posted in|arkiver(t|et) (i|under)|lagret (i|under)
            |sparat?s? (i|under)|gemt under|labels?|merkelapp(er|ar)?|merket|merkt|mærket|märkt
            |merka|skrevet i|publisert i|publicerat i|postet i|lagt i( mappen)?|mærker|märken
            |sorter(t|et|at) (under|i)|arkiverat (i|under)|lagrat (i|under)|ämnesord
            |i mappen)( (med|with|as|under))? ?: ?[^!?]{0,160}
        (filed under|tagged (with|as)?|posted (in|under)|arkiver(t|et) (i|under)|gemt under
            |sparat?s? under|(publisert|publicerat|publicerad|udgivet|postet|postat|lagt|skrevet
            |skrivet) (i|under) kategori\w*|merket med|mærket med|märkt med|taggat med|tagget med
            |merka med|merkt med) [^.!?]{2,140}
        (publisert|publicerat|publicerad|udgivet|postet|postat|posta|publicert) (i
            |under) [^.!?,]{2,40}((,| og| och| and|;) [^.!?,]{2,40}){0,3}( ?[|·•] ?~)?
    """,
    "share buttons": r"""
        (del|dela|share|spre|sprid|anbefal|tip|tips|tipsa|rekommendera)( gjerne| gärna
            | gerne)? (dette|detta|this|denne|denna|den|det|innlegget|inlägget|indlægget|artikkelen
            |artikeln|artiklen|saken|siden|sidan|med andre|med andra|med vennene dine
            |på sosiale medier|på sociala medier|på sociale medier|it|med en venn?)( (på|on|med|via
            |with|to|i|til|innlegget|inlägget|indlægget|posten|post|page|siden|artikeln|artikkelen
            |artiklen|artikel|article|entry|story)\b[^.]{0,60})?[:!]?
        (del|dela|share|post|tweet|send|lagre|lägg upp|skicka|anbefal|legg ut|gem|spara)( this
            | dette| detta| det| den)? (på|on|to|med|via|i|by|per|til) <network>(?!\w)( ?\(~)?
        (send|skicka|tips|tip|tipsa|mail|mejla|e-?post) (til|till|to|dette til|detta till|andre
            |andra) ?((en|ein|a) )?(venn?|vän|friend|kollega)?
        (lik|liker|like|synes godt om|gilla|gillar|synes om)( dette| this| detta| det| siden)? ?:
            |(like|liker|gilla|synes godt om)? ?(loading|laster|indlæser|laddar
            |läser)( inn?)?[ .…]*
        \d+ (personer|people|bloggers?|bloggere|bloggare|andre|andra|person) (liker|likar|likes?
            |synes godt om|gillar|har delt|har delat|shared?)( dette| this| det| detta)?
        (rate|vurder|betygsätt|bedøm) (this|dette|detta|innlegget|inlägget|indlægget) ?:?
        (spara|lagre|gem|save|rätta|rett|ret) (artikel|artikeln|artikkel|artikkelen|artiklen
            |article|saken)|(skicka in|send inn|send ind) (rättelse|rettelse)|(del|dela
            |share) ?[›>»▾]
        (be the first to like|bli den første til å like|bli først ut med|bli först med att gilla
            |vær den første til)~|tips? (en|ein) venn?|tipsa en vän|email this|blogg? ?(dette|this
            |detta)[!.]?
    """,
    "subscribe": r"""
        (abonner|abonnér|abonnere|subscribe|prenumerera|tilmeld|ting|meld (deg|dig)|skriv dig upp
            |anmäl dig|sign up|registrer deg)\b( (på|to|till|til|for|via|her|här|nå|nu|now|deg|dig
            |in|with|med|here)\b[^.!?]{0,80}| ?: ?~)?[!.:]?
        (følg|følgj|följ|follow) (bloggen|meg|mig|oss|os|me|us|this blog|denne bloggen|min blogg
            |vår blogg)\b[^.!?]{0,60}[!.:]?
        (få|motta|receive|get|modtag|ta emot) (nye |new |nya |vårt |våre )?(innlegg|posts|indlæg
            |inlägg|varsler|updates|oppdateringer|nyhetsbrev\w*|nyhedsbrev\w*)\b~(e-?post|e-?mail
            |mail|innboks)~
        ((nyhetsbrev|nyhedsbrev|nyheitsbrev|newsletter)(et)?|rss|atom)([ -](feed|strøm|ström|flöde
            |kanal|kommentarer|innlegg|inlägg|2\.0|for|til|till|av|og|and|comments|entries|bloggen
            |\|))*:?
        you can follow this conversation by subscribing ~~|subscribe to this blog's feed
        (bli|become an?|bliv) (abonnent|prenumerant|subscriber|medlem|member)( (nå|nu|now|her
            |här))?|prenumerera|abonner|abonnér|tegn abonnement|köp prenumeration|køb abonnement
            |kjøp abonnement|(allerede|redan|already) (en |an? )?(abonnent|prenumerant|subscriber
            |medlem|member|kunde) ?[?!.,:]*( ?(logg|log|logga) (inn|ind|in)( her| här
            | here)?)?[.!]?
        (vil du|vill du|want to) (lese|lesa|læse|läsa|read) (hele|heile|hela|resten av
            |resten af|the whole) (saken|artikkelen|artikeln|artiklen|article|story|texten
            |teksten)~\?|logga? (inn|ind|in) (for å|for at|för att|to) (lese|lesa|læse|läsa
            |read)\b~
        (det|dette|detta|den|denne|this)( her| här)? (er|är|is)( en| ein| et| an?| kun| bare
            | endast| only)? ?((låst|låste|pluss?|abonnent|betal|premium)\w*[ -]?(artikel|artikkel
            |artiklen|sak|innhold|innehåll|indhold|article|story)|(for|för) (abonnenter
            |prenumeranter|subscribers))\b~
        (få|prøv|prova|prøve|start|köp|kjøp|køb) (full tilgang|fuld adgang|full åtkomst|pluss
            |tilgang|en måned|en månad)\b~(kr|kron|måned|månad|gratis)~|(bestill|beställ|bestil
            |kjøp|köp|køb) (abonnement|prenumeration|tilgang|adgang)\w*~
        <remark> ?[(–-]? ?(rss|atom|feed|via rss)\)?|(entries|posts|innlegg|inlägg|indlæg) ?\(?(rss
            |atom)\)?( ?\|? ?.{0,20}(rss|atom)\)?)?
    """,
    "cookies": r"""
        <site>\b.{0,60}(\bcookies?\b|informasjonskaps|informationskapsl|\bkakor\b)~~
        (les mer|les meir|læs mere|läs mer|read more|mer|more|mere)( (om|about|on|i))? (cookies
            |personvern|personvernet|informasjonskapsl\w+|kakor|bruken? av cookies|vår \w+)~
        (jeg|eg|jag) (forstår|godtar|godtek|accepterar|accepterer)|(godta|godtek|accept|acceptera
            |acceptér|tillad)( alle?| alla)?( cookies| kakor)?
    """,
    "footer": r"""
        (©|\(c\)|&copy;|copyright ?(©|\(c\)|\d{4}|:)|copyright by|opphavsrett ?(©|\d{4}|:))~~
            |.{0,60}©~
        ~\b(all rights reserved|alle? rett(igheter|ar|ighetene) (forbehold|reserver)\w*
            |alle rettigheder forbehold\w*|alla rättigheter (förbehåll|reserver)\w*|med enerett)\b~
        (ansvarlig (redaktør|utgiver|udgiver|redaktør og utgiver)|ansvarig utgivare
            |ansvarleg redaktør|chefredaktør|webmaster|webbmaster|webredaktør|nettredaktør
            |nettansvarlig)(/\w+)? ?: ?~
        (denne|this|detta|dette|denna|det här) (artik\w*|entry|post|innlegg\w*|indlæg\w*
            |inlägg\w*) (was|ble|blei|vart|blev|er|är|publicerades|postades|skrevs)( (posted
            |published|publisert|postet|skrevet|lagt|skrive|udgivet|publiceret|publicerad
            |publicerat|postat|skriven|skrivet|written|filed))? (ut|inn|ud|on|by|in|i|av|af|den
            |under|på|\d).{0,170}
        you can (follow any responses|leave a response|skip to the end)~~
            |(both )?(comments and )?pings are currently~|(bookmark the|bokmerk|bokmärk|bogmærk
            |bokmerk denne) perma~
        (tilbake til toppen|til toppen( av siden)?|tillbaka till toppen|till toppen|upp till toppen
            |back to top|gå til toppen|til top|til topps|scroll to top|top of page|to the top
            |↑) ?[↑^]?
        (visninger|visningar|views|page views|lest|læst|läst|hits|rating|treff|sidvisningar
            |totalt antall sidevisninger) ?:? ?\d[\d .]*( (ganger|gonger|gange|gånger|times
            |views))?
        (<foot> ?[|·•/] ?)*<legal>(( ?[ |·•/&,-] ?| (og|och|and) )(<legal>|<foot>))+
        (<foot> ?[|·•/] ?)+<legal>
        org(anisas?jons?|anisations?)?\.? ?-?(nr|nummer|\.nr)\.? ?:? ?[\d -]{9,14}~|cvr[ .-]*(nr
            |nummer)?[. ]?:? ?[\d ]{8,11}
        (sentralbord|växel|omstilling|hovednummer|telefon|telefax|tlf|tel|phone|fax|faks|e-?post
            |e-?mail|mobil)\.? ?: ?[+\d(][\d ()/-]{6,18}|(e-?post|e-?mail|mail|epost) ?: ?\S+@\S+
            |(åpningstider?|opningstider?|åbningstider|öppettider|opening hours
            |opening times) ?: .{4,60}
        (besøksadresse|besøgsadresse|besöksadress|postadresse?|adresse|address|adress|postboks
            |visiting address) ?: .{4,80}
        tilgjenge(lighets)?erklæring|tilgængelighedserklæring|accessibility statement
            |tillgänglighetsredogörelse|personvernerklæring\w*|privacy & cookies: .{0,170}
        (leveret|levert|levererad|levererat|utviklet|utvikla|udviklet|utvecklad) (av
            |af) [^ .!?,]+( [^ .!?,]+){0,2}
        (ansvarlig|ansvarleg|ansvarig) [\w ]{0,20}(redakt|utgiv
            |udgiv)\w*[\w ]{0,25} ?: ?[^.!?]{2,60}
        ~\b(vær varsom-?plakaten|god presseskikk|god presseskik|god pressesed)\b~|~\b(har (ikke
            |ikkje|inte) ansvar|er ikke ansvarlig|ansvarar inte|är inte ansvarig) (for
            |för) (innhold|indhold|innehåll|eksterne|externa)\b~
        (så|slik|sådan) (arbetar|arbeider|arbejder|jobber) (tidningen|vi|avisen|redaktionen
            |redaksjonen|\w{2,20}) med journalistik\w*\b~~
        (fant du (det|hva) du lette etter|fann du det du lei(ta|tte) etter|fandt du,? hvad du søgte
            |hittade du (det|vad) du (sökte|letade efter)|was this (page )?(helpful|useful)
            |var denne siden (til hjelp|nyttig)|hjalp dette deg)\b~
        (takk|tak|tack|thanks) for (tilbakemeldingen|tilbagemeldingen|din feedback
            |your feedback)[.!]?|tack för (din )?(återkoppling|feedback)(en)?[.!]?
        (already have a wordpress\.com account|to find out more, including how|member since \d
            |create a free website|blog powered by|report this content)~~|δ
    """,
    "navigation": r"""
        <section>( ?[|·•/]? ?<section>){2,}
        (hopp|gå|skip|spring|hoppa|jump|gå direkte) (til|over|to|till|över|direkte til
            |rett til) ((hoved|huvud|hovud|main |det )?-?(innhold|innhald|indhold|innehåll|content
            |navigasjon|navigation|meny|sidefelt|sök|søk)\w*)
        (du er her|du är här|you are here|her er du) ?:~
        (hjem|heim|hem|home|forside|forsiden|framsida|startsida|startsiden?|forumindex
            |forumoversikt|forumoversigt|board ?inde(x|ks)|forum) ?(»|›|‹|>|→|::|/) ?.{1,140}
        logga? (inn|ind|in)|log (in|on)|(logg|log) av|logga ut|bli medlem|registrer(a)? (deg|dig)
            |(till?|back to) (startsidan?|forsiden|framsida)
        (åpne|opne|öppna|åbn|open|vis|lukk|stäng|luk) (hoved|huvud|hovud)?(meny|menyen|menu|menuen
            |søk|sök|søg)|(tilpass|tilpas|anpassa) (visning\w*|siden|sidan|visningen)|snabblänkar
            |hurtiglenker|hurtige links|genveje|quick links|ofte stilte spørsmål
        (søk|sök|søg|search)( (etter|efter|for|i|på|in|this) ?(bloggen|siden|sidan|blog|site
            |denne bloggen|den här bloggen|nettstedet)?)? ?[:.…]*
        (hovedmeny|hovudmeny|huvudmeny|hovedmenu|main menu|meny|menu|sidekart|nettstedskart
            |nettstadskart|webbkarta|sitemap|sidefelt|sidebar)
        (vis|visa|view) (hele |hela |heile )?(profilen min|min profil|my complete profile
            |min profil)( helt| komplett)?
        (skriv ut|skriv ut siden|utskriftsvennlig( versjon)?|utskriftsvänlig( version)?
            |udskriv( siden)?|print this( page| post)?|send siden|printervenlig( version)?)
    """,
    "advertisement": r"""
        (annons|annonse|annonce|annonsørinnhold|advertisement|sponsored content
            |annonsebilag)( ?[-–:↓▼])?
        (artikkelen|saken|artikeln|artiklen|the article|teksten|texten) (fortsetter|held fram
            |fortsätter|fortsætter|continues) (under|nedenfor|nedanför|efter|etter
            |below) ?(annonsen|annoncen|annons|reklamen|the ad|reklame)?[.:]?
        tips (oss|os|redaksjonen|redaktionen)( om [^.!?]{2,40})?[!.]?
        (dette|detta|this|det här|dette her) (er|är|is) (en|et|eit|ein|ett|an?) (kommentar
            |kommentarartikkel|debattinnlegg|debattindlæg|debattartikel|debatinnlegg|kronikk|kronik
            |krönika|opinion)\.( .{0,50}(uttrykk|uttryck|udtryk|skribent|forfatter|holdning|åsikt
            |mening).{0,60})?
    """,
    "forum": r"""
        (inlägg|innlegg|indlæg|posts?|meldinger|antal indlæg|antall innlegg|antal inlägg
            |beskeder) ?: ?[\d .]+
        (blev medlem|ble medlem|vart medlem|registrert|registrerad|joined|tilmeldt|medlem siden
            |medlem sidan|medlem sedan|member since|reg\.? ?dato) ?:? .{4,30}
        (ort|bosted|bostad|location|hjemsted|bopæl) ?: ?[^.!?]{2,40}
        re ?: ?[^.!]{2,110}|upp|quote|siter|citer|citera
        (visa|vis|display|show) (inlägg|innlegg|indlæg|posts|emner|trådar)( (från|fra|from|senaste
            |de siste|de seneste|previous))? ?: ~~
        (återgå|tilbake|tilbage|return|gå tilbake) (till|til|to) [«»“”"'‘][^«»“”"'’]{2,60}[«»“”"'’]
            |(hoppa|hopp|gå|hop|jump) (till?|to)( (forum|kategori))?
        (vilka|hvem|kven|hvem der|who) (är|er|is) (online|inloggad\w*|pålogga?|innlogga?
            |pålogget)( no| nå| nu| now)?\b[^.]{0,60}
        (användare|brukere|brukarar|brugere|users) (som|der) (besöker|læser|leser|les|besøger)~~
            |users browsing this~~
        (alla|alle|all) (tidsangivelser|tider|klokkeslett|times) (är|er|are) ~|(svensk|norsk
            |dansk) (översättning|oversettelse|oversættelse|språkpakke) (av|af) ~
        [\d .]+ (visninger|visningar|views|treff|hits|lesninger)
        (sök|søk|søg|search) (i|in|this) (denna |denne |this )?(tråd|tråden|emnet|topic
            |thread)[ .…]*
        (dela|del|share) (tråden|emnet|topic|thread) ?:? ?~
        (says|sier|seier|siger|säger|skrev|skreiv|skriver|wrote|sa|said|sagde) ?:
    """,
    "mail header": r"""
        \S+@\S+\.[a-z]{2,6}
        (from|fra|från|frå|to|til|till|date|dato|datum|subject|emne|ämne|cc|kopi|sent|sendt|skickat
            |reply-to|svar til|message-id|in-reply-to|sv|vs|ang) ?: ?.{0,150}
        [\w-]{2,40} mailing list|messages sorted by ?: ~|more information about the~|_{20,}
        \[[\w-]{2,40}\] [^.!\[\]]{2,100}
    """,
    "invitation": r"""
        (har (du|dere|de|i|ni)|have you|do you have) [^.!?]{2,60}\? ?(så )?(skriv|si|sei|säg|sig
            |lämna|del|dela|fortell|fortel|fortæl|berätta|legg|læg|lägg|gi|giv|ge|tell|write|leave
            |share)\b[^.!?]{0,30}\b(her|här|here|nedenfor|nedanfor|nedanför|nedan|herunder|under
            |below|kommentarfelt\w*|kommentarsfelt\w*|kommentarfält\w*|kommentar|kommentarerne
            |kommentarene|kommentarerna)[.!: ]*
        har (du|dere|ni) (bilder|opplysninger|tips|et tips|ett tips
            |informasjon)\b[^.!?]{0,40}\? ?(send|tips|ring|kontakt|kontakta|mejla|skicka) (oss|os
            |inn|in|redaksjonen|redaktionen)\b.{0,90}
    """,
    "stray markup": r"""
        </?(img|a|div|p|br|span|script|iframe|object|embed|table|td|tr|ul|li|hr|form|input|center
            |font|link|meta|style)\b[^>]*>?
        [-_=\x7e*#·•|<>«»+−⚑›‹ ]+|([.ox] )+[.ox]|(https?://|www\.)\S+\.\S+/\S*(trackback
            |listinfo)\S*
    """,
    "picture credit": r"""
        (foto|photo|photos|illustrasjon|illustration|illustrasjonsfoto|arkivfoto|pressefoto
            |pressfoto|bilde|billede|bild|bilete|faksimile|skjermdump|skärmdump)( (av|af|by))? ?(:
            |/) ?[^.!?]{2,70}\.?
    """,
}


NAMES = tuple(RULES)


@functools.cache
def lines() -> re.Pattern[str]:
    """One pattern for a whole line; group rN is the rule NAMES[N]."""
    return re.compile(
        "|".join(f"(?P<r{n}>{compiled(book).pattern})" for n, book in enumerate(RULES.values()))
    )
