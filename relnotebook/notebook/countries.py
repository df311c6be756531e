"""Names of countries as people write them under an address, for the last line of an envelope."""

from __future__ import annotations

from functools import cache

from relnotebook.base import words
from relnotebook.base.text import fold

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")

_NAMES = """
AT Austria|Österreich|Autriche|Austria|Austria|Áustria|Oostenrijk|Austria
AU Australia|Australien|Australie|Australia|Australia|Austrália|Australië|Australia
BE Belgium|Belgien|Belgique|Bélgica|Belgio|Bélgica|België|Belgia
BG Bulgaria|Bulgarien|Bulgarie|Bulgaria|Bulgaria|Bulgária|Bulgarije|Bułgaria|България
BR Brazil|Brasilien|Brésil|Brasil|Brasile|Brasil|Brazilië|Brazylia
CA Canada|Kanada|Canada|Canadá|Canada|Canadá|Canada|Kanada
CH Switzerland|Schweiz|Suisse|Suiza|Svizzera|Suíça|Zwitserland|Szwajcaria|Svizra|Die Schweiz
CZ Czechia|Tschechien|Tchéquie|Chequia|Cechia|Chéquia|Tsjechië|Czechy|Czech Republic|Česko|Česká republika
DE Germany|Deutschland|Allemagne|Alemania|Germania|Alemanha|Duitsland|Niemcy
DK Denmark|Dänemark|Danemark|Dinamarca|Danimarca|Dinamarca|Denemarken|Dania|Danmark
EE Estonia|Estland|Estonie|Estonia|Estonia|Estónia|Estland|Estonia|Eesti
ES Spain|Spanien|Espagne|España|Spagna|Espanha|Spanje|Hiszpania
FI Finland|Finnland|Finlande|Finlandia|Finlandia|Finlândia|Finland|Finlandia|Suomi
FR France|Frankreich|France|Francia|Francia|França|Frankrijk|Francja
GB United Kingdom|Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Reino Unido|Verenigd Koninkrijk|Wielka Brytania|UK|U.K.|Great Britain|Großbritannien|England|Scotland|Wales|Northern Ireland|GBR
GR Greece|Griechenland|Grèce|Grecia|Grecia|Grécia|Griekenland|Grecja|Ελλάδα
HR Croatia|Kroatien|Croatie|Croacia|Croazia|Croácia|Kroatië|Chorwacja|Hrvatska
HU Hungary|Ungarn|Hongrie|Hungría|Ungheria|Hungria|Hongarije|Węgry|Magyarország
IE Ireland|Irland|Irlande|Irlanda|Irlanda|Irlanda|Ierland|Irlandia|Éire|Republic of Ireland
IL Israel|Israel|Israël|Israel|Israele|Israel|Israël|Izrael
IN India|Indien|Inde|India|India|Índia|India|Indie
IS Iceland|Island|Islande|Islandia|Islanda|Islândia|IJsland|Islandia|Ísland
IT Italy|Italien|Italie|Italia|Italia|Itália|Italië|Włochy
JP Japan|Japan|Japon|Japón|Giappone|Japão|Japan|Japonia|日本
LI Liechtenstein|Liechtenstein|Liechtenstein|Liechtenstein|Liechtenstein|Listenstaine|Liechtenstein|Liechtenstein
LT Lithuania|Litauen|Lituanie|Lituania|Lituania|Lituânia|Litouwen|Litwa|Lietuva
LU Luxembourg|Luxemburg|Luxembourg|Luxemburgo|Lussemburgo|Luxemburgo|Luxemburg|Luksemburg|Lëtzebuerg
LV Latvia|Lettland|Lettonie|Letonia|Lettonia|Letónia|Letland|Łotwa|Latvija
MT Malta|Malta|Malte|Malta|Malta|Malta|Malta|Malta
MX Mexico|Mexiko|Mexique|México|Messico|México|Mexico|Meksyk
NL Netherlands|Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Países Baixos|Nederland|Holandia|The Netherlands|Holland
NO Norway|Norwegen|Norvège|Noruega|Norvegia|Noruega|Noorwegen|Norwegia|Norge|Noreg
NZ New Zealand|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nuova Zelanda|Nova Zelândia|Nieuw-Zeeland|Nowa Zelandia
PL Poland|Polen|Pologne|Polonia|Polonia|Polónia|Polen|Polska
PT Portugal|Portugal|Portugal|Portugal|Portogallo|Portugal|Portugal|Portugalia
RO Romania|Rumänien|Roumanie|Rumania|Romania|Roménia|Roemenië|Rumunia|România
RS Serbia|Serbien|Serbie|Serbia|Serbia|Sérvia|Servië|Serbia|Srbija|Србија
SE Sweden|Schweden|Suède|Suecia|Svezia|Suécia|Zweden|Szwecja|Sverige
SI Slovenia|Slowenien|Slovénie|Eslovenia|Slovenia|Eslovénia|Slovenië|Słowenia|Slovenija
SK Slovakia|Slowakei|Slovaquie|Eslovaquia|Slovacchia|Eslováquia|Slowakije|Słowacja|Slovensko
TR Turkey|Türkei|Turquie|Turquía|Turchia|Turquia|Turkije|Turcja|Türkiye
UA Ukraine|Ukraine|Ukraine|Ucrania|Ucraina|Ucrânia|Oekraïne|Ukraina|Україна
US United States|Vereinigte Staaten|États-Unis|Estados Unidos|Stati Uniti|Estados Unidos|Verenigde Staten|Stany Zjednoczone|USA|U.S.A.|US|U.S.|United States of America|America
ZA South Africa|Südafrika|Afrique du Sud|Sudáfrica|Sudafrica|África do Sul|Zuid-Afrika|Republika Południowej Afryki
"""  # noqa: E501


@cache
def _table() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """(folded name -> code, code -> names in the order of LANGUAGES)."""
    codes, names = {}, {}
    for line in _NAMES.strip().split("\n"):
        code, _blank, told = line.partition(" ")
        names[code] = tuple(told.split("|"))
        codes.update({fold(name): code for name in names[code]})
    return {fold(code): code for code in names} | codes, names


def code_of(line: str) -> str:
    """The country that a line names, as two letters; "" when it is not a country. Pure."""
    return _table()[0].get(fold(line.strip(" ,")), "")


def name_of(code: str) -> str:
    """What a country is called in the language of the program, in English where we do not speak that; "" if unknown."""
    names = _table()[1].get(code.upper(), ())
    language = words.language()
    at = LANGUAGES.index(language) if language in LANGUAGES else 0
    return names[at] if names else ""
