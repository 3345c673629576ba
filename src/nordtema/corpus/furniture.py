r"""The phrase book of page furniture: what saved web pages say that nobody wrote as text.

Data only: each passage is written as `phrases` says, in Bokmål, Nynorsk, Danish, Swedish and
English, and compiled at the end.

`RULES`    one line of the book is one phrase ("legg inn en kommentar", "© 2011 …")
`BARS`     lines put together from a small stock of items ("del på facebook twitter e-post")
`TITLED`   headings that own the short lines below them ("you may also like…" and its titles)
`WEAK`     furniture only in company: "twitter" alone may well be a heading of the text, but under
           "del:" it is a button. Weak lines go only beside a sure one.
"""

from __future__ import annotations

import re

from .phrases import compiled, items

# "9 Responses", "4 kommentarer til «…»", "Ingen kommentarer:"; a number in words needs the title
COUNTED = r"""
    ((der er|det er|det finns|det har kommet) )?(\d+|ingen|inga|no|zero) <remark>( (so far
        |så langt|hittills|hittil|ennå|endnu|än))?( (to|til|till|på|on|om) ~)? ?[:.…]?
    <count> <remark>( (to|til|till|på|on|om) [«“”"'‘»].{1,120})? ?:
    <count> <remark> (to|til|till|på|on|om) [«“”"'‘»].{1,120}
    <remark> ?[:–-]? ?[\(\[]<count>[)\]] ?:?|<remark> ?: ?\d+
    [^.!?]{0,60}[|·•] ?<count> <remark>
    (\d+|<number>) (har kommenter[ae]t|har svar[ae]t|har skrevet|kommenterte)[.:]?
"""
# "Kommentarer", "Debatt": a heading only where comments do follow
BARE = r"""
    (alle |alla |all )?<remark>( (til|till|to|på|on) ~)? ?:?
    (diskusjon|diskussion|discussion|debatt|debat|ordskifte)(en)?( \(<count>\))? ?:?
    (lesernes|læsernes|läsarnas|lesarane sine|visitor|user|reader) (kommentarer|kommentarar
        |comments) ?:?
"""

