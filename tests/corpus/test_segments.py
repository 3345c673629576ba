# ruff: noqa: E501 — the pages below keep their lines as a browser saves them
"""`read_page` on whole invented pages: every style of furniture and comments, five languages.

The pages are written out as they would be saved, each line with its ground truth in front:

    =  text, to be kept       -  furniture, to be taken out       +  a second copy, to be taken out
    @NAME@  head of a comment by NAME
    ^NAME^  the same, but below the comment's text, which then begins with  >

`{Kari}` in a text is the name of a writer of the page, to be hidden. The `HELD_OUT` pages were
written before the rules were tuned and not looked at while tuning; those in `LATER` were written
when the rules were done, as a second check, and so were those in `UNSEEN` and `UNSEEN_TOO`, of
other kinds.
"""

import re
import textwrap
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.privacy import mask
from nordtema.corpus.segments import read_page, split_front_matter, unwrapped


@dataclass(frozen=True)
class Truth:
    """A page as saved and what must be found in it."""

    text: str
    parts: list[list[str]]
    commenters: list[str]
    furniture: list[str]


def truth(annotated: str) -> Truth:
    raw, furniture, commenters, parts = [], [], [], [[]]
    for line in annotated.strip("\n").split("\n"):
        if not line.strip():
            raw.append("")
            continue
        tag, rest = line[0], line[2:]
        if tag in "@^":
            _, name, rest = line.split(tag, 2)
            rest = rest.removeprefix(" ")
            commenters.append(name)
        if tag in "@>":
            parts.append([])
        raw.append(re.sub(r"\{(.*?)\}", r"\1", rest))
        if tag in "=>":
            parts[-1].append(mask(re.sub(r"\{.*?\}", "⟨name⟩", " ".join(rest.split()))))
        elif tag == "-":
            furniture.append(" ".join(rest.split()))
    return Truth("\n".join(raw), [part for part in parts if part], commenters, furniture)


