r"""Page furniture that is known by its parts or by its company: bars, headings, weak lines.

Data only, written as `phrases` says, in Bokmål, Nynorsk, Danish, Swedish and English.

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
    ((der er|det er|det finns|det har kommet) )?(\d+|ingen|inga|no|zero) <remark>( (so far|så langt
        |hittills|hittil|ennå|endnu|än))?( (to|til|till|på|on|om) ~)? ?[:.…]?
    <count> <remark>( (to|til|till|på|on|om) [«“”"'‘»].{1,120})? ?:
    <count> <remark> (to|til|till|på|on|om) [«“”"'‘»].{1,120}
    <remark> ?[:–-]? ?[\(\[]<count>[)\]] ?:?|<remark> ?: ?\d+
    [^.!?]{0,60}[|·•] ?<count> <remark>
    <count> <remark> ?[·•|,–-]* ?<sorting>( ?[▾▼∨⌄])?
    (\d+|ingen) <remark> (i|in) (denne |dette |this )?(tråden|topic|thread|emnet)
    <count> <remark> [•·|] (side|sida|page) \d+ (av|af|of) \d+
    (\d+|<number>) (har kommenter[ae]t|har svar[ae]t|har skrevet|kommenterte)[.:]?
"""
# "Kommentarer", "Debatt": a heading only where comments do follow
BARE = r"""
    (alle |alla |all )?<remark>( (til|till|to|på|on) ~)? ?:?
    (diskusjon|diskussion|discussion|debatt|debat|ordskifte)(en)?( \(<count>\))? ?:?
    (lesernes|læsernes|läsarnas|lesarane sine|visitor|user|reader) (kommentarer|kommentarar
        |comments) ?:?
"""