RULES = {
    "date line": r"""
        <published>?<fullwhen>( ?[|·•,–—/-]* ?(<count> <remark>|(in|i|under) [\w ,&-]{2,40}))?[.:]?
        (<published>|<weekday>,? ?)(den )?<when>[.:]?
        <published>?(kl\.?|klokk[ae]n|at) \d{1,2}[.:]\d\d( ?[ap]\.?m\.?)?
        <weekday> \d{1,2}/\d{1,2}<clock>?
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
        (join|start) the discussion[.…]*|(delta|deltag|delta gjerne) i (diskusjonen|debatten)[.…]*
            |bli med i (diskusjonen|samtalen|diskussionen)[.…]*
        (avbryt|annuller|cancel) (svar|reply)
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
    """,
    "plugin": r"""
        ~\bakismet\b~
        (learn how your comment data|finn ut (mer )?(om )?hvordan (dine )?kommentardata
            |finn ut korleis|lær (mere )?om,? hvordan|lær hvordan din kommentar
            |lär dig hur din kommentar)~
        (blog )?comments powered by ~|(please )?enable javascript to ~
            |view the discussion thread\.?|what's this\?
        kommentar\w* (drevet|drevne|levert|leveret|drivs|drivna|är drivna) (av|af|med)\b~
        related posts? (plugin|widget|by)\b~|(linkwithin|zemanta|nrelate|outbrain|yarpp|sharethis
            |addthis|lockerz|intensedebate|js-kit)( ~)?
        ~\b(wp-[a-z]+|wptouch|statpress|feedburner|sociable|simple tags|tag warrior|postratings
            |postviews|addtoany|nextgen gallery|contact form 7|all in one seo|embed pdf viewer
            |subscribe to comments)\b~
        wordpress-?[a-zæøåäö]+ ?:~|~ for wordpress\b.{0,12}|popularity: ?\d+ ?%~
            |[\w ]{2,20}(plugin|tillegg|utvidelse|insticksprogram|tilføjelse)( [\w-]+)? ?: ~
        \.-=~~=-\.?|~\bcommentluv\b~
        (stolt |stoltelig )?(proudly )?(powered by|drevet (av|af)|drives (av|af|med)|drivs (av
            |med)|driven by|leveret af) [\w .&-]{2,40}
        (laget (med|i)|laga (med|i)|lavet (med|i)|bygd på|made with|bygget (med|på)|byggd (med|på)
            |publisert med|skapad med) (wordpress|blogger|typepad|movable type|drupal|joomla
            |kjærlighet og|frontpage|blogg|hjelp av)~
        (enkelt?|simpel|simple|minimal|reise|fantastisk|bilde|awesome|picture window|watermark
            |skimrande)[- ]?(tema\w*|mal|malen|template)\b~
        (theme|tema|design|mal|template|skin|layout)\b ?:? ?([\w -]{2,30} )?(by|av|af) [\w .-]{2,40}
        (sort by|sorter (etter|efter)|sortera efter) ?:? (<post>|date|best|newest|oldest|beste
            |nyeste
            |eldste|ældste|bästa|nyaste|äldsta|top)[\w| ]{0,40}
        also on [\w .-]{2,40}|add disqus to your ~|facebook (comments|social) plugin
            |facebook-kommentarer
        this comment was (deleted|removed)~|(load|show) more comments|(vis|visa|se) (flere|fleire
            |fler) (kommentarer|kommentarar)
        \d+ people listening|(liked by|likt av|gillas av) ~
    """,
    "pingback": r"""
        (ping-?backs?|track-?backs?|tilbakeping|tilbakesporing|tilbagesporing)\b~~
        \[(\.\.\.|…)\].{0,180}\[(\.\.\.|…)\]
    """,
    "read more": r"""
        (les|læs|läs|read|lesen?|klikk og les) (hele|heile|hela|hele|resten|more|mere|mer|meir
            |videre|vidare|full|the|artikkelen)( (av|af|of) ~| (innlegg|indlæg|inlägg|artik|sak
            |her|här|post|article|story)\w*)*[ .…»›→>)]*
        (les|læs|läs|vis|visa|show) (resten|hele teksten|hela texten|heile teksten|videre
            |vidare)( nedenfor| her)?
        (fortsættes|fortsettes|fortsetter|fortsätter|continued)( (nedenfor|nedan|under|below|her))?
        (fra|från|frå|from) (arkivet|the archives?) ?: ~
        (fortsett å lese|fortsett lesingen|hald fram med å lese|fortsæt (læsning|med at læse)
            |fortsätt läsa|continue reading|keep reading|les hele saken|klikk her for å lese)~
        (les|læs|läs|se|sjå|see|read) (også|òg|och|också|även|also)( om)? ?: ?.{2,110}
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
    """,
    "tags and categories": r"""
        (tags?|tagget|tagga|tagger|taggar|tagged|taggad|taggat|etikett(er|ar)?|emneord
            |emneknagg(er|ar)?|stikkord|stikord|søkeord|nøkkelord|nøgleord|nyckelord|kategori(er
            |ar|en)?|categor(y|ies)|filed (under|in)|posted in|arkiver(t|et) (i|under)|lagret (i
            |under)|sparat?s? (i|under)|gemt under|labels?|merkelapp(er|ar)?|merket|merkt|mærket
            |märkt|merka|skrevet i|publisert i|publicerat i|postet i|lagt i( mappen)?|mærker
            |märken|sorter(t|et|at) (under|i)|arkiverat (i|under)|lagrat (i|under)|ämnesord
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
            | gerne)? (dette|detta|this|denne|denna|den|det|innlegget|inlägget|indlægget
            |artikkelen|artikeln|artiklen|saken|siden|sidan|med andre|med andra|med vennene dine
            |på sosiale medier|på sociala medier|på sociale medier|it|med en venn?)( (på|on|med
            |via|with|to|i|til|innlegget|inlägget|indlægget|posten|post|page|siden|artikeln
            |artikkelen|artiklen|artikel|article|entry|story)\b[^.]{0,60})?[:!]?
        (del|dela|share|post|tweet|send|lagre|lägg upp|skicka|anbefal|legg ut|gem|spara)( this
            | dette| detta| det| den)? (på|on|to|med|via|i|by|per|til) <network>(?!\w)( ?\(~)?
        (send|skicka|tips|tip|tipsa|mail|mejla|e-?post) (til|till|to|dette til|detta till|andre
            |andra) ?((en|ein|a) )?(venn?|vän|friend|kollega)?
        (lik|liker|like|synes godt om|gilla|gillar|synes om)( dette| this| detta| det| siden)? ?:
            |(like|liker|gilla|synes godt om)? ?(loading|laster|indlæser|laddar
            |läser)( inn?)?[ .…]*
        \d+ (personer|people|bloggers?|bloggere|bloggare|andre|andra|person) (liker|likar|likes?
            |synes godt om|gillar|har delt|har delat|shared?)( dette| this| det| detta)?
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
        <remark> ?[(–-]? ?(rss|atom|feed|via rss)\)?|(entries|posts|innlegg|inlägg
            |indlæg) ?\(?(rss|atom)\)?( ?\|? ?.{0,20}(rss|atom)\)?)?
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
            |alle rettigheder forbehold\w*|alla rättigheter (förbehåll|reserver)\w*
            |med enerett)\b~
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
        (tilbake til toppen|til toppen( av siden)?|tillbaka till toppen|till toppen
            |upp till toppen|back to top|gå til toppen|til top|til topps|scroll to top|top of page
            |to the top|↑) ?[↑^]?
        (visninger|visningar|views|page views|lest|læst|läst|hits|rating|treff|sidvisningar
            |totalt antall sidevisninger) ?:? ?\d[\d .]*( (ganger|gonger|gange|gånger|times
            |views))?
        (personvern\w*|privacy( policy)?|privatliv\w*|persondatapolitik|integritetspolicy|cookies?
            |informasjonskapsler|kakor|om cookies|vilkår|villkor|terms( of (use
            |service))?)(( ?[|·•/&,-] ?| (og|och|and) )(personvern\w*|privacy( policy)?
            |privatliv\w*|integritetspolicy|cookies?|informasjonskapsler|kakor|vilkår|villkor
            |terms( of (use|service))?|kontakt|om oss|om os|rss|sitemap))+
        org\.? ?(nr|nummer|\.nr)\.? ?:? ?[\d ]{9,12}~
    """,
    "navigation": r"""
        (hopp|gå|skip|spring|hoppa|jump|gå direkte) (til|over|to|till|över|direkte til
            |rett til) ((hoved|huvud|hovud|main |det )?-?(innhold|innhald|indhold|innehåll|content
            |navigasjon|navigation|meny|sidefelt|sök|søk)\w*)
        (du er her|du är här|you are here|her er du) ?:~
        (hjem|heim|hem|home|forside|forsiden|framsida|startsida|startsiden?) ?(»|›|>|→|::
            |/) ?.{1,140}
        (søk|sök|søg|search)( (etter|efter|for|i|på|in|this) ?(bloggen|siden|sidan|blog|site
            |denne bloggen|den här bloggen|nettstedet)?)? ?[:.…]*
        (hovedmeny|hovudmeny|huvudmeny|hovedmenu|main menu|meny|menu|sidekart|nettstedskart
            |nettstadskart|webbkarta|sitemap|sidefelt|sidebar)
        (vis|visa|view) (hele |hela |heile )?(profilen min|min profil|my complete profile
            |min profil)( helt| komplett)?
        (skriv ut|skriv ut siden|utskriftsvennlig( versjon)?|utskriftsvänlig( version)?
            |udskriv( siden)?|print this( page| post)?|send siden|printervenlig( version)?)
    """,
    "stray markup": r"""
        </?(img|a|div|p|br|span|script|iframe|object|embed|table|td|tr|ul|li|hr|form|input|center
            |font|link|meta|style)\b[^>]*>?
        [-_=\x7e*#·•|<>«»+ ]+|([.ox] )+[.ox]
    """,
    "picture credit": r"""
        (foto|photo|photos|illustrasjon|illustration|illustrasjonsfoto|arkivfoto|pressefoto
            |pressfoto|bilde|billede|bild|bilete|faksimile|skjermdump|skärmdump)( (av|af|by))? ?(:
            |/) ?[^.!?]{2,70}\.?
    """,
}