TUNED = {
    "wordpress nb, numbered": """
= Da kommunen fikk profilbilde

- Av Torhild Evjemo 14. mars 2010

= I går ble det bestemt at rådhuset skal ha egen side. Ingen spurte hvem som skulle svare der, og det var kanskje like greit, for da hadde vi ikke kommet lenger enn til kaffen.

= Ordføreren ville ha et bilde av fossen. Rådmannen ville ha et bilde av rådhuset. Det ble fossen.

- Del på Facebook Twitter E-post

- Kategorier: Kommune, Nett
- Stikkord: profilbilde, foss, rådhus

- Kanskje du også vil like:
-   * Møtet som ikke tok slutt
-   * Fem grunner til å la mobilen ligge

- 3 kommentarer

@Jon Arvid@   1. Jon Arvid sier:

=     Fossen er tørr halve året. Det sier vel sitt om hvor mye det kommer til å skje på siden også.

@kaffekoker@   2. kaffekoker sier:

=     Enig med {Jon Arvid}. Men bildet er i det minste fint, og jeg koker kaffe mens jeg ser på det.

=     Når begynner dere å svare?

@Torhild Evjemo@   3. Torhild Evjemo sier:

=     Takk for innspill! Vi begynner på mandag.

- Legg igjen en kommentar

- E-postadressen din vil ikke bli publisert. Obligatoriske felt er merket med *

- Navn *
- E-post *
- Nettsted
- Dette nettstedet bruker Akismet for å redusere spam. Finn ut mer om hvordan kommentardata prosesseres.
""",
    "wordpress da, name and date line": """
= Vi glemte at lytte

- Skrevet af Birthe Nordskov den 3. maj 2011 i Dialog

= Sidste år brugte vi fire måneder på en kampagne, som ingen så. I år brugte vi en eftermiddag på at læse, hvad folk faktisk skriver til os, og det var en ubehagelig eftermiddag.

= De skriver ikke om vores logo. De skriver, at telefonen ikke bliver taget.

- Relaterede indlæg:
- Når chefen trykker send
- Ti gode råd, som ingen følger

- 4 kommentarer til «Vi glemte at lytte»

@Poul Erik@ Poul Erik siger:
- 3. maj 2011 kl. 14:02

= Det kunne jeg have fortalt jer for ti år siden. Telefonen har aldrig virket efter klokken to.

- Svar

@Lone H.@ Lone H. siger:
- 3. maj 2011 kl. 15:40

= Godt set! Hvordan fik I ledelsen med?

- Svar

@Poul Erik@ Poul Erik siger:
- 4. maj 2011 kl. 08:11

= Og så en ting til: jeres formular spørger om faxnummer.

- Svar

@Birthe Nordskov@ Birthe Nordskov siger:
- 4. maj 2011 kl. 09:00

= Tak, {Poul Erik}. Faxnummeret ryger ud i dag.

- Svar

- Skriv et svar Annuller svar
- Din e-mailadresse vil ikke blive publiceret. Krævede felter er markeret med *
- Kommentar *
- Navn *
- E-mail *
- Websted
- Gem mit navn, mail og websted i denne browser til næste gang jeg kommenterer.
""",
    "wordpress sv, säger": """
- Hem | Om mig | Kontakt | Arkiv

= Strategin som blev en pärm

- Publicerad av Gunvor Hallmyr den 12 oktober, 2009

= Pärmen är blå och väger ett och ett halvt kilo. I den står allt vi ska säga på nätet de närmaste tre åren, utom det som någon faktiskt har frågat om.

= Jag har frågat ledningen vad som händer om pärmen tappas bort. Svaret blev att det finns en kopia.

- Dela detta:
- Facebook
- Twitter
- Mer

- Gilla detta:
- Gilla Laddar in...

- Publicerat i Strategi, Vardag | Märkt pärm, plan

- 2 svar på ”Strategin som blev en pärm”

@Ove@ Ove säger:
- oktober 12, 2009 kl. 10:15 f m

= Vår pärm är grön. Annars är allt sig likt.

- Svara

@Stina i Norrby@ Stina i Norrby säger:
- oktober 13, 2009 kl. 8:02 e m

= Skratta lagom, {Ove}. Vi har ingen pärm alls och det går precis lika illa.

- Svara

- Lämna en kommentar Avbryt svar
- Din e-postadress kommer inte publiceras. Obligatoriska fält är märkta *
- ← Föregående inlägg
- Nästa inlägg →
- Drivs med WordPress | Tema: Twenty Ten
""",
    "blogger nb, sa": """
- tirsdag 9. februar 2010

= Læreren på veggen

= Elevene mine skriver på veggen til hverandre i timen. I stedet for å slå av nettet ba jeg dem om å skrive på min, og nå har jeg 112 svar på spørsmålet om hva et substantiv er.

= Noen av svarene er til og med riktige.

- Lagt inn av Sølvi Brattbakk kl. 21:14
- Send dette med e-postBlogThis!Del på TwitterDel på Facebook
- Etiketter: skole, veggen

- 2 kommentarer:

@Anonym@ Anonym sa ...

= Hva sier rektor til dette?

- 9. februar 2010 kl. 22:03

@Sølvi Brattbakk@ Sølvi Brattbakk sa ...

= Rektor har svart på veggen. Han mente at et substantiv er noe man kan ta på, og det er jo et forsøk.

- 10. februar 2010 kl. 07:45

- Legg inn en kommentar
- Nyere innlegg Eldre innlegg Startsiden
- Abonner på: Legg inn kommentarer (Atom)
- Enkel-mal. Drevet av Blogger.
""",
    "blogger da, sagde": """
- søndag den 17. april 2011

= En chef på Facebook

= Min chef vil være ven med mig. Jeg har ladet anmodningen ligge i tre uger, og nu hilser han på en ny måde i kantinen, ligesom lidt mere til venstre end før.

= Er der nogen, som har prøvet at sige nej?

- Indsendt af Mogens Ravnkjær kl. 20.31
- Reaktioner:

- 3 kommentarer:

@Annelise@ Annelise sagde ...

= Sig ja, og giv ham så begrænset adgang. Det virkede for mig.

- 17. april 2011 kl. 21.00

@Anonym@ Anonym sagde ...

= Skift job.

- 17. april 2011 kl. 21.12

@Mogens Ravnkjær@ Mogens Ravnkjær sagde ...

= @{Annelise}: det prøver jeg. Nu må vi se, hvordan han hilser i morgen.

- 18. april 2011 kl. 07.30

- Send en kommentar
- Nyere indlæg Ældre indlæg Start
- Abonner på: Kommentarer til indlægget (Atom)
""",
    "blogger sv, sa...": """
- fredag 3 september 2010

= Valstugan flyttade in i telefonen

= Jag stod två timmar på torget och pratade med elva personer. Sedan satt jag på bussen hem och svarade fyrtio på nätet, och två av dem sa att de tänker rösta på oss. Torget sa ingenting.

- Upplagd av Rakel Ödquist kl. 18:22

- 3 kommentarer:

@Hasse@ Hasse sa...

= Men såg du dem i ögonen?

- 3 september 2010 19:01

@Hasse@ Hasse sa...

= Det var alltså en ärlig fråga.

- 3 september 2010 19:03

@Rakel Ödquist@ Rakel Ödquist sa...

= Nej {Hasse}, det gjorde jag inte. Jag såg ut genom bussfönstret och det regnade.

- 3 september 2010 20:40

- Skicka en kommentar
- Nyare inlägg Äldre inlägg Startsida
- Prenumerera på: Kommentarer till inlägget (Atom)
""",
    "disqus old, links": """
= Budgeten för samtal

- by Frank Lindesjö on 2009-11-04 · 3 Comments

= Vi har pengar till annonser men inga till att svara på dem. Det är som att hyra en scen, betala för ljuset och sedan gå hem innan publiken hunnit fram.

= Räkna på det någon gång. En timme om dagen kostar mindre än baksidan på lokalbladet.

- Related Posts Plugin for WordPress, Blogger...
@Tobbe@   • http://www.example.se/tobbe Tobbe

=     Fast baksidan på lokalbladet läser ju alla.
-     .-= Tobbes senaste inlägg: Så sålde vi slut =-.

@Frank Lindesjö@   • http://lindesjo.example.se Frank Lindesjö

=     @{Tobbe} Alla som är över sjuttio, ja.

@Tobbe@   • http://www.example.se/tobbe Tobbe

=     Det är ju de som har pengarna.

- blog comments powered by Disqus

- Previous post: Så mäter vi tystnad

- Next post: Därför slutar jag

- <img src="http://stats.example.com/pixel.gif
""",
    "disqus new, nb": """
= Hvem eier svaret?

- Publisert 22. august 2012

= Når en ansatt svarer en kunde klokka elleve om kvelden, er det da bedriften som svarer eller er det Per fra regnskap? Jeg har spurt tre jurister og fått fire svar.

= Det siste svaret kom klokka elleve om kvelden.

- 4 Comments
- Sort by Best
- Join the discussion…

@Regnskapsreven@ Regnskapsreven • for 3 år siden

= Det er i hvert fall ikke Per som får overtid for det.

- 2 ∧ ∨ • Svar • Del ›

@Mette Lundgaard@ Mette Lundgaard Regnskapsreven • for 3 år siden
= Hos oss avspaserer vi. Ti minutter av gangen!

- ∧ ∨ • Svar • Del ›

@Ivar T@ Ivar T • for 3 år siden

= Juristen vår sier at det kommer an på signaturen. Det sier hun om alt.

- ∧ ∨ • Svar • Del ›

@Regnskapsreven@ Regnskapsreven Ivar T • for 3 år siden
= Da bytter jeg signatur.

- ∧ ∨ • Svar • Del ›

- comments powered by Disqus
""",
    "english skin, nn": """
= Bygdeboka på nett

- Posted on May 2, 2011 by Oddrun Kvålseth

= I tre år har eg skanna bilete for sogelaget. I fjor la vi dei ut, og på ei veke fekk vi namn på fleire ansikt enn vi hadde fått på alle møta til saman.

= Det hender at folk er usamde om kven som står i døra. Då er det liv i kommentarfeltet.

- Share this:
- Share on Facebook (Opens in new window)
- Share on Twitter (Opens in new window)

- This entry was posted in Lokalhistorie and tagged bilete, bygdebok by Oddrun Kvålseth. Bookmark the permalink.

- 2 Responses to Bygdeboka på nett

@Magnhild@ Magnhild says:
- May 2, 2011 at 8:14 pm

= Det er bestefar min i døra. Han stod alltid i døra.

- Reply

@Lars O. Tveit@ Lars O. Tveit says:
- May 3, 2011 at 7:01 am

= Nei, det er bror hans! Sjå på hatten.

- Reply

- Leave a Reply Cancel reply
- Your email address will not be published. Required fields are marked *
- Name *
- Email *
- Website
- Comment
- You may use these HTML tags and attributes: <a href="" title=""> <abbr title=""> <b>
- Notify me of follow-up comments by email.
- Proudly powered by WordPress
""",
    "forum nb, skrevet av": """
= Får dere lov til å bruke Twitter på jobb?

= Sjefen min har sperret alt som begynner på T. Det rammer også Trafikanten, så nå kommer halve avdelingen for sent. Hvordan er det hos dere?

- Svar

@Trafikkofferet@ Skrevet av: Trafikkofferet, 14.03.2010 12:31
= Hos oss er alt åpent, men ingen tør. Det er nesten verre.

@Gerd M.@ Skrevet av: Gerd M., 14.03.2010 13:02
= Jeg bruker mobilen på do. Det gjør de andre også, for køen er lengre enn før.

@Trafikkofferet@ Skrevet av: Trafikkofferet, 14.03.2010 13:10
= Ha ha. Da vet jeg hvor sjefen burde sette opp sperren.
""",
    "forum sv, inlägg av": """
= Vem svarar när bruket blir uthängt?

= I natt la någon upp en film från gjuteriet. I morse hade den fyra tusen visningar. Vår informatör är på semester till den tredje.

- 3 svar

@Smältaren@ Inlägg av Smältaren, 7 juli 2011 08:15

= Ring informatören. Det kallas beredskap.

@Ingegerd P@ Inlägg av Ingegerd P, 7 juli 2011 08:40

= Låt bli att ring informatören. Svara själv, kort och sant.

@Smältaren@ Inlägg av Smältaren, 7 juli 2011 09:05

= Ska jag skriva att det är jag på filmen?
""",
    "interview, no comments": """
= Tre stemmer om taushet

- Tekst: Yngvild Aspestrand

= Vi har snakket med tre som ikke vil være på nett. De sitter rundt det samme bordet og er enige om nesten ingenting.

= Anna sier:

= «Jeg har nok med dem jeg kjenner fra før, og de ringer.»

= Bjørn sier:

= «Jeg prøvde i en uke. Det var som å stå i en heis.»

= Da Anna sier: «Hva med bursdager?», blir det stille. Så ler Bjørn og sier at han aldri har husket en bursdag i sitt liv.

= Oppsummering: tre mennesker, ingen profiler, og et bord som ble fullt av kaffekopper før noen så på klokka.
""",
    "plain speech, da": """
= Fru formand. Vi har i dag behandlet et forslag, som de fleste er enige om, og som alligevel tager tre timer. Jeg siger det ikke for at klage. Jeg siger det, fordi borgerne ser med.

= I 2009 var der 14.200 henvendelser, og i 2010 var der 31.950. Det er en stigning på 125 pct., jf. § 12 i loven af 14. marts 2008.

= Hvad gør vi ved det?
""",
    "hard-wrapped teaser, sv": """
+ Kaffe är den enda kanal som aldrig har legat nere på vårt kontor.
+ I somras föll allt annat ihop på en och samma dag.

= En dag utan nät

= Kaffe är den enda kanal som aldrig har legat nere på vårt kontor. I somras föll allt annat ihop på en och samma dag. Då upptäckte vi att grannen i nästa rum heter Birgit och kan svaren på det mesta.

= Det tog fyra timmar innan nätet kom tillbaka. Ingen jublade.

- © 2010 Kontorsbloggen. Alla rättigheter förbehållna.
- Vi använder cookies för att förbättra din upplevelse. Läs mer om cookies.
""",
    "own page, nb, date glued": """
- Til toppen | Hjem | Arkiv | RSS

= Hvorfor jeg svarer alle

= Det begynte med en dame som ville ha tilbake pengene for en støvsuger hun hadde kjøpt et annet sted. Jeg svarte henne likevel, og siden har hun handlet her hver måned.

= – Hva koster det? spurte styret. Jeg sa at det koster en halv time og en støvsuger jeg aldri solgte.

- Kommentarer (2)

@Butikkmus@ Butikkmus14. mars 2010 kl. 12:31
= Fint skrevet. Hvilken støvsuger var det?
- SvarSlett

@Rolf Henning@ Rolf Henning14. mars 2010 kl. 13:05
= Jeg vil også ha penger tilbake for noe jeg ikke har kjøpt.
- SvarSlett

- Siste innlegg
- Hvorfor jeg svarer alle
- Hva jeg lærte av en støvsuger
- Arkiv
- mars 2010
- februar 2010
""",
    "typepad, en": """
= The quiet page

- By Harriet Monk

= We opened a page in the spring and nobody came. In the summer we asked a question about bread, and four hundred people told us how their grandmothers did it.

= The lesson is not about bread.

- Comments

> It is a little bit about bread, though. My grandmother used rye and never told anyone.

^Ellis W.^ Posted by: Ellis W. | March 14, 2010 at 12:31 PM

> Rye is the answer to most things.

^Dot^ Posted by: Dot | March 14, 2010 at 02:10 PM

- The comments to this entry are closed.
""",
    "facebook plugin, sv": """
= Biblioteket som frågade

- Av Signe Maunsdotter

= Vi ville veta vilka böcker som saknas. Svaren kom på en kväll, och den längsta listan kom från någon som aldrig har satt sin fot hos oss.

= Nu har hon ett lånekort med nummer ett.

- 2 kommentarer
- Sortera efter Äldsta

@Ragnar Fjellborg@ Ragnar Fjellborg
= Fick hon verkligen nummer ett? Jag har haft kort sedan 1961.
- Gilla · Svara · 3 · 2 år sedan

@Lisbet Åkerhielm@ Lisbet Åkerhielm
= Du kan få byta till mitt. Det slutar på sju.
- Gilla · Svara · 2 år sedan

- Facebook Comments Plugin
""",
    "numbered list in the post, sv": """
= Fem saker jag lärde mig av tystnaden

= 1. Ingen saknar oss

= Vi stängde sidan i en månad. Två personer hörde av sig, och den ena ville sälja försäkringar.

= 2. Alla saknar något

= Den andra ville veta när badhuset öppnar. Det stod bara på sidan.

= 3. Badhuset öppnar klockan sju

= Så nu står det på dörren också.

- Taggar: tystnad, badhus
- Kommentarer inaktiverade
""",
    "guideline with links heading, nn": """
= Retningslinjer for deg som skriv på vegner av kommunen

= Skriv som deg sjølv, men hugs kven som betaler deg. Er du i tvil, så vent til i morgon.

= Lenker

= Lenk alltid til kjelda. Ei lenke utan forklaring er som ei dør utan skilt, og det har vi nok av på rådhuset.

= Svar

= Svar innan eitt døgn. Veit du ikkje svaret, så skriv det, og skriv når du trur at du veit det.

- Sist oppdatert: 02.11.2011
- Ansvarleg redaktør: Asbjørg Kleppestø
- Skriv ut
""",
    "nested wordpress, da": """
= Skal lærere på Twitter?

- Af Vibeke Stauning, 21. september 2012

= Mine elever fulgte mig i en uge. Derefter fulgte jeg dem i en uge, og så blev vi enige om at lade hinanden være i fred.

= Men den ene uge lærte vi mere om kilder end i hele foråret.

- 3 Kommentarer

@Jens Otto@ 1. Jens Otto skriver:
- 21. september 2012 kl. 16:20
= Hvad skrev du til dem, {Vibeke}?

@Vibeke Stauning@ 2. Vibeke Stauning skriver:
- 21. september 2012 kl. 17:05
= Jeg skrev kun, hvor jeg havde det fra. Det var hele øvelsen.

= {Jens Otto} skriver:
= »Hvad skrev du til dem«

= Prøv det selv i din 8. klasse.

@en gammel lærer@ 3. en gammel lærer skriver:
- 22. september 2012 kl. 07:12
= I min tid hed det et leksikon. Det kunne man også lade være i fred.

- Skriv en kommentar
- Navn (kræves)
- E-mail (vises ikke) (kræves)
- Hjemmeside
""",
}

