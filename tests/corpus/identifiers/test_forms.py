"""Every way of writing an identifier that we know of, alone and within a sentence."""

import pytest

from nordtema.corpus.identifiers import KINDS, mask_identifiers

FORMS = {
    "email": """kari.myr@example.no; k_m+te@sub.example.co.dk; kari (at) example.se
        kari[a]example.no; kari snabela example dot no; kari @ sted . no; kari AT sted DOT no
        kari@ sted.no; kari(at)sted(dot)no; kari snabel-a sted punktum no
        kari alfakrøll sted prikk no
        kari.hansen at gmail.com; kari AT gmail.com; kari at gmail dot com; kari{at}sted.no
        kari dot hansen at gmail dot com; kari . hansen @ sted . no; kari_at_sted.no; kari@sted,no
        kari (krøllalfa) sted (punktum) no; kari@sted punktum no; kari vid sted punkt se""",
    "url": """http://example.no/te?x=1; www.example.dk; example.se; te.example.no/om/te
        facebook.com/kari.hansen; linkedin.com/in/kari-hansen; facebook/kari.hansen
        facebook.com / kari.hansen; t.me/kari; kari-hansen.blogspot.com
        sted punktum no; sted dot com slash kari""",
    "handle": """@teskje; @Kari_77; u/karihansen; /u/kari_h; kari_hansen77; @ kari_hansen; kari#1234
        karihansen92""",
    "phone": """22 33 44 55; 912 34 567; 91234567; +47 912 34 567; +45 12345678; 0046 8 123 456 78
        08-123 456 78; 070-123 45 67; 0701234567; +46 (0)70 123 45 67; 3344 5566; 040-12 34 56
        555 01 47; 00 12 34 56; 01 23 45 67; (+47) 912 34 567; +47.912.34.567; 912-34-567
        91.23.45.67; 91/23/45/67; 9123-4567; 22-33 44 55; (22) 33 44 55; 33 123456; 33-123456
        0045 1234 5678; +46(0)8-12 34 56 78; 070/123 45 67; 070.123.45.67; (070) 123 45 67
        0480-123 45; 0480 - 123 45; 031123456; 070–123 45 67; 47 912 34 567; 4791234567
        46701234567; 912 34567; 912 345 67; 9 1 2 3 4 8 6 7; +358 40 123 4567""",
    "id": """01017012345; 010170 12345; 410170 12345; 010170-1234; 850314-1234; 19850314-1234
        010170-12347; 01.01.70 12347; 01 01 70 12347; 01.01.1970 12347; 010170/12347
        010170 123 47; 010170 1234; 0101701234; 01.01.70-1234; 010170–1234; 010170 - 1234
        7001011234; 197001011234; 700101+1234; 1970-01-01-1234; 700161-1234
        13 07 88 12 36; 19 88 07 13-1236""",
    "address": """Storgata 12; Storgata 12 B; Kirkeveien 64A; Karl Johans gate 22; Bygdøy allé 3
        H.C. Andersens Boulevard 12; Vesterbrogade 12, 3. tv; Sveavägen 44 lgh 1102; Storgt. 12
        Gamle Drammensvei 48; Sankt Hans Torv 3; von der Lippes gate 3; Storgata nr. 12
        Vesterbrogade 12, DK-1620 København V; Drottninggatan 5, 111 51 Stockholm; 0155 Oslo
        Postboks 123 Sentrum, 0155 Oslo; 114 35 Stockholm; N-5003 Bergen; Box 12, 114 35 Stockholm
        Bakkegårdsbråten 12 B, 1234 Sted; Chr. Krohgs gt 10B""",
    "account": """1234.56.78903; 1234 56 78903; 12345678903; 1234-1234567890; 12 34 56-7
        1207 25 84611; 8327-9, 128 461 384-5; +71<000000001729365+83172936<
        NO93 8601 1117 947; DK5000400440116243; SE45 5000 0000 0583 9825 7466""",
    "card": "4111 1111 1111 1111; 4111-1111-1111-1111; 378282246310005; 3782 822463 10005",
    "ip": "192.168.1.10; 10.0.0.7; 84.208.20.110:8080; 2001:db8::1; fe80::1",
    "device": "00:1A:2B:3C:4D:5E; 00-1a-2b-3c-4d-5e; 001a.2b3c.4d5e",
    "plate": "AB 12345; AB12345; AB 12 345; ABC 12D; DP-12345",
    "position": """59.9139, 10.7522; 59,9139 10,7522; 59.9139° N, 10.7522° Ø; 59°54′50″N 10°45′08″E
        N59 54.834 E10 45.132; N 59.9139 E 10.7522; 32V 597000 6643000""",
}  # fmt: skip