# name: (items that tell, items that may stand beside them)
BARS = {
    "share buttons": (
        r"""
            del(a)? (på|med|via)|del(a)?( dette| detta)? ?:|share( (on|via|this|to))?\b
                |tweet( (this|dette))?\b|blogthis!?|blogg? om (dette|detta)!?|send med mail
                |send (dette )?(med|via|på) e-?post
                |skicka med e-?post|mejla detta|skriv ut|udskriv|print\b|tips (en|ein) venn?
                |tipsa( en vän)?|google ?[+]1|synes godt om|gilla\b|lik dette|pin ?it|anbefal\b
        """,
        r"""
            facebook|twitter|google ?[+]?|buzz|linked ?in|pinterest|delicious|del\.icio\.us|digg
                |reddit|stumble ?upon|tumblr|myspace|nettby|e-?post|e-?mail|e-?mejl|mail|mejl
                |flere|fler|fleire|more|mer|mere|bloggy|pusha|technorati|pocket|evernote|whatsapp
                |sms|rss|like|liker|lik|this|dette|detta|dela|del|og|och|eller|på|to|\d+
        """,
    ),
    "reply buttons": (
        r"""
            svar på (denne|dette|detta|den här) (kommentar(en)?|innlegget|inlägget)
                |reply to this comment|logga? (inn|ind|in) (for å|for at|för att|to) (svare|svara
                |reply)|log in to reply|svara|svare|svar|besvara|besvar|reply|siter|citera|citer
                |quote|slett|slet|ta bort|radera|delete|rapporter( misbruk)?|anmeld|anmäl
                |report( abuse)?|flag|permalink|permalenke|permalänk|permanent lenke|rediger
                |redigera|edit\b|gilla inte|synes godt om|gilla|liker|like\b|lik\b
        """,
        r"""
            <when>|<age>|dela|del|share|gillar|unlike|link|lenke|länk|avatar|see more|vis mer|mer
                |more|skjul|▲|▼|∧|∨|[+]|\d+ (uker|veckor|uger|år|t|d|u|h|w|y|m)\b|\d+|#|edited
                |redigert|följ inlägg|følg innlegg|follow post|dette|detta|this|personer|person
                |people|gillar|og|på|kl\.?
        """,
    ),
    "navigation": (
        r"""
            <home>|om (meg|mig|oss|os|bloggen|bloggan)|about( (me|us))?|kontakta? (oss|os|meg|mig)
                |kontakt|contact( (me|us))?|logga? (inn|ind|in)|log in|login|arkivet|arkiv
                |archives?
        """,
        r"""
            om|til(l)? toppen|sitemap|sidekart|meny|menu|søk|sök|søg|search|bloggen|blogg?|lenkjer
                |lenker|links|länkar|foredrag|föredrag|bøker|böcker|bøger|presse|press|gjestebok
                |gästbok|gæstebog|rss|twitter|facebook|nyheter|nyheder|aktuelt|registrer|cv|kurser
                |kurs|tjenester|tjänster|ydelser|projekter|projekt|prosjekter|prosjekt|forum
                |galleri|bilder|e-?post|debatt?|kultur|politikk?|sport|økonomi|ekonomi|jobb
                |artikler|artiklar|medlemmer|medlem|kalender|butikk?|presserom|personvern|cookies
                |hjelp|hjälp|hjælp|english|tips|prosa|leder
        """,
    ),
    "comment form": (
        r"""
            \(<required>\)|(send|skicka|post|submit|publiser|publicera) ?(kommentar|comment)?\b
                |forhåndsvisning|forhåndsvis|förhandsgranska|preview|send inn
        """,
        r"""
            <field>|skriv|avbryt|og|och|\*|:
        """,
    ),
}