HELD_OUT = {
    "wordpress nn, seier": """
= Eg sletta kontoen til laget

- Publisert 17. november 2010 av Kjellaug Rimstad

= Fotballaget hadde 640 følgjarar og ingen som vaska drakter. Då eg sletta kontoen, kom det tre på dugnad, og alle var sinte.

= Eg har aldri sett så reine drakter.

- Legg att ein kommentar
- Del dette:

- 4 kommentarar til «Eg sletta kontoen til laget»

@Sigmund@ 1. Sigmund seier:
- 17. november 2010 kl. 19:40

= Du kunne spurt styret fyrst.

@Kjellaug Rimstad@ 2. Kjellaug Rimstad seier:
- 17. november 2010 kl. 20:01

= Styret er du og eg, {Sigmund}.

@Sigmund@ 3. Sigmund seier:
- 17. november 2010 kl. 20:03

= Ja. Og eg seier nei.

@Keeperen@ 4. Keeperen seier:
- 18. november 2010 kl. 06:55

= Kan nokon seie meg når treninga er? Eg las det alltid på sida.

- Namn (påkravd)
- E-post (blir ikkje publisert) (påkravd)
- Nettstad
- ← Draktvask for nybyrjarar
- Dugnad i haustmørket →
""",
    "blogger nn, sa": """
- onsdag 6. mai 2009

= Heimelekse på nett

= Elevane leverte leksa klokka 23.58. To minutt før fristen sat heile klassa vaken og skreiv om søvn.

= Eg gav dei fri dagen etter.

- Lagt inn av Jorunn Hellebø kl. 20:15 2 kommentarar
- Etikettar: lekse, søvn

- 2 kommentarar:

@Ein far@ Ein far sa...

= Takk for det. Han sov til tolv.

- 6. mai 2009 kl. 21:50

@Jorunn Hellebø@ Jorunn Hellebø sa...

= Det var meininga. Men no har han to lekser til fredag.

- 7. mai 2009 kl. 07:12

- Legg inn ein kommentar
- Nyare innlegg Eldre innlegg Heim
- Abonner på: Legg inn kommentarar (Atom)
""",
    "wordpress sv, skriver with date in head": """
= Låt dem klaga högt

- Av Ellinor Gröndahl | 8 april 2011 | 3 kommentarer

= I tolv år har vi haft en låda vid dörren för klagomål. Den töms på fredagar. Förra fredagen låg där en räkning och ett äppelskrutt.

= På nätet fick vi nitton klagomål på en förmiddag, och sexton av dem gick att åtgärda före lunch.

- Läs också: Lådan vid dörren
- Skriv ut | Tipsa en vän

- Kommentarer (3)

@Göte@ Göte skriver 8 april 2011 kl. 12:10:

= Vems var räkningen?

@Ellinor Gröndahl@ Ellinor Gröndahl skriver 8 april 2011 kl. 12:30:

= Din, {Göte}, om jag inte läser fel.

@Tant Agda@ Tant Agda skriver 9 april 2011 kl. 07:02:

= Äppelskruttet var mitt. Förlåt.

- Skriv en kommentar
- Namn: *
- E-post: *
- Publicera kommentar
""",
    "disqus da, siden": """
= Krisen, der ikke kom

- af Tue Vangsgaard · 12. januar 2012

= Vi havde bestilt en krisehåndbog på firs sider. Da der endelig kom en vred kunde, skulle hun bare have en ny pære til sin lampe.

= Hun fik to.

- Synes godt om
- Tweet

- 3 kommentarer

@Lampeguden@ Lampeguden • for 8 måneder siden

= Hvad kostede håndbogen pr. pære?

- Besvar • Del

@Susanne Kok@ Susanne Kok • for 8 måneder siden

= Jeg vil gerne købe den brugt.

- Besvar • Del

@Susanne Kok@ Susanne Kok • for 8 måneder siden

= Håndbogen, altså. Ikke pæren.

- Besvar • Del

- blog comments powered by Disqus
- © 2012 Vangsgaards Verden · Privatlivspolitik · Cookies
""",
    "old wordpress theme, en and nb": """
= Å måle et smil

- by Gaute Skogmo on 2010-02-11

= Styret vil ha et tall. Jeg har foreslått 42, men de vil vite hva det måler. Da foreslo jeg smil per kunde, og nå har vi et prosjekt.

= As a wise colleague once told me: “Whatever you count will start counting you.”

- Filed under: Måling
- Tagged with: smil, styret
- Subscribe to comments feed

- { 3 comments… read them below or add one }

@Wenche B.@ Wenche B. on February 11, 2010 at 9:14 am

= Hvem teller smilene?

@Gaute Skogmo@ Gaute Skogmo on February 11, 2010 at 9:32 am

= Vikaren. Hun sluttet i går.

@Wenche B.@ Wenche B. on February 11, 2010 at 10:05 am

= Smilende?

- Leave a Comment
- Name *
- E-mail *
- Website
- Notify me of new comments via email.
- Previous post: Et budsjett på størrelse med en serviett
- Next post: Hvorfor møter varer i en time
""",
    "forum da, skrevet af": """
= Hvor meget må man sige om sit arbejde?

- Oprettet af Nattevagten, 2. februar 2009 23:50

= Jeg arbejder på et sygehus og har en lille blog om at være vågen om natten. Nu har min afdelingssygeplejerske fundet den. Hun siger, den er god. Det er det, der gør mig nervøs.

- Indlæg: 3

@Kirsten fra Vejen@ Skrevet af: Kirsten fra Vejen - 3. februar 2009 06:12
= Navne, datoer og diagnoser: nej. Alt andet: skriv løs.

@Nattevagten@ Skrevet af: Nattevagten - 3. februar 2009 07:30
= Også kaffen?

@kittelklædt@ Skrevet af: kittelklædt - 3. februar 2009 08:01
= Kaffen er omfattet af tavshedspligt.
""",
    "clean page with signature, nn": """
= Ope brev til deg som las over skuldra mi på bussen

= Du såg at eg skreiv til ordføraren. Du såg òg at eg sletta det. Eg vil berre seie at eg skreiv det på nytt då eg kom heim.

= Ho svarte same kvelden. Ho hadde sete på den same bussen.

= Ring gjerne på 912 34 567, eller skriv til post@example.no, om du vil vite kva ho svarte.

- Med venleg helsing
- Torbjørg Aurdal
""",
    "column with related block, sv": """
= Vad är ett varumärke värt klockan tre på natten?

- Text: Folke Brandelius

= Klockan tre på natten står jag i kö till en korv. Mannen framför mig har vår logotyp på jackan, och han skäller på korvgubben så att senapen fryser.

= Där gick fyra års arbete. Jag räknade på det i kön.

- LÄS OCKSÅ:
- Så räddar du en logotyp
- Korv: en nationell identitet

= Dagen efter ringde jag honom. Han hade hittat jackan på ett tåg.

- Relaterade artiklar
- Tåget som inte gick
- Åtta frågor om förtroende
- Copyright 2011. Ansvarig utgivare: Margit Sundelöf
""",
    "home-made guestbook, nb": """
= Velkommen til vellets side

= Vi har fått ny side. Den gamle lå på serveren til en som har flyttet, og han tok serveren med seg.

= Skriv gjerne hva du savner!

- Kommentarer:

@Aud i nr. 12@ Navn: Aud i nr. 12
- Dato: 12.05.2008
= Jeg savner serveren.

@Steinar@ Navn: Steinar
- Dato: 13.05.2008
= Søppelkassene står feil vei igjen.

@Aud i nr. 12@ Navn: Aud i nr. 12
- Dato: 13.05.2008
= De står rett, {Steinar}. Det er veien som er feil.

- Skriv inn kommentar
- Navn:
- E-post:
- Send
- Antall besøk: 4512
""",
    "comments without heading, da": """
= Den stille kampagne

- Postet af Dorrit Elkjær d. 5. oktober 2010 kl. 09.15

= Vi lagde en plakat op i kantinen, hvor der ikke stod noget. På en uge havde fyrre mennesker skrevet på den. Det er vores bedste tal nogensinde.

= Chefen vil have den på nettet.

@Bo Emil@ Bo Emil skrev:
- 5. oktober 2010 kl. 10.02
= Jeg skrev "hvad er det her".

@Dorrit Elkjær@ Dorrit Elkjær skrev:
- 5. oktober 2010 kl. 10.15
= Det var det bedste af dem alle, {Bo Emil}.

@Tavs@ Tavs skrev:
- 6. oktober 2010 kl. 13.47
= ...

- Skriv kommentar
- Forrige indlæg: Plakaten der forsvandt
""",
}


