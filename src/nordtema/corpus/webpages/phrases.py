r"""How phrases are written: the small language of the phrase books, and its vocabulary.

A phrase is a regular expression for a whole lower-cased line with single spaces, in which `<word>`
is a group of `WORDS` and `~` stands for at most 80 characters of anything. A line of a book is one
phrase; a line that begins with `|` goes on with the phrase above it.
"""

from __future__ import annotations

import re

WORDS = {
    # --- dates and times
    "month": "januari?|january|jan|februari?|february|feb|mars|marts|march|mar|april|apr|mai|maj"
    "|may|juni|june|jun|juli|july|jul|augusti?|aug|september|sept|sep|oktober|october|okt|oct"
    "|november|nov|desember|december|dec|des",
    "weekday": r"((man|mån|tirs|tys|tis|ons|tors|fre|laur|lør|lör|søn|sun|sön)dag(en)?"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(man|mån|tirs?|tys|tis|ons|tors?|fre|lau|lør|lör|søn|sön|mon|tue|wed|thu|fri|sat|sun)\b\.?)",
    "clock": r"(( ?(,|@|\bat\b|\bkl\b\.?|\bklo[kc]k[ae]n?\b|[-–—|»])){0,2} ?\d{1,2}[.:]\d\d"
    r"([.:]\d\d)?( ?[ap]\.?m\b\.?| [fe]\.? ?m\b\.?)?)",
    "date": r"(((på|on) )?(<weekday>,? ?)?((den|the|d\.) ?)?("
    r"\d{1,2}(\.|(st|nd|rd|th)( of)?|:e)? ?(<month>)\b\.?,?( ?\d{4}\b| '?\d\d\b(?![.:]\d))?"
    r"|(<month>)\b\.? \d{1,2}(st|nd|rd|th)?\b(,? ?\d{4}\b)?"
    r"|\d{4}-\d\d-\d\d\b|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d\d)\b))",
    "when": "(<date><clock>?|(i dag|idag|i går|igår|today|yesterday)<clock>)",
    # with a year or a time: "17 mai" alone may be the theme of a text
    "fullwhen": r"((?=\D*\d)(?=.*(\d{4}|\d[.:]\d\d|\d[./-]\d{1,2}[./-]\d|'\d\d))<when>)",
    "number": "en|ei|ett|et|ein|eit|én|an|a|one|two|to|två|tre|three|four|fire|fyra|fem|five|noen",
    "age": r"(((for|för|about|over|ca\.?|cirka|mer enn|mer än|mere end) )*(\d+|<number>) ?"
    r"(sek|min|tim|døgn|dygn|dag|uke|veke|uge|veck|måned|månad|mån|md|mnd|år"
    r"|second|minute|hour|day|week|month|year|[hdwmy])[a-zæøåäö]* ?(siden|sidan|sedan|ago)\b)",
    # --- comments
    "count": r"(\d+|ingen|inga|no|én|en|ein|ett|et|one|null|noll|nul|two|to|två|tre|three"
    "|fire|fyra)",
    "remark": r"(kommentar(er|ar|en)?|comments?|responses?|replies|reply|svar|thoughts?|tanke[rn]?"
    "|tankar|reaksjon(er|ar)?|reaktion(er)?|reactions?|innlegg|inlägg|indlæg)",
    "sorting": "(de |the )?(beste?|bästa|bedste|nyeste?|nyaste|eldste|äldsta|ældste|populære"
    "|populära|populærest|newest|oldest|best|top|most liked)( (først|först|first|øverst|överst"
    "|<remark>))?",
    "write": "(legg|skriv|lag|gi|ge|post|leave|add|write|lämna|lägg|efterlad|læg|tilføj|send|skicka"
    "|submit|publiser|publicera|publicér|publicer|indsend)",
    "a": "(en|ein|et|eit|ett|an?|your|din|ditt|dit|min|my)",
    "field": "(navn|namn|name|e-?post(adress?e?)?|e-?mail(adresse| address)?|mail|nettsted|nettside"
    "|nettstad|heimeside|hjemmeside|webbplats|webbsida|webbsted|websted|hemsida|website|web|url"
    "|kommentar(en)?|comment|melding|besked|meddelande|message)",
    "required": r"(påkrevd|påkravd|obligatorisk[et]?|kræves|krævet|krävs|kreves|required|udfyldes"
    r"|skal udfyldes|må fylles ut|valgfri(tt)?|frivilligt?|optional"
    r"|((vises|publiseres|visas|publiceras|blir|vil|will|kommer) )?(ikke|ikkje|inte|ej|not|never"
    r"|aldri|aldrig)\b[^().]{0,40})",
    # --- the page
    "post": r"((blogg?-?)?(innlegg|inlägg|indlæg)(et|er|a)?|(blog )?posts?|posten|articles?|entry"
    "|entries|artik(kel|lar|ler|el)|side|sida|page|saker|sak|story)",
    "which": "(forr?ige|førre|förra|föregående|tidl[ie]g(ere|are)|tidigare|previous|prev|eldre"
    "|äldre|ældre|older|nyere|nyare|newer|neste|næste|nästa|next|senere|senare)",
    "towards": "(<which> <post>( ?[:»›→>–-]+ ?~)?)",
    "home": "(hjem|heim|hem|home|forsiden?|framsida|startsiden?|startsida|hovedsiden|start)",
    "site": "(vi|we|bloggen|siden|sida|(dette )?nettstedet|denne (siden|nettsiden|nettstaden|sida"
    "|bloggen|hjemmeside|side)|(den här )?(webbplatsen|sajten|sidan)|denna (webbplats|sida|sajt)"
    "|dette (websted|website|site)|this (site|website|blog)"
    "|(ved|by|genom) ((å|at|att) )?(bruke|bruge|using|använda|continuing|fortsette|fortsätta))",
    "legal": r"((om )?(personvern\w*|privacy( policy)?|privatliv\w*|persondatapolitik"
    r"|integritetspolicy|cookies?|informasjonskapsl[ae]r|kakor|vilkår|villkor"
    r"|terms( of (use|service))?))",
    "foot": "(kontakt|om oss|om os|rss|sitemap|sidekart|nettstedskart|nettstadskart|webbkarta"
    "|sidekort|tilgjenge(lighet)?|tilgængelighed|tillgänglighet"
    "|(til|till|opp til|op til|upp till) toppen( (av|af) (siden|sida|sidan))?)",
    "section": "(nyheter|nyheder|nyheiter|sport|kultur|opinion|familj|familie|ekonomi|økonomi"
    "|debatt?|meninger|meiningar|ledere?|ledare|nöje|lokalt?|utrikes|inrikes|utland|innenriks|udland"
    "|indland|video|tv|politikk?|forbruk|reiser?|resor|bolig|bostad|motor|kronikk?|helse|hälsa|sundhed)",
    "network": "(facebook|twitter|google ?[+]|google plus|google buzz|linked ?in|nettby|delicious"
    "|digg|myspace|bloggy|pusha|e-?post|e-?mail|mail)",
    "published": r"((først |last |sist |senest |senast )?(publiser|publicer|publish|post[aei]|skrev"
    "|skriv|skrive|written|oppdater|opdater|uppdater|updated|endr|ändra|lagt inn|lagt ut|lagt ud"
    "|bragt|trykt|inskrivet"
    r"|oprettet|upplagd|upplagt|inlagt|udgivet|dato|datum|date)[a-zæøåäö]*( (on|den|d\.))? ?:? ?)",
}

_PLACE = re.compile(r"(?<!\?P)<([a-z]+)>")


def phrases_of(passage: str) -> list[str]:
    """The phrases of a passage, one each: lines that begin with `|` go on."""
    found: list[str] = []
    for line in filter(None, map(str.strip, passage.splitlines())):
        if found and line[0] == "|":
            found[-1] += line
        else:
            found.append(line)
    return found


def compiled(passage: str) -> re.Pattern[str]:
    """One pattern for a passage of the phrase book; no group captures unless it has a name."""
    pattern = "|".join(phrases_of(passage))
    while _PLACE.search(pattern):
        pattern = _PLACE.sub(lambda place: f"(?:{WORDS[place[1]]})", pattern)
    pattern = pattern.replace("~", ".{0,80}")
    return re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern))


def items(phrases: str) -> list[str]:
    """The phrases of a stock one by one: split at the `|` that stand in no brackets."""
    pattern, found, depth = compiled(phrases).pattern, [""], 0
    for sign in pattern:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found
