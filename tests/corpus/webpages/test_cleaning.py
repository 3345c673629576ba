"""Boilerplate by its words: what goes, what stays, and what goes only in company."""

import pytest

from nordtema.corpus.webpages.boilerplate import rules
from nordtema.corpus.webpages.cleaning import (
    clean_lines,
    is_comment_heading,
    is_share_bar,
    iso_date,
    rule_of,
    without_teasers,
)
from nordtema.corpus.webpages.phrases import book, compiled, phrases_of

BOILERPLATE = {
    "date line": [
        "fredag 24. juni 2011", "14. mars 2010 kl. 12:31", "March 14, 2010 at 12:31 pm",
        "Posted on March 14, 2010", "Publisert: 14.03.2010", "den 3 oktober 2009 kl. 9:15 f m",
        "for 3 år siden", "2 veckor sedan", "3 years ago", "Sist oppdatert 2010-03-14",
    ],
    "comment count": [
        "9 Responses", "4 kommentarer", "Ingen kommentarer:", "Kommentarer (5)", "View Comments",
        "3 thoughts on “Kaffe”", "2 svar på ”Kaffe”", "Der er 3 kommentarer til indlægget",
    ],
    "comment form": [
        "Legg inn en kommentar", "Legg igjen et svar til Kari Avbryt svar", "Leave a Reply",
        "Skriv en kommentar", "Lämna en kommentar", "Legg att ein kommentar", "Send en kommentar",
        "Din e-mailadresse bliver ikke offentliggjort. Felter med * skal udfyldes",
        "Your email address will not be published. Required fields are marked *",
        "Navn (påkrevd)", "Namn *", "E-post (visas inte)", "Kommentarer er stengt.",
        "Du må være innlogget for å kommentere.", "Navn: ______ E-postadresse: ______",
        "Varsle meg om nye kommentarer via e-post.",
        "Husk å taste sikkerhetskoden. Store og små bokstaver er like.",
        "Glöm inte att fylla i säkerhetskoden.", "Indtast sikkerhedskoden her",
    ],
    "plugin": [
        "Dette nettstedet bruker Akismet for å redusere spam.", "blog comments powered by Disqus",
        "Related Posts Plugin for WordPress, Blogger...", "Drevet av WordPress",
        ".-= Pers siste blogginnlegg: Om kaffe =-.", "Enkelt-tema. Drevet av Blogger.",
        "Theme: Contempt by Vault9", "WP-PostViews: 77 visninger",
        "Spam Karma 2 har stoppet 412 kommentarer.", "Sortera efter bästa", "3 △ ▽",
        "Facebook-modul for kommentarer", "eller tilmeld dig Disqus",
    ],
    "previous and next": [
        "Previous post:", "← Forrige innlegg | Neste innlegg →",
        "Nyere innlegg Startsiden Eldre innlegg",
        "Nyare inlägg Äldre inlägg Startsida", "Næste indlæg: Om te", "← Äldre",
        "« Kaffe på kai ni | Framsida | Kven eig te-en? »", "« Om kaffe | Om te »",
    ],
    "read more": ["Les mer »", "Continue reading →", "(læs resten)", "Läs också: Om te"],
    "tags and categories": [
        "Stikkord: kaffe, te", "Filed under: Kaffe", "Etiketter: kaffe", "Publicerat i Vardag",
        "Kategori: Spalter | Stikkord: kaffe",
    ],
    "share buttons": [
        "Del på Facebook Twitter E-post", "Dela detta:", "Share this:", "Tips en venn",
        "Send dette med e-postBlogThis!Del på TwitterDel på Facebook", "Tweet 12 Like 5",
        "Skicka vidare: e-post · Facebook · Digg", "Gilla Laddar in...",
        "Tips en venn | Skriv ut | Større skrift | Mindre skrift", "Skriv ut Mejla Pusha Bloggy",
        "Send dette via e-post | Blogg dette! | Del på Twitter | Del på Facebook",
        "Gilla Tweeta +1 Tipsa en vän", "Skriv ut | Större text | Mindre text",
        "Synes godt om | Tweet | Send på mail",
    ],
    "subscribe": [
        "Abonner på: Legg inn kommentarer (Atom)", "Prenumerera på nyhetsbrevet!",
        "Følg meg på Twitter", "RSS-feed",
    ],
    "cookies": ["Vi bruker cookies for å gi deg en bedre opplevelse.", "Läs mer om cookies"],
    "footer": [
        "© 2011 Kaffebloggen. Alle rettigheter forbeholdt.", "Till toppen", "Personvern og cookies",
        "Om informasjonskapsler | Nettstedskart | Tilgjengelighet | Til toppen av siden",
        "Kontakt | Tillgänglighet | Om kakor", "Sidekort · Cookies",
    ],
    "navigation": [
        "Hjem | Om meg | Kontakt | Arkiv", "Du er her: Hjem > Blogg", "Hopp til innhold",
    ],
    "stray markup": ['<img src="http://www.', "-----", "*"],
    "picture credit": ["Foto: Svein Kroken"],
    "title bar": ["« Da kaffen tok slutt Te er ikke kaffe »"],
    "advertisement": [
        "Annonse", "ANNONS", "Artikkelen fortsetter under annonsen.", "Tips oss!",
        "Dette er en kommentar. Kommentaren gir uttrykk for skribentens holdning.",
    ],
    "forum": [
        "Blev medlem: 12 mar 2007, 20:14", "Re: Hvem har kaffen?", "sier:",
        "Vilka är online", "Tilbage til »Kaffe«", "214 visningar", "Søk i denne tråden…",
    ],
    "mail header": ["Emne: Hvem har kaffen?", "[kaffe-liste] Hvem har kaffen?", "te@example.no"],
    "invitation": [
        "Har du en mening om det? Så skriv den her", "Har du en åsikt? Lämna den här nedanför!",
        "Har du bilder fra kaien? Send oss en melding.",
    ],
    "pingback": ["Pingback: Kaffe og te | Teblogg"],
    "related posts": [
        "You may also like...", "Kanskje du også vil like:", "Du kanske också gillar",
        "Måske kan du også lide", "Relaterte innlegg", "Läs även", "Kanskje likar du òg:",
        "Hvis du likte dette:", "Om du gillade det här:", "Dersom du likte dette innlegget",
        "Hvis du kunne lide dette", "If you liked this:", "Relatert innhold",
        "Läs mer i samma ämne", "Læs mere om samme emne",
    ],
    "reply buttons": ["Svar · Del", "Svar • Liker • 3 timer siden", "Like · Reply · 3 · 2 y"],
}  # fmt: skip