LATER = {
    "blogger new da": """
- lørdag den 6. marts 2010

= Kagen i kommentarsporet

= Vi lovede kage til den, der fandt en fejl på vores side. Vi har nu bagt i tre uger, og chefen er begyndt at rette i teksterne om natten.

- Indsendt af Helle Vangkilde kl. 10.12
- Send med mailBlog om dette!Del på TwitterDel på Facebook
- Etiketter: fejl, kage

- 3 kommentarer:

@Ib Toft@ Ib Toft6. marts 2010 kl. 11.20

= Der står "velkomen" på forsiden.

- SvarSlet

@Helle Vangkilde@ Helle Vangkilde6. marts 2010 kl. 11.25

= Det gør der ikke mere, {Ib Toft}. Men kagen er din.

- SvarSlet

@Anonym@ Anonym6. marts 2010 kl. 12.00

= Jeg har fundet to, men jeg er på slankekur.

- SvarSlet

- Tilføj kommentar
- Indlæs flere...
- Nyere opslag Ældre opslag Start
- Abonner på: Kommentarer til indlægget (Atom)
""",
    "facebook nb": """
= Fem minutter før midnatt

- Publisert: 12.05.2011 kl. 23:55

= Kundesenteret stenger klokka fire. Kundene våre våkner klokka ni om kvelden, når ungene har lagt seg, og da sitter jeg her alene med et pledd.

= Jeg får betalt i fleksitid. Den kan ikke spises.

- Liker 24 Del Tweet

- 3 kommentarer
- Legg til en kommentar ...

@Unni Strømsvik@ Unni Strømsvik · Hønefoss videregående skole

= Pleddet bør i hvert fall være skattefritt.

- Svar · Liker · 4 · 13. mai 2011 kl. 07:12

@Kjell Roar Bø@ Kjell Roar Bø

= Hva slags pledd?

- Svar · Liker · 13. mai 2011 kl. 08:40

@Unni Strømsvik@ Unni Strømsvik

= Ull, håper jeg.

- Svar · Liker · 13. mai 2011 kl. 08:51

- Facebook social plugin
""",
    "intensedebate en/sv": """
= Vi köpte en app

- Skrivet av Pontus Mellgård, 1 november 2011

= Appen kostade en halv miljon och visar när biblioteket är öppet. Det gjorde lappen på dörren också, men den gick inte att uppdatera från Stockholm.

= Nu har vi båda.

- Comments (2)
- Sort by: Date Rating Last Activity

@lappkungen@ lappkungen · 96 weeks ago

= Vad kostade lappen?

- Reply

@Pontus Mellgård@ Pontus Mellgård · 96 weeks ago

= Tejpen ingick, {lappkungen}.

- Reply

- Post a new comment
- Enter text right here!
- Comment as a Guest, or login:
- Name
- Email
- Website (optional)
- Submit Comment
""",
    "wp bullets nn": """
= Møtet som vart ein tråd

- Skrive av Solbjørg Hauk den 3. mars 2012 i kategorien Møte

= Vi bestemte oss for å avlyse møtet og ta det på nett. To timar seinare hadde vi 140 innlegg, tre framlegg og ingen referent.

- 3 kommentarar

@Nils Olav@   • Nils Olav seier: 3. mars 2012 kl. 14:12

=     Eg kan skrive referatet, men eg veit ikkje kva vi vart samde om.

@Solbjørg Hauk@       ◦ Solbjørg Hauk seier: 3. mars 2012 kl. 14:20

=         Det er difor vi treng eit referat.

@Eva@   • Eva seier: 3. mars 2012 kl. 15:02

=     Kan vi ta det på eit møte?

- Legg igjen eit svar
- Namn (påkravd)
- E-post (blir ikkje publisert) (påkravd)
- Nettstad
- Send kommentar
""",
    "vg-blogg nb skrevet av": """
= Jeg og min skygge

- Kategori: Jobb
- Av: Leiv Grimsmo
- 14. september 2009 - 10:20

= Min skygge er en konto med mitt navn og bilde. Den følger 412 mennesker jeg aldri har møtt, og den er hyggeligere enn meg.

= I forrige uke fikk den jobbtilbud.

- Kommentarer:

@Skyggen@ Skrevet av Skyggen 14. september 2009 kl 11:02

= Jeg takket ja.

@Oda Marie@ Skrevet av Oda Marie 14. september 2009 kl 12:44

= Hvem av dere skal jeg invitere på fredag?

@Leiv Grimsmo@ Skrevet av Leiv Grimsmo 14. september 2009 kl 13:15

= Den andre. Han danser.

- Skriv kommentar:
- Ditt navn:
- Din e-post:
- Husk meg
- <a href="http://example.no/om">
""",
    "sv skrev den": """
= En logga är ingen själ

- 4 maj 2010 av Tyra Edhag

= Vi bytte logotyp över helgen. På måndagen stod en kund i dörren och frågade om vi hade lagt ner. På tisdagen kom tre.

= Nu hänger den gamla skylten under den nya, med en pil emellan.

- Taggar: logga, skylt | Permalänk | Kommentera

- Kommentarer till En logga är ingen själ:

@Gun-Britt@ Gun-Britt skrev den 4 maj 2010 kl. 09:12:
= Ni skulle ha haft kvar blommorna.

@Ragge@ Ragge skrev den 4 maj 2010 kl. 10:30:
= Håller med {Gun-Britt}! Vad kostade pilen?

@Gun-Britt@ Gun-Britt skrev den 4 maj 2010 kl. 11:01:
= Pilen är gratis. Det är min.

- Namn:
- E-post:
- Kommentar:
- Skicka
- Bloggportalen | Bloggtoppen | Creeper
""",
    "plain da no comments": """
= Reglement for medarbejdernes brug af sociale medier

= § 1. Medarbejderen skriver på egne vegne, når medarbejderen skriver på egne vegne.

= § 2. Er der tvivl, gælder § 1.

= 1) Spørg din leder.
= 2) Spørg din leders leder.
= 3) Lad være.

= Vedtaget på personalemødet den 3. juni 2010 med 14 stemmer mod 2. De 2 spurgte deres leder.
""",
    "en blog": """
- Skip to content
- Home About Contact

= Nobody reads the manual

- Posted on 3rd of June 2010 by Winifred Achterberg

= We wrote forty pages on how to behave online. The only person who has quoted them so far is the one we fired, and she quoted them well.

- Like this:
- Like Loading...
- Posted in Uncategorized | 2 Comments

- 2 thoughts on “Nobody reads the manual”

@Old Hand@ Old Hand on June 3, 2010 at 6:01 pm said:

= Which page?

- Reply ↓

@Winifred Achterberg@ Winifred Achterberg on June 3, 2010 at 6:15 pm said:

= Page one. She never needed the others, {Old Hand}.

- Reply ↓

- Leave a Reply
- Enter your comment here...
- Post navigation
- ← The intern knows
- A budget for apologies →
- Blog at WordPress.com.
""",
}