# name: (items that tell, items that may stand beside them)
BARS = {
    "share buttons": (
        r"""
            del(a)? (på|med|via)|del(a)?( dette| detta)? ?:|share( (on|via|this|to))?\b
                |tweeta?( (this|dette|detta))?\b|blogthis!?|blogg? ?(om )?(dette|detta)!?
                |send (dette )?(med|via|på) (e-?post|e-?mail|mail)|skicka med e-?post
                |mejla( detta)?\b|skriv ut|udskriv|print\b|tips (en|ein) venn?|tipsa( en vän)?
                |google ?[+]1|synes godt om|gilla\b
                |lik dette|pin ?it|anbefal\b
        """,
        r"""
            facebook|twitter|x|google ?[+]?|buzz|linked ?in|pinterest|delicious|del\.icio\.us|digg
                |reddit|stumble ?upon|tumblr|myspace|nettby|e-?post|e-?mail|e-?mejl|mail|mejl|flere
                |fler|fleire|more|mer|mere|bloggy|pusha|technorati|pocket|evernote|whatsapp|sms|rss
                |like|liker|lik|this|dette|detta|dela|del|og|och|eller|på|to|\d+
                |[+]1|(større|större|mindre|normal) (skrift|tekst|text)(størrelse|storlek)?
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
        (les|læs|läs|se|sjå) (også|òg|också|även|mer om)( (på|i) bloggen)?|(les|læs|läs) (mer|mere
            |meir) (i|om|på|fra|från|frå) (samme|samma|same) (ämnet?|emnet?|tema(et)?)
            |(flere|fleire|fler|andre
            |andra) (innlegg|saker|indlæg|inlägg|artikler|artiklar)( (om|fra|från|frå|av|af|i|du
            |på)\b~)?
        (kanskje|kanske|måske|mogelegvis) (er |vil |vill |kan |liker |gillar |är )?(du|dere|ni|de
            |dette|detta)\b[^.!?,]{0,25}\b(like|lika|likar|gilla|gillar|lide|læse|lese|lesa|läsa
            |interess\w*|intress\w*)\b[^.!?]{0,20}|(du|dere|ni) (vil |vill |kan |er |är )?(kanskje
            |kanske|måske|også|också|òg)\b[^.!?]{0,20}\b(like|lika|likar|gilla|gillar|lide|læse
            |lese|lesa|läsa|interess\w*|intress\w*)\b[^.!?]{0,20}
        (kanskje|kanske|måske|mogelegvis) (likar|liker|gillar) (du|dere|de|ni)( (også|òg|också
            |også om))?
        (andre|andra|flere|fler|fleire|mer|mere) [^.!?]{0,20}(kanskje|kanske
            |måske)\b[^.!?]{0,20}\b(like|lika|likar|gilla|gillar|lide|læse|lese|lesa|läsa
            |interess\w*|intress\w*)[^.!?]{0,20}|(dette|detta|disse|dessa) (kan|vil|vill)( også
            | också| òg)? (være av|vara av|interessere|intressera) ~
        (i|på|om|fra|från|frå) (samme|samma|same) (ämne|emne|tema|sted|ställe|forfatter|författare)
            |missa inte( heller)?|gå ikke glip af~|ikke gå glipp av~|(fra|från|frå) arkivet
            |from the archives?
        (hvis|om|dersom|viss|if) (du|dere|ni|de|i|you) (likte|lika|liker|likar|gillade|gillar
            |syntes om|synes om|tyckte om|kunne lide|liked|enjoyed|like)( (dette|detta|det( her
            | här)?|this|den här texten|teksten|innlegget|inlägget|indlægget|posten
            |posts?))*( ?, .{0,60})?
        related( content)?|relater(t|at|et|te|ade) (innhold|innehåll|indhold|stoff|lesing|läsning)
            |relatert|relaterat|relateret|trackback url( for this entry)?
            |listed below are links to ~
        (besläktade?|beslektede?|beslægtede) (inlägg|innlegg|indlæg|artiklar|artikler)
        (mer|mere|meir) (fra|från|frå|om|i) (bloggen|bloggan|samme|samma|same|emnet|ämnet|arkivet)~
            |(anbefalte?|anbefalede?|rekommenderade?|tilrådd) (innlegg|lesing|artikler|indlæg
            |læsning|läsning|inlägg)
    """,
    "tags and categories": r"""
        (tags?|stikkord|stikord|emneord|nyckelord|etiketter|etikettar|taggar|kategori(er|ar)
            |categories)
    """,
    "more of the same": r"""
        (flere|fler|fleire|andre|andra|andet|annat|annet|anna|lignende|liknande|liknende|lignande
            |mer|mere|meir|eldre|ældre|äldre|tidligere|tidigare) [^.!?:,]{3,40}
    """,
    "side column": r"""
        (siste|seneste|senaste|nyeste|nyaste|recent|latest|mest leste|mest lesne|mest læste
            |mest lästa|populære|popular|populära) (<post>|kommentar\w*|comments?|tweets)
        (mest (lest|lesne|lese|leste|læst|læste|läst|lästa|delt|delte|delat|sett|sedda
            |kommentert\w*|kommenterade?)|most (read|popular|viewed|shared)|sist sett på
            |senast (visade|lästa)|nylig set|les mer om|läs mer om|læs mere om|ämnen i artikeln
            |emner)( (siste|senaste|seneste|i|på|nå|nu|just|this)\b[^.!?]{0,20})? ?:?
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
    meninger|meiningar|debatt?|kronikk?|kronik|krönika|leder|ledere|ledare|kultur|sport|nyheter
        |nyheder|nyheiter|opinion|insändare|lesarbrev|leserbrev|læserbrev
    <field> ?:?|<home>|om|om oss|om meg|om mig|om os|about|kontakt|contact|arkiv|archives?|bloggen
        |blogg?|lenker|links|länkar|send|skicka|submit|ok|x|×
    (si|säg|sig|sei|skriv|gi) (din|di) (mening|meining)( om [^.!?]{2,30})?
        |tyck till( om [^.!?]{2,30})?|har du (en|ei) mening~|(hva|kva|vad|hvad) (mener|meiner|synes
        |tycker) du\??|edit|rediger
    (kl|klokk[ae]n|klockan|den|on|at)\.?|\d{1,2}[.:]\d\d|<sorting>|my photo|https?://\S+|search|søk|sök|søg
    lukk|stäng|luk|close|\d{1,4}|laster|more|mere|mer|meir|delete|avatar|guest|anonymous|logg inn
        |log ind|logga in|login|subscribe|recommend|privacy|personvern|cookies
    kunde?service|kundesenter|e-?tidning(en)?|e-?avis(en)?|annonsera?|oss|ja|ne[ij]
        |(høyr|hør|lyssna på|lytt til) (teksten|siden|sida|artikkelen|artikeln)|kontaktinformasjon
        |kontaktuppgifter|send e-?post til oss|besvar
    lytt( til siden| til teksten)?|lyssna( på sidan)?|listen|faq|get started|reklam|reklame
        |annonser|rapport[eé]r|favorit|favoritt|anbefal|rekommendera|ja ?[|/,·]? ?ne[ij]
        |yes ?/? ?no|in? [“”"'«][^“”"'«»!?]{2,60}[“”"'»]
"""


def _bar(tell: str, others: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line of these items only, and the items that tell. Atomic, so a near miss costs little."""
    anchors = compiled(tell)
    stock = "|".join(sorted(items(f"{tell}\n{others}"), key=len, reverse=True))
    bar = rf"(?>(?:{stock})[\s|·•⋅,:;/!()\[\]»«→↓&….-]*)++"
    return re.compile(bar), anchors


BAR_LINES = {name: _bar(*stock) for name, stock in BARS.items()}
TITLED_LINES = {name: compiled(book) for name, book in TITLED.items()}
ANY_TITLED_LINE = compiled("".join(TITLED.values()))
WEAK_LINE = compiled(WEAK + BARE)
COMMENT_HEADING = compiled(COUNTED + BARE)