TEXT = """
Kontroll eller tapt kontroll
Tack alla!
Svar til rådmannen
Et svar til rådmannen
En tanke om tid
Vi brukte Disqus i to år, og det gikk fint.
Facebook
Facebook og Twitter
«Vi må våge»
Del kunnskapen
Neste gang blir det bedre
Forrige «ekte» plate kom ut i fjor
Debatt
Copyright og sosiale medier
Cookies er ikke farlige
Lytt
Reklame
Meninger
Tilgjengelighet
Rapporter
Skriv aldri sikkerhetskoden på en lapp.
Dette er en kommentar til det Kari skrev.
Har du tips til flere bøker? Vi leser alt.
Er du medlem?
Hvem er her?
Om personvern
Mindre skrift
Større skrift er ikke nok
Les mer i samme bok
Ansvarlig for kaffen: den som kommer først
Kanskje er de sovende, men like gjerne døde.
For tre år siden var alt annerledes
Vi på biblioteket
Kanskje vil jeg like helheten bedre da.
Også på asfalt er grepet godt.
Fortsetter å være en av de beste bøkene i år.
17. mai
den 12 april
Jeg leste en kommentar i går, og den var god.
Oslo, 6. mars 2001:
...
""".strip().split("\n")


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in BOILERPLATE.items() for line in lines]
)
def test_boilerplate_is_known_by_its_rule(rule, line):
    assert rule_of(line) == rule


@pytest.mark.parametrize("line", TEXT)
def test_text_stays(line):
    assert rule_of(line) == ""


def test_every_rule_is_tried_here():
    assert set(rules()) <= set(BOILERPLATE)


BOOKS = ("boilerplate", "stocks", "heads", "bylines")


@pytest.mark.parametrize("passage", [passage for name in BOOKS for passage in book(name).values()])
def test_every_phrase_stands_by_itself(passage):
    for phrase in phrases_of(passage):
        assert not compiled(phrase).fullmatch("")


@pytest.mark.parametrize(
    "tail",
    [
        "Les meir »", "Les mer »", "Læs mere", "Läs mer »", "Read more", "[mer ...]", "[…]",
        "→ Hela inlägget", "Fortsett å lese →", "[Les mer]",
    ],
)  # fmt: skip
def test_teasers(tail):
    opening = "Kaffen var tom. Da sa sjefen noe om te."
    text = "Kaffen var tom. Da sa sjefen noe om te. Vi gikk hjem."
    assert without_teasers([f"{opening} {tail}", "", "Te", "", text])[0] == ["", "", "Te", "", text]
    assert without_teasers([f"{opening} {tail}", "Te"]) == ([opening, "Te"], [("read more", tail)])
    plain = ["Vi ba dem lese mer", "Det er ikke noe å lese mer om. Så vi leste mer"]
    assert without_teasers(plain) == (plain, [])