# kinds that were not covered before; when first read, with the rules as they were: 49 % of the
# furniture found, 58 of 62 paragraphs whole, 13 of 23 comments right
UNSEEN = {
    "blogger nn, profile and archive": """
- Gå til hovudinnhald
- Søk i denne bloggen

- tysdag 4. oktober 2011

= Bussen som ikkje fanst i appen

= Ruta frå Storehaugen til sentrum har gått kvar morgon sidan 1964. I appen finst ho ikkje, og difor kom det ingen då dei nye innflyttarane skulle på jobb.

= Sjåføren heiter Leiv og har kjørt tom buss i tre veker. Han likar roa, seier han, men han saknar praten.

= Eg skreiv til selskapet. Dei svara at ruta ligg inne frå nyttår.

- Posta av
- Solbjørg Indrehus
- kl.
- 07:48

- Send dette via e-postBlogg om dette!Del på XDel på FacebookDel på Pinterest

- Etikettar: buss, app, bygda

- 3 kommentarar:

@Arnstein@ Arnstein4. oktober 2011 kl. 08:15

= Eg har køyrt med han i tretti år. Appen får klare seg sjølv.

- SvarSlett

@Solbjørg Indrehus@ Solbjørg Indrehus4. oktober 2011 kl. 08:31

= Du skulle ha vore attest, {Arnstein}! Kan eg sitere deg?

- SvarSlett

@Anonym@ Anonym5. oktober 2011 kl. 22:02

= Kva app er det snakk om? Hos oss er det framleis tavla på butikken som gjeld.

- SvarSlett

- Legg til kommentar
- Last inn fleire...

- Nyare innlegg
- Eldre innlegg
- Startside

- Abonner på: Legg inn kommentarar (Atom)

- Om meg
- Bloggarkiv
- ►  2012 (14)
- ▼  2011 (52)
- ►  november (3)
- ▼  oktober (6)
- Reis deg ikkje. Drive av Blogger.
""",
    "wordpress.com, english skin, sv text": """
- Skip to content
- Home
- About

- Search

= När föreningen fick ett ansikte

- Posted on 14 February, 2011 by Hillevi Åstrand

= Koloniföreningen har haft en pärm sedan 1937. I den står vem som har vilken lott, vem som är skyldig pengar och vem som har klagat på häcken.

= Nu har vi en sida också. Första veckan fick vi fler klagomål på häcken än under hela åttiotalet, men de kom med bild.

= Jag tror att det är så det börjar: man får se häcken.

- Rate this:
- Share this:
- Twitter
- Facebook
- Like this:
- Like Loading...

- Related
- Pärmen som försvann
- March 3, 2010
- In "Koloni"
- En lott, två ägare
- June 12, 2009
- In "Styrelse"

- This entry was posted in Koloni, Styrelse and tagged föreningsliv, häckar, klagomål. Bookmark the permalink.

- Post navigation
- ← Snön ligger på kompostbehållaren
- Årsmötet, minut för minut →

- 3 thoughts on “När föreningen fick ett ansikte”

@Evert lott 12@ Evert lott 12
- says:
- 14 February, 2011 at 7:12 pm

= Det är min häck på bilden. Den är klippt nu.

- Reply

@Hillevi Åstrand@ Hillevi Åstrand
- says:
- 14 February, 2011 at 9:40 pm

= Tack! Då tar jag bort bilden och lägger upp den nya.

- Reply

@plommonpelle@ plommonpelle
- says:
- 15 February, 2011 at 6:58 am

= Vem klippte? Jag ser ingen stege hos {Evert lott 12}.

- Reply

- Leave a comment Cancel reply
- Δ
- Create a free website or blog at WordPress.com.
- Follow
- Subscribe
- Already have a WordPress.com account? Log in now.
- Privacy & Cookies: This site uses cookies. By continuing to use this website, you agree to their use.
- To find out more, including how to control cookies, see here: Cookie Policy
""",
    "disqus da, newer skin": """
= Vi svarer ikke om natten

- Af Agnete Brøndum, 9. november 2012

= Havnekontoret fik en side i foråret, og siden da er fiskerne begyndt at skrive klokken fire. De spørger om vind. Vi svarer klokken otte, og da er de kommet hjem.

= Nu har vi sat en gammel vindmåler til at svare selv. Den har flere følgere end havnefogeden.

- Del
- Tweet

- ANNONCE

- 4 Kommentarer
- Havnebladet
- 🔒 Disqus' databeskyttelsespolitik
- Log ind
- Favorit 2
- Sortér efter bedste

- Deltag i diskussionen...
- Log ind med
- eller tilmeld dig Disqus
- Navn

@Skipper Jens@ Skipper Jens
- − ⚑
- for 6 år siden

= Måleren viser altid vest. Den har hængt skævt siden stormen i 1999.

- 3 △ ▽
- Svar
- Del ›

@Agnete Brøndum@ Agnete Brøndum ➜ Skipper Jens
- − ⚑
- for 6 år siden

= Så er det derfor! Jeg sender en mand op i dag.

- 1 △ ▽
- Svar
- Del ›

@Fru Kvist@ Fru Kvist
- − ⚑
- for 6 år siden

= Send den samme mand forbi mit loft bagefter.

- △ ▽
- Svar
- Del ›

@Skipper Jens@ Skipper Jens ➜ Fru Kvist
- − ⚑
- for 6 år siden

= Han er optaget af vinden.

- △ ▽
- Svar
- Del ›

- ✉ Abonner
- d Tilføj Disqus til dit site
- ⚠ Sælg ikke mine data
""",
    "typepad, nb": """
- « Kopimaskinens siste dager | Main | Tre ord på et visittkort »

- September 21, 2009

= Kantinen som kriserom

= Da strømmen gikk, satt beredskapsgruppen i heisen. Resten av oss satt i kantinen og leste på telefonene hva som hadde skjedd med oss.

= Det var kokken som skrev den første meldingen. Den var på åtte ord og stemte.

= Siden har vi hatt tre evalueringer. Ingen av dem har nevnt kokken.

- Posted by Ragnhild Totland on September 21, 2009 at 10:14 PM in Beredskap, Mat | Permalink

- Technorati Tags: beredskap, kantine, heis

- TrackBack
- TrackBack URL for this entry:
- http://www.typepad.example.com/services/trackback/6a00d8341c

- Listed below are links to weblogs that reference Kantinen som kriserom:

- Comments
- You can follow this conversation by subscribing to the comment feed for this post.

> Hva sto det i meldingen?

^Tormod^ Posted by: Tormod | September 22, 2009 at 07:55 AM

> «Strømmen er gått. Vi har kaffe på termos.» Jeg har den på veggen.

= Kokken har bedt om høyere lønn, og det støtter jeg.

^Ragnhild Totland^ Posted by: Ragnhild Totland | September 22, 2009 at 08:20 AM

> Jeg satt i heisen. Vi hadde ikke kaffe.

^beredskapslederen^ Posted by: beredskapslederen | September 22, 2009 at 03:31 PM

- The comments to this entry are closed.
- My Photo
- Recent Posts
- Subscribe to this blog's feed
- Blog powered by TypePad
- Member since 06/2006
""",
    "municipal page, nb": """
- Hopp til hovedinnhold
- Åpne meny
- Forsiden / Politikk og organisasjon / Kommunikasjon / Sosiale medier
- Lytt
- Tilpass visning

= Slik bruker kommunen sosiale medier

- Publisert 12.03.2012 09.41 | Sist oppdatert 30.08.2012 14.05

= Kommunen er til stede på nett for å svare innbyggerne der de er. Vi svarer på hverdager mellom klokken 9 og 15, og vi svarer alle som spør høflig, og de fleste andre.

= Dette kan du vente av oss

= Du får svar innen en arbeidsdag. Vi viser deg til riktig kontor, og vi sletter aldri kritikk.

= Dette venter vi av deg

= Skriv aldri fødselsnummer eller helseopplysninger i kommentarfeltet. Ring heller servicetorget på 99 88 77 66.

- Fant du det du lette etter?
- Ja Nei
- Takk for tilbakemeldingen!

- Kontakt
- Servicetorget
- Telefon: 99 88 77 66
- E-post: postmottak@fossvik.example.no
- Åpningstider: 09.00 - 15.00

- Relatert innhold
- Møtekalender
- Politiske utvalg

- Til toppen
- Besøksadresse: Rådhusgata 1, 9999 Fossvik
- Postadresse: Postboks 12, 9998 Fossvik
- Organisasjonsnummer: 999 888 777
- Ansvarlig redaktør: Halvdan Brekkestø
- Tilgjengelighetserklæring
- Personvernerklæring
- Levert av Kommuneportalen
""",
    "newspaper, nb and paywall": """
- Logg inn
- Bli abonnent
- Annonse

- Meninger

= Hvem skal svare når byen spør?

- Del artikkelen

- Magnhild Korsvoll
- Kommentator
- Publisert: 3. juni 2012, kl. 06:30 Oppdatert: 3. juni 2012, kl. 09:12
- Dette er en kommentar. Kommentaren gir uttrykk for skribentens holdning.

= Sist lørdag la noen ut et bilde av en sau på taket til rådhuset. Hvordan den kom dit, vet vi ikke. Men vi vet at rådhuset ikke svarte før mandag.

- Artikkelen fortsetter under annonsen.
- Annonse

= I mellomtiden fikk sauen navn, og to andre kommuner tilbød den bolig.

- FOTO: Gaute Sandnes / Byavisen

- Les også
- Sauen kom ned av seg selv
- – Vi har ikke hjemmel for sau

= Det er mulig at en kommune ikke kan ha vakt for sauer. Men den som tier i to døgn, får høre resten av byen fortelle historien.

- Vil du lese hele saken?
- Logg inn for å lese videre
- Allerede abonnent? Logg inn her
- Få full tilgang for 1 krone den første måneden

- Mest lest siste døgn
- 1 Dette koster hytta
- 2 Stengte veier i helgen
- 3 Her er alle skattelistene

- Tips oss!
- Har du bilder eller tips til saken? Send oss en e-post eller ring 03322.
- Følg oss på Facebook og Twitter
- Vi arbeider etter Vær Varsom-plakatens regler for god presseskikk.
- Ansvarlig redaktør og daglig leder: Torgeir Ølberg
- Byavisen har ikke ansvar for innhold på eksterne nettsider som det lenkes til.
""",
    "newspaper sv, annons and inloggning": """
- Till startsidan
- Prenumerera
- Logga in
- ANNONS

= Kundtjänst på gungor

- Text: Ingela Wrede
- Publicerad 19 augusti 2010

- Dela
- Dela via Facebook
- Dela via e-post
- Spara artikel

= Lekplatsen vid kvarnen har fått en egen sida där barnen kan anmäla trasiga gungor. Första anmälan kom från en sextioåring som hade fastnat.

- Annons

= Kommunen svarade inom en timme. Det är snabbare än när min kran läckte.

- Läs mer: Rutschkanan som fick fel färg

= Nästa vecka öppnar man för synpunkter på sanden.

- Det här är en låst artikel. Logga in för att läsa hela texten.
- Redan prenumerant? Logga in

- Mest läst i dag
- Så blir vädret i helgen
- Han byggde ett torn av pallar

- Läs mer om:
- Lekplatser
- Kundtjänst
- Så arbetar tidningen med journalistik. Uppgifter som publiceras ska vara korrekta och relevanta.
- Rätta artikel
- Skicka in rättelse
""",
    "mailing list archive, da": """
- [Forrige dato][Næste dato][Forrige tråd][Næste tråd][Datoindeks][Trådindeks]
- [web-udvalget] Hvem må rette på hjemmesiden?

- From: Asger Thinggaard <asger at example.dk>
- To: web-udvalget@lister.example.dk
- Date: Tue, 14 Oct 2008 21:17:43 +0200
- Subject: [web-udvalget] Hvem må rette på hjemmesiden?

= Kære alle

= Jeg har rettet åbningstiderne på hjemmesiden i aften, fordi de stadig var fra i sommer. Så fik jeg en mail om, at jeg ikke måtte.

= Hvem må så? Jeg kan se, at den sidste, der rettede noget, var en, som flyttede til Jylland i 2006.

- Venlig hilsen
- Asger Thinggaard

- _______________________________________________
- web-udvalget mailing list
- web-udvalget@lister.example.dk
- http://lister.example.dk/mailman/listinfo/web-udvalget

- Previous message: [web-udvalget] Referat fra mødet
- Next message: [web-udvalget] Hvem må rette på hjemmesiden?
- Messages sorted by: [ date ] [ thread ] [ subject ] [ author ]
- More information about the web-udvalget mailing list
""",
    "facebook plugin comments, nb": """
= Nå kan du spørre brannvesenet

- Skrevet av Oddny Fagerbakk 28. november 2012

= Brannstasjonen på Moen har fått egen side, og der kan du spørre om alt unntatt katter i trær. Katter i trær skal du ringe om.

= Brannmester Sletten svarer selv, mellom utrykningene.

- 4 kommentarer
- Sorter etter
- Eldste
- Legg til en kommentar ...

@Terje Kvalsund@ Terje Kvalsund
- Arbeider hos Moen Rør
= Hva om katten er i røret?
- Liker · Svar · 4 · 28. november 2012 18:20

@Oddny Fagerbakk@ Oddny Fagerbakk
- Journalist i Moenposten
= Da ringer du {Terje Kvalsund}, altså deg selv.
- Liker · Svar · 11 · 28. november 2012 18:44

@Mai-Britt Lunde@ Mai-Britt Lunde
- Moen videregående skole
= Kan man spørre om røykvarslere også? Min piper hver natt klokken tre, og det har den gjort siden påske.
- Liker · Svar · 28. november 2012 20:02

@Terje Kvalsund@ Terje Kvalsund
- Arbeider hos Moen Rør
= Bytt batteri!
- Liker · Svar · 2 · 28. november 2012 20:10

- Facebook-modul for kommentarer
""",
    "phpbb thread, sv": """
- Hoppa till innehåll
- Snabblänkar
- FAQ
- Logga in
- Bli medlem
- Forumindex ‹ Bygdens forum ‹ Allmänt

= Ska vi ha en webbkamera vid badet?

- Svara
- Sök i denna tråd…
- 4 inlägg • Sida 1 av 1

@badvakten@ badvakten
- Inlägg: 312
- Blev medlem: 12 mar 2007, 20:14
- Ort: Norrviken
- Ska vi ha en webbkamera vid badet?
- Inlägg av badvakten » 3 jun 2009, 21:05

= Kommunen erbjuder en kamera vid bryggan, så att man ser om det är folk. Jag är tveksam. Det är folk som ska bada där.

- Upp

@Rut på höjden@ Rut på höjden
- Inlägg: 41
- Blev medlem: 30 jan 2009, 08:11
- Re: Ska vi ha en webbkamera vid badet?
- Inlägg av Rut på höjden » 3 jun 2009, 21:40

= Jag ser badet från köket. Ring mig så säger jag hur många de är.

- Upp

@badvakten@ badvakten
- Inlägg: 312
- Blev medlem: 12 mar 2007, 20:14
- Ort: Norrviken
- Re: Ska vi ha en webbkamera vid badet?
- Inlägg av badvakten » 4 jun 2009, 06:15

= {Rut på höjden} skrev:
= Jag ser badet från köket.

= Just därför är jag tveksam.

- Upp

- Visa inlägg från: Alla inlägg 1 dag 7 dagar 2 veckor
- Svara
- Återgå till ”Allmänt”
- Hoppa till
- Vilka är online
- Användare som besöker denna kategori: Inga registrerade användare och 1 gäst
- Drivs av phpBB® Forum Software © phpBB Limited
- Svensk översättning av phpBB Sweden
- Alla tidsangivelser är UTC+01:00
""",
    "forum, nn": """
- Forside > Forum > Arbeidsliv og skule

= Må læraren svare i helga?

- 3 svar i denne tråden
- 214 visningar

@Kvelertak@ Kvelertak
- Medlem sidan 2008
- 57 innlegg
- #1 · 10. mars 2012 kl. 11:20

= Ein elev skreiv til meg laurdag klokka elleve på kvelden og lurte på om prøva var lett. Eg svara ikkje. No er mor hans sur.

- Siter
- Rapporter

@Bjørgulv@ Bjørgulv
- Medlem sidan 2011
- 3 innlegg
- #2 · 10. mars 2012 kl. 11:48

= Var ho lett?

- Siter
- Rapporter

@Kvelertak@ Kvelertak
- Medlem sidan 2008
- 57 innlegg
- #3 · 10. mars 2012 kl. 12:02

= Nei, {Bjørgulv}. Men det får han vite på måndag, som dei andre.

- Siter
- Rapporter

- Du må logge inn for å svare i denne tråden.
- Del tråden: Facebook Twitter
- « Førre tråd | Neste tråd »
- Kven er pålogga no: 2 gjester
""",
}