TITLED = {
    "related posts": r"""
        (possibly )?related (posts?|articles?|stories|reading|entries)|you (may
            |might) (also )?(like|enjoy|be interested in)~|more (from|on|like) (this|the)~
        (relater(te|ade|ede)|liknande|lignende|liknende) (innlegg|inlägg|indlæg|artikler|artiklar
            |saker|poster)
        (les|læs|läs|se|sjå) (også|òg|också|även|mer om)( (på|i) bloggen)?|(flere|fleire|fler
            |andre|andra) (innlegg|saker|indlæg|inlägg|artikler|artiklar)( (om|fra|från|frå|av|af
            |i|du|på)\b~)?
(kanskje|kanske|måske|mogelegvis) (er |vil |vill |kan |liker |gillar |är )?(du|dere|ni|de|dette
    |detta)\b[^.!?]{0,25}\b(like|lika|likar|gilla|gillar|lide|læse|lese|lesa|läsa|interess\w*
    |intress\w*)\b[^.!?]{0,20}|(du|dere|ni) (vil |vill |kan |er |är )?(kanskje|kanske|måske|også
    |också|òg)\b[^.!?]{0,20}\b(like|lika|likar|gilla|gillar|lide|læse|lese|lesa|läsa|interess\w*
    |intress\w*)\b[^.!?]{0,20}
        (kanskje|kanske|måske|mogelegvis) (likar|liker|gillar) (du|dere|de|ni)( (også|òg|också
            |også om))?
        (andre|andra|flere|fler|fleire|mer|mere) [^.!?]{0,20}(kanskje|kanske
            |måske)\b[^.!?]{0,20}\b(like|lika|likar|gilla|gillar|lide|læse|lese|lesa|läsa
            |interess\w*|intress\w*)[^.!?]{0,20}|(dette|detta|disse|dessa) (kan|vil|vill)( også
            | också| òg)? (være av|vara av|interessere|intressera) ~
        (i|på|om|fra|från|frå) (samme|samma|same) (ämne|emne|tema|sted|ställe|forfatter
            |författare)|missa inte( heller)?|gå ikke glip af~|ikke gå glipp av~|(fra|från
            |frå) arkivet|from the archives?
        (besläktade?|beslektede?|beslægtede) (inlägg|innlegg|indlæg|artiklar|artikler)
        (mer|mere|meir) (fra|från|frå|om|i) (bloggen|bloggan|samme|samma|same|emnet|ämnet
            |arkivet)~|(anbefalte?|anbefalede?|rekommenderade?|tilrådd) (innlegg|lesing|artikler
            |indlæg|læsning|läsning|inlägg)
    """,
    "more of the same": r"""
        (flere|fler|fleire|andre|andra|andet|annat|annet|anna|lignende|liknande|liknende|lignande
            |mer|mere|meir|eldre|ældre|äldre|tidligere|tidigare) [^.!?:,]{3,40}
    """,
    "side column": r"""
        (siste|seneste|senaste|nyeste|nyaste|recent|latest|mest leste|mest lesne|mest læste
            |mest lästa|populære|popular|populära) (<post>|kommentar\w*|comments?|tweets)
        blogroll|bloggroll|blogglista|blogglist|bloggliste|blogliste|min bloggliste|min blogglista
            |(blogg?)?arkiv|archives?|kategori(er|ar)|categories|lenker|lenkjer|links|länkar|meta
            |følgere|followers|faste lesere|tag cloud|etiketter|(bloggar jag läser
            |blogger jeg leser|blogs jeg læser|bloggar eg les)
    """,
    "previous and next": r"""
        <which>( <post>)?|(innleggs|inläggs|indlægs|post )(navigasjon|navigering|navigation)
    """,
}