def forms_of(cells: str) -> list[str]:
    return [form.strip() for line in cells.splitlines() for form in line.split(";")]


CASES = [(kind, form) for kind, cells in FORMS.items() for form in forms_of(cells)]


def test_every_kind_has_forms():
    assert set(FORMS) == set(KINDS)


@pytest.mark.parametrize(("kind", "form"), CASES)
def test_form(kind, form):
    assert mask_identifiers(f"Du ser {form}, da.") == f"Du ser ⟨{kind}⟩, da."
    assert mask_identifiers(form) == f"⟨{kind}⟩"


ANNOUNCED = [
    ("Ring 02800 eller tlf. 815 00 000.", "Ring ⟨phone⟩ eller tlf. ⟨phone⟩."),
    ("Ringe til 4410273, mobil: 44 10 27.", "Ringe til ⟨phone⟩, mobil: ⟨phone⟩."),
    ("Ring mig på 55 01 47.", "Ring mig på ⟨phone⟩."),
    ("Telefonen er 12345678.", "Telefonen er ⟨phone⟩."),
    ("Tlf. 22 33 44 55 / 912345.", "Tlf. ⟨phone⟩ / ⟨phone⟩."),
    ("Spør vaktmesteren på mobilen hans, 46 318 286.",
     "Spør vaktmesteren på mobilen hans, ⟨phone⟩."),
    ("Ring linje 1234.", "Ring linje ⟨phone⟩."),
    ("Personnummeret hans er 12345678901.", "Personnummeret hans er ⟨id⟩."),
    ("Siste fem i fødselsnummeret er 12347.", "Siste fem i fødselsnummeret er ⟨id⟩."),
    ("Bankgiro 123-4567 eller pg 12345-6.", "Bankgiro ⟨account⟩ eller pg ⟨account⟩."),
    ("Sett inn på reg.nr. 1234 konto 1234567890.", "Sett inn på ⟨account⟩."),
    ("Vipps til #12345.", "Vipps til ⟨account⟩."),
    ("IP-adresse 1.2.3.4", "IP-adresse ⟨ip⟩"),
    ("Volvo, ABC 123, og skylt XYZ 12A.", "Volvo, ⟨plate⟩, og skylt ⟨plate⟩."),
    ("Registreringsnummer abc 123.", "Registreringsnummer ⟨plate⟩."),
    ("Koordinatene er 59.91 og 10.75.", "Koordinatene er ⟨position⟩."),
    ("Hun bor i Solbakken 12.", "Hun bor i ⟨address⟩."),
    ("Han bor i storgata 12.", "Han bor i ⟨address⟩."),
    ("Postnummeret er 0379.", "Postnummeret er ⟨address⟩."),
    ("Fra: Kari <kari at sted.no>", "Fra: Kari <⟨email⟩>"),
    ("Instagram: karihansen", "Instagram: ⟨handle⟩"),
    ("Hun heter karihansen på snap, og kari.h på insta.",
     "Hun heter ⟨handle⟩ på snap, og ⟨handle⟩ på insta."),
    ("Brukernavnet mitt er karihansen.", "Brukernavnet mitt er ⟨handle⟩."),
    ("Følg meg på Instagram (karihansen).", "Følg meg på Instagram (⟨handle⟩)."),
    ("På twitter heter jeg karihansen.", "På twitter heter jeg ⟨handle⟩."),
    ("Facebook: Kari Hansen", "Facebook: ⟨handle⟩"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), ANNOUNCED)
def test_a_word_says_what_a_number_or_a_name_is(text, masked):
    assert mask_identifiers(text) == masked