# four more, written and read once when `UNSEEN` was done: 72 % of the furniture found, every
# paragraph whole, 7 of 8 comments right (57 %, all, 7 with the rules before `UNSEEN`)
UNSEEN_TOO = {
    "local paper with comments, sv": """
- Nyheter Sport Kultur Opinion Familj
- E-tidningen
- Kundservice
= Bänken som fick ett eget konto
- Åsa Fernbrant
- 0455-12 34 56
- Publicerad 08:00, 4 maj 2012
- Det här är en krönika. Åsikterna är skribentens egna.
= Bänken vid torget har fler vänner än kommunalrådet. Den skriver om regn och om dem som sätter sig.
= I går satte sig kommunalrådet. Bänken skrev inget alls.
- Fler artiklar
- Så firas valborg i hela länet
- Vill ha fler papperskorgar
- Kommentarer (3)
- Visa kommentarer
- Kommentera artikeln
- Tänk på att hålla god ton. Läs våra regler här.
@Bosse@ Bosse
- 2012-05-04 09:12
= Sitt inte där när det är blött.
- Anmäl | Svara | Gilla (3)
@Majken i Bräkne@ Majken i Bräkne
- 2012-05-04 10:40
= Bänken har rätt, {Bosse}. Den minns allt.
- Anmäl | Svara | Gilla (1)
@Bosse@ Bosse
- 2012-05-04 11:02
= Den minns i alla fall dig.
- Anmäl | Svara | Gilla (0)
- Följ oss i sociala medier
- Annonsera
- Om cookies
""",
    "county page, nn": """
- Gå til innhald
- Søk
- Meny
- Du er her: Framside > Teneste > Kommunikasjon
= Korleis vi svarar på nett
- Sist endra 02.11.2011
- Skriv ut
- Del på Facebook
- Høyr teksten
= Fylket svarar på spørsmål kvar dag før lunsj, og vi seier frå når vi ikkje veit svaret. Det hender ofte.
= Kva vi ikkje gjer
= Vi diskuterer aldri enkeltsaker i kommentarfeltet, og vi slettar aldri eit spørsmål berre fordi det er ubehageleg.
- Kontaktinformasjon
- Sentralbord: 57 00 11 22
- Send e-post til oss
- Fann du det du leitte etter?
- Ja
- Nei
- Sist sett på
- Skyssrefusjon
- Ledige stillingar
- Personvern og informasjonskapslar
""",
    "phpbb, da": """
- Spring til indhold
- Hurtige links
- OSS
- Log ind
- Tilmeld
- Boardindeks ‹ Foreningsliv ‹ Kommunikation
= Skal bestyrelsen have en profil?
- Besvar
- 3 indlæg • Side 1 af 1
- kassereren
- Indlæg: 88
- Tilmeldt: 3. jan 2008, 10:10
- Skal bestyrelsen have en profil?
@kassereren@ af kassereren » 2. jun 2009, 19:30
= Formanden vil have, at vi alle sammen opretter os. Jeg har kun lige lært at bruge regnearket.
- Top
- Solveig_N
- Indlæg: 12
- Tilmeldt: 9. feb 2009, 21:00
- Re: Skal bestyrelsen have en profil?
@Solveig_N@ af Solveig_N » 2. jun 2009, 20:15
= Så bliv ved regnearket. Nogen skal jo kunne tælle, hvor mange vi er.
- Top
- kassereren
- Indlæg: 88
- Tilmeldt: 3. jan 2008, 10:10
- Re: Skal bestyrelsen have en profil?
@kassereren@ af kassereren » 3. jun 2009, 07:02
= Vi er elleve, {Solveig_N}. Det kan jeg gøre i hovedet.
- Top
- Besvar
- Tilbage til "Kommunikation"
- Hvem er online
- Brugere der læser dette forum: Ingen og 2 gæster
- Udviklet af phpBB® Forum Software © phpBB Limited
""",
    "movable type, en": """
- « Small talk in the lift | Home | The plan nobody read »
= A library answers back
- By Maud Ellingsworth on March 9, 2010 8:15 PM
= We opened a page for the branch on Tuesday. By Thursday someone had asked us where the moon goes, and we had a whole shelf of answers.
= Nobody asked about opening hours. They are on the door.
- Categories:
- Libraries
- Tags:
- questions, moon
- 0 TrackBacks
- Listed below are links to blogs that reference this entry: A library answers back.
- TrackBack URL for this entry: http://blog.example.com/mt/mt-tb.cgi/12
- 2 Comments
@Ferris@ By Ferris on March 10, 2010 7:12 AM
= Where does it go?
- Reply
@Maud Ellingsworth@ By Maud Ellingsworth replied to comment from Ferris on March 10, 2010 9:00 AM
= Behind the sports hall, {Ferris}.
- Reply
- Leave a comment
- Name
- Email Address
- URL
- Remember personal info?
- Comments (You may use HTML tags for style)
- About this Entry
- This page contains a single entry by Maud Ellingsworth published on March 9, 2010 8:15 PM.
- Small talk in the lift was the previous entry in this blog.
- Find recent content on the main index or look in the archives to find all content.
- Powered by Movable Type 4.25
""",
}


