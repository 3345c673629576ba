"""Years, dates, amounts, laws, cases, books, results, versions and roads are nobody's."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.corpus.identifiers import mask_identifiers

STAYS = """I 2009 og 2010, eller 2009 2010, men ikke i 2009–2010.
Det kostet 12 345 678 kroner, 25000000 kr, kr 91234567 og 25 %.
Fra 10 000–20 000 personer, 100 000-120 000 jobb og 1.250.000 i alt.
Lov av 14. mars 2008 § 12-3, jf. kap. 4, Prop. 1 S (2012–2013), dnr 038395-2013.
20100314 er en dato, 14.03.2010 også, og klokka 12.30.
Kari møtte Per kl. 12 @ kafeen. 3 @ 4.
Det er f.eks. bra, m.m. og dvs. slutt.
Org. 556 000 123, side 1234 5, ISBN 978.
Sag nummer 2012-0447, ärende nummer 4410273, og nummer 48 i køen.
Tallene var 10 20 30 40 50 60, og så 12 14 16.
Ring i 2012, eller 2010, og hør om de 12 000 som ringte.
Det var 12.30–14.30 og kl. 08.00-16.00, 9-17, 08-16.
Kampen endte 21-19, 21-17 og 3-2 (2-1). 6-4 6-3 7-5. Brann 2, Vålerenga 3.
ISBN 978-82-02-12345-6, ISBN 82-02-12345-6, ISBN 9788202123456, ISSN 1234-5678.
Versjon 10.4.2.1 og Windows 10.0.19041.1, Android 4.4.2, kap. 3.2.1.4 og 4.2.10.3.
Lov 2005-06-17-62 og lov 17. juni 2005 nr. 62 § 14-9, § 12 a.
SOU 2012:34, prop. 2011/12:45, bet. 2010/11:KU20, mot. 2009/10:Fi231, SFS 1998:204.
Sak 2010/12345, saksnr. 2010/1234-5, arkivsak 10/12345, Sagsnr. 2012-1234567.
Org.nr. 912 345 678, organisasjonsnummer 912345678, CVR-nr. 12345678.
Det bor 5 400 000 i Norge, 10 000 000 i Sverige og 5 900 000 i Danmark.
14.03.2010, 14/3-2010, 2010-03-14, 14.3.10, 14-03-2010, 14032010 og 2010-03-14 12:30:45.
EU 27, E6, Rv 7, riksvei 12, fylkesvei 42, Riksväg 40, på Ring 3 og väg 57.
Han var 12 år, 100 %, 1/2, 1,5 til 2,5, 0.1234, 0.5678, 3.14159265.
I 2010 Stortinget vedtok. VM 1994 USA. OL 1994 Lillehammer. I 1994 Norge.
Alle 27 land. Gate 3 på flyplassen. Kalle 12 år. Brigade 3. Glåmdalen 24. mars.
Temperaturen var 20° og vinden 15 m/s, 25 °C, 90° vinkel.
Volvo V70, BMW 320, SAS 123, ISO 9001, A4, mp3, PS3, iPhone 5, EOS 30D, GT 750M.
10-12-14-16, 1-2-3-4 og 4-4-2. 7, 12, 15, 23, 28, 31, 34.
St.meld. nr. 12 (2009-2010), Ot.prp. nr. 22 (2008-2009), modell 12345678, faktura 1234567.
Vi er på Facebook og Twitter. Følg oss på Facebook! Facebook: slik gjør du det.
Instagram er gøy, og snap er kult. På Twitter skriver mange om valget.
På LinkedIn er jeg medarbejder, og en iPad på Facebook er Twitter (spesielt) lik.
Twitter/Facebook og Twitter/ blogg: ferdig.nu kom han, og den 3.de person.
At handle politisk er ikke at handle først. Enligt 19 kap. och enligt 3 § lagen.
Fra 5000 Norge til 6000. 3000 Euro. 1500 Mb. Over 4500 Oslo-folk.
Telefonen kom i 1876. Ring kl. 12.30. Mobilen kostet 4 999 kr. 10 000 på konto.
Han mener at dette er bra, og Kari Moe14. mars 2010 kl. 12.
Vi har journalnr 1308923, sak 1814 12 34567 og 2011-3, 12 år.
Psalm 23, Matt 5:3-12, 1 Kor 13, opus 27, BWV 1007. Terningkast 5, verdt 8 av 10.""".splitlines()


@pytest.mark.parametrize("text", STAYS)
def test_stays(text):
    assert mask_identifiers(text) == text


SIGNS = "0123456789 -+.()/:,°_#@⟨⟩ABabkr"
WORDS = ["tlf.", "konto", "reg.nr.", "insta:", "på", "snap", "⟨phone⟩", "eller", "/", "1234", "12B",
         "AT", "DOT", "no", "Storgata", "0155 Oslo", "::", "a_b", "N", "59.123,"]  # fmt: skip


@settings(deadline=None)  # the first call makes the patterns
@given(st.one_of(st.text(SIGNS, max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_masking_twice_is_masking_once(text):
    once = mask_identifiers(text)
    assert mask_identifiers(once) == once


@pytest.mark.parametrize(
    "piece",
    ["1 ", "a.", "@", "a@", "12 34 ", "A ", "kari at ", "00", "(1)", "ab:", "a_", "www.", "- ",
     "A B C gate 1 ", "59.123, ", "12° ", "insta ", "AB 1", "dot no ", "NO12 3456 "],
)  # fmt: skip
def test_long_texts_of_one_piece_take_no_longer_than_others(piece):
    start = time.process_time()
    mask_identifiers(piece * 4000)
    assert time.process_time() - start < 2