WEAK = r"""
    facebook|twitter|google ?[+]|linked ?in|pinterest|instagram|flickr|youtube|e-?post|e-?mail|rss
        |del|dela|share|tweet|print|like|lik|svara|svar|reply
    <field> ?:?|<home>|om|om oss|om meg|om mig|om os|about|kontakt|contact|arkiv|archives?|bloggen
        |blogg?|lenker|links|länkar|send|skicka|submit|ok|x|×
    (si|säg|sig|sei|skriv|gi) (din|di) (mening|meining)( om [^.!?]{2,30})?
        |tyck till( om [^.!?]{2,30})?|har du (en|ei) mening~|(hva|kva|vad|hvad) (mener|meiner
        |synes|tycker) du\??|edit|rediger
    lukk|stäng|luk|close|\d{1,4}|laster|more|mere|mer|meir|delete|avatar|guest|anonymous|logg inn
        |log ind|logga in|login|subscribe|recommend|privacy|personvern|cookies
"""


def _bar(tell: str, others: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line of these items only, and the items that tell. Atomic, so a near miss costs little."""
    anchors = compiled(tell)
    stock = "|".join(sorted(items(f"{tell}|{others}"), key=len, reverse=True))
    bar = rf"(?>(?:{stock})[\s|·•⋅,:;/!()\[\]»«→↓&….-]*)++"
    return re.compile(bar), anchors


# --- compiled ------------------------------------------------------------------------------------
NAMES = tuple(RULES)
LINES = re.compile(  # group rN is the rule NAMES[N]
    "|".join(f"(?P<r{n}>{compiled(book).pattern})" for n, book in enumerate(RULES.values()))
)
BAR_LINES = {name: _bar(*stock) for name, stock in BARS.items()}
TITLED_LINES = {name: compiled(book) for name, book in TITLED.items()}
ANY_TITLED_LINE = compiled("".join(TITLED.values()))
WEAK_LINE = compiled(WEAK + BARE)
COMMENT_HEADING = compiled(COUNTED + BARE)