ALL = {**TUNED, **HELD_OUT, **LATER, **UNSEEN, **UNSEEN_TOO}


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w⟨⟩.]+", text.lower()))


@pytest.mark.parametrize("name", ALL)
def test_whole_page(name):
    expected = truth(ALL[name])
    page = read_page(expected.text)
    comments = [part for part in page.parts if part.kind == "comment"]
    assert [part.writer for part in comments] == expected.commenters
    assert [[_words(x) for x in part.paragraphs] for part in page.parts] == [
        [_words(x) for x in part] for part in expected.parts
    ]
    assert [part.part for part in page.parts] == list(range(len(page.parts)))
    audit = " ".join(line for _, line in page.removed)
    assert not any(name in audit for name in page.writers if name != "Anonym")


def test_dates_come_from_byline_date_line_or_front_matter():
    text = "\n\nVi skriver om kaffe i dag, og det er det mange som gjør nå om dagen."
    assert read_page("Kaffe\n\nAv Kari Myr 14. mars 2010" + text).date == "2010-03-14"
    assert read_page("tirsdag 9. februar 2010\n\nKaffe" + text).date == "2010-02-09"
    assert (
        read_page("---\ndate: 2011-05-06\nauthor: Kari Myr\n---\nKaffe" + text).date == "2011-05-06"
    )
    assert read_page("Kaffe" + text).date == ""