def test_some_boilerplate_needs_company_or_its_place():
    prose = "Vi skrev om det i går kveld, og det ble det bråk av."
    for line in ("Emne: kaffe", "« Te for to, kaffe for tre »", "Har du en mening? Skriv den her"):
        assert clean_lines(["Kaffe", "", prose, "", line, "", prose])[1] == []
    header = ["Emne: kaffe", "Til: alle", "Fra: meg"]
    assert clean_lines(["Kaffe", "", *header, "", prose])[0] == ["Kaffe", "", "", prose]
    assert clean_lines(["« Te for to, kaffe for tre »", "", "Kaffe", prose])[0][1:] == [
        "Kaffe", prose,
    ]  # fmt: skip


def test_weak_lines_go_only_in_company():
    assert clean_lines(["Overskrift", "", "Twitter", "", "Vi skrev om det i går kveld."])[1] == []
    kept, taken = clean_lines(
        ["Overskrift", "", "Del dette:", "Twitter", "", "E-post", "", "Slutt."]
    )
    assert [line for line in kept if line] == ["Overskrift", "Slutt."]
    assert {rule for rule, _ in taken} == {"share buttons"}


def test_headings_own_their_titles_at_the_end_but_not_the_text_amid():
    lines = [
        "Tittel",
        "",
        "Les også:",
        "Om kaffe",
        "",
        "Te er bedre enn kaffe, skrev hun til meg.",
        "",
    ]
    kept, _ = clean_lines([*lines, "Relaterte innlegg", "", "Om te", "", "Om vann?", ""])
    assert [line for line in kept if line] == [
        "Tittel",
        "Te er bedre enn kaffe, skrev hun til meg.",
    ]


def test_heading_words_amid_the_text_stay():
    lines = ["Råd", "", "Lenker", "", "Lenk alltid til kilden, ellers tror ingen på deg.", ""]
    assert clean_lines(lines)[1] == []


def test_odds_and_ends_below_the_form_go_but_not_text():
    lines = [
        "Tittel",
        "",
        "Teksten er her, og den er lang nok til å være tekst.",
        "",
        "Leave a Reply",
    ]
    kept, taken = clean_lines([*lines, "", "Kryss av", "Bekreft"])
    assert [line for line in kept if line] == ["Tittel", lines[2]]
    assert len(taken) == 3
    below = "Denne setningen står under skjemaet, men er så lang at den må være tekst."
    assert below in clean_lines([*lines, "", below])[0]


def test_the_title_is_never_boilerplate():
    assert clean_lines(["Les mer", "", "Leser du nok?"], title="Les mer")[1] == []
    assert clean_lines(["Les mer", "", "Leser du nok?"])[1] != []


def test_a_button_word_is_enough_inside_a_comment():
    assert clean_lines(["Enig.", "Svar"])[1] == []
    assert clean_lines(["Enig.", "Svar"], zone="comment")[1] == [("reply buttons", "Svar")]


@pytest.mark.parametrize(
    "line", ["4 kommentarer", "Debatt", "Svar:", "9 Responses to Kaffe", "Comments"]
)
def test_comment_headings(line):
    assert is_comment_heading(line)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Av Kari Myr 14. mars 2010", "2010-03-14"),
        ("March 3, 2009 at 4:05 pm", "2009-03-03"),
        ("den 7 maj 2011", "2011-05-07"),
        ("01.12.2008 10:15", "2008-12-01"),
        ("3/2-09", "2009-02-03"),
        ("32. mars 2010", ""),
        ("31. juni 2010", ""),
        ("mai 2010", ""),
        ("by Kari on 2010-10-30", "2010-10-30"),
        ("9/6/2010", "2010-06-09"),
        ("1. august 2012", "2012-08-01"),
    ],
)
def test_iso_date(line, date):
    assert iso_date(line) == date


def test_share_bars_need_services_and_signs_between_them():
    assert is_share_bar("lagre på: digg – facebook – kudos")
    assert not is_share_bar("vi fant dem på facebook/twitter, og der ble de i mange lange år")


def test_long_lines_cost_nothing_and_stay():
    assert rule_of("© " + "a" * 5_000_000) == ""