def test_the_date_of_a_comment_is_not_that_of_the_post():
    text = "Kaffe\n\nVi skriver om kaffe i dag, og det er det mange som gjør nå om dagen.\n\n"
    page = read_page(text + "2 kommentarer\n\nKari sier:\n3. mai 2010 kl. 10:00\nTe.\n")
    assert (page.date, len(page.parts)) == ("", 2)


def test_a_line_that_breaks_off_within_a_sentence_goes_on():
    half, rest = (
        "Kaffen var tom klokka ni, og eg las avisa i hengekøya",
        "med ein kopp vatn i handa.",
    )
    assert unwrapped([half, rest, "", "- te"]) == [f"{half} {rest}", "", "- te"]
    for stays in (
        "kari sier: nei, det mener jeg slett ikke",
        "- med te",
        "Med te i koppen, sa ho.",
    ):
        assert unwrapped([half, stays]) == [half, stays]


def test_front_matter():
    text = "---\ntitle: Kaffe\nauthor: 'Kari Myr'\ntags:\n  - te\n---\nKari drikker kaffe."
    assert split_front_matter(text)[0] == {"title": "Kaffe", "author": "Kari Myr", "tags": ""}
    page = read_page(text)
    assert page.parts[0].paragraphs == ("⟨name⟩ drikker kaffe.",)
    assert page.writers == ("Kari Myr",)
    for no_front in ("--- sa han.\nOg gikk.", "---\nDette er en setning\n---\nog en til", "---"):
        assert split_front_matter(no_front) == ({}, no_front)


def test_hard_wrapped_lines_are_joined_and_lists_are_not():
    paragraph = " ".join(f"Setning nummer {n} handler om kaffe." for n in range(12))
    lines = textwrap.wrap(paragraph, 72)
    wrapped = ["Kaffe", "", *lines, "", *lines, "", "- en", "- to", "- tre"]
    assert unwrapped(wrapped) == [
        "Kaffe",
        "",
        paragraph,
        "",
        paragraph,
        "",
        "- en",
        "- to",
        "- tre",
    ]
    assert unwrapped(["En setning. ", "En til. ", "Slutt."]) == ["En setning. En til. Slutt."]
    short = ["Kontroll", "Dialog", "Mot"]
    assert unwrapped(short) == short


@pytest.mark.parametrize(
    "head", ["{} sier:", "Skrevet av: {}, torsdag den 11. november 2010 klokken 12:31"]
)
def test_heads_in_a_hard_wrapped_page_are_not_swallowed(head):
    body = textwrap.wrap(" ".join(f"Setning nummer {n} handler om kaffe." for n in range(12)), 66)
    comment = textwrap.wrap(" ".join(f"Tesvaret nummer {n} handler om te." for n in range(9)), 66)
    lines = [
        "Kaffe",
        "",
        *body,
        "",
        "2 kommentarer",
        "",
        head.format("Kari Myr"),
        *comment,
        head.format("Bo"),
        *comment,
    ]
    page = read_page("\n".join(lines))
    assert [part.writer for part in page.parts] == ["", "Kari Myr", "Bo"]
    assert [len(part.paragraphs) for part in page.parts] == [2, 1, 1]


@pytest.mark.parametrize("answer", ["Te.", "Kaffe er det eneste, som virker. " * 6])
def test_long_heads_of_one_width_are_no_wrapped_lines(answer):
    names = ["Murersvend Ole", "Lisbeth Brandt", "Fyret fra vogn 3", "Torben i afdelingen", "Ole"]
    lines = ["Kaffe", "", "Vi drikker for meget kaffe, og ingen tør sige det højt.", ""]
    lines += [f"{len(names)} kommentarer", ""]
    for minute, name in enumerate(names, start=10):
        lines += [f"Indsendt af {name}, 19-11-2009 kl. 21.{minute}", answer.strip(), ""]
    assert unwrapped(lines) == lines
    assert [part.writer for part in read_page("\n".join(lines)).parts] == ["", *names]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_breaks_of_all_kinds(end):
    page = read_page(f"\ufeffKaffe{end}{end}Vi drik\u00adker\u00a0kaffe.{end}Og te.")
    assert page.parts[0].paragraphs == ("Kaffe", "Vi drikker kaffe.", "Og te.")


def test_a_single_line_is_a_text():
    text = "Fru talman! Jag säger: 4 kommentarer, och © är ett tecken. Skriv en kommentar!"
    page = read_page(text)
    assert page.parts[0].paragraphs == (text,)
    assert (page.writers, page.date, page.removed) == ((), "", ())
    assert read_page(" \n ").parts == read_page("").parts == ()


def test_author_and_title_of_the_manifest():
    text = "Les mer\n\nkari myr\n\nKari skriver om å lese mer, og det er det mange som gjør nå."
    page = read_page(text, author="Kari Myr", title="Les mer")
    assert page.parts[0].paragraphs[0] == "Les mer"
    assert page.parts[0].paragraphs[1].startswith("⟨name⟩ skriver")
    assert page.parts[0].writer == "Kari Myr"


@pytest.mark.slow
def test_a_large_file_takes_no_longer_than_its_size():
    for text in ("Jeg mener at dette er viktig. " * 170_000, "a" * 5_000_000, ". " * 2_500_000):
        start = time.perf_counter()
        read_page(text)
        assert time.perf_counter() - start < 10


_LINES = st.lists(
    st.sampled_from([line[2:] for page in TUNED.values() for line in page.split("\n")])
)


@given(_LINES)
def test_any_mixture_of_lines_is_read(lines):
    page = read_page("\n".join(lines))
    assert all(paragraph.strip() for part in page.parts for paragraph in part.paragraphs)
    assert all(part.kind == ("comment" if part.part else "post") for part in page.parts)


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    for part in read_page(text).parts:
        assert all("\n" not in paragraph and paragraph for paragraph in part.paragraphs)
