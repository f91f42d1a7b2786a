"""What is called after a country without bearing its name: Chinese, немецкий, oʻzbek.

For searches, beside the names of countries; words that begin with such a name as it is written are
found by it. Russian adjectives stand in their first form, and what begins an English compound
(Sino-Uzbek) stands with them.
"""

from collections.abc import Mapping
from functools import cache

# A country's code and the words, in English, Russian and Uzbek.
WORDS = """
AE Emirati эмиратский
AF Afghan афганский afgʻon
AL Albanian албанский alban
AM Armenian армянский arman
AO Angolan ангольский
AR Argentine Argentinian аргентинский
AT Austrian австрийский
AU Australian австралийский
AZ Azerbaijani Azeri азербайджанский ozarbayjon
BA Bosnian боснийский
BD Bangladeshi бангладешский
BE Belgian бельгийский belgiyalik
BG Bulgarian болгарский bolgar
BI Burundian бурундийский
BJ Beninese бенинский
BN Bruneian брунейский
BO Bolivian боливийский
BR Brazilian бразильский
BW Botswanan ботсванский
BY Belarusian Belorussian белорусский
CA Canadian канадский
CD Congolese конголезский
CG Congolese конголезский
CH Swiss швейцарский
CI Ivorian ивуарийский
CL Chilean чилийский
CM Cameroonian камерунский
CN Chinese Sino китайский
CO Colombian колумбийский
CU Cuban кубинский
CY Cypriot кипрский
CZ Czech чешский chex
DE German немецкий германский nemis olmon
DJ Djiboutian
DK Danish датский
DZ Algerian алжирский
EC Ecuadorian эквадорский
EE Estonian эстонский eston
EG Egyptian египетский
ER Eritrean эритрейский
ES Spanish испанский ispan
ET Ethiopian эфиопский
FI Finnish финский fin
FR French Franco французский fransuz
GA Gabonese габонский
GB British Anglo британский английский ingliz
GE Georgian грузинский gruzin
GH Ghanaian ганский
GM Gambian гамбийский
GN Guinean гвинейский
GR Greek греческий grek yunon
HR Croatian хорватский xorvat
HU Hungarian венгерский venger
ID Indonesian индонезийский
IE Irish ирландский
IL Israeli израильский
IN Indian Indo индийский hind
IQ Iraqi иракский
IR Iranian Persian иранский персидский
IS Icelandic исландский
IT Italian Italo итальянский italyan
JM Jamaican ямайский
JO Jordanian иорданский
JP Japanese японский yapon
KE Kenyan кенийский
KG Kyrgyz Kirghiz киргизский кыргызский qirgʻiz
KH Cambodian Khmer камбоджийский кхмерский
KR Korean корейский южнокорейский koreys
KW Kuwaiti кувейтский
KZ Kazakh казахский казахстанский qozoq
LA Lao Laotian лаосский
LB Lebanese ливанский
LR Liberian либерийский
LT Lithuanian литовский
LU Luxembourgish люксембургский
LV Latvian латвийский латышский latish
LY Libyan ливийский
MA Moroccan марокканский
MD Moldovan молдавский молдовский moldavan
ME Montenegrin черногорский
MG Malagasy малагасийский
MK Macedonian македонский
ML Malian малийский
MM Burmese мьянманский бирманский
MN Mongolian монгольский mongol moʻgʻul
MR Mauritanian мавританский
MT Maltese мальтийский
MU Mauritian маврикийский
MV Maldivian мальдивский
MW Malawian малавийский
MX Mexican мексиканский
MY Malaysian Malay малайзийский
MZ Mozambican мозамбикский
NA Namibian намибийский
NE Nigerien нигерский
NG Nigerian нигерийский
NL Dutch голландский нидерландский golland
NO Norwegian норвежский norveg
NP Nepalese Nepali непальский
NZ новозеландский
OM Omani оманский
PA Panamanian панамский
PE Peruvian перуанский
PH Filipino Philippine филиппинский
PK Pakistani пакистанский
PL Polish польский polyak
PS Palestinian палестинский
PT Portuguese португальский
PY Paraguayan парагвайский
QA Qatari катарский
RO Romanian румынский rumin
RS Serbian сербский serb
RU Russian Russo русский российский rus
RW Rwandan руандийский
SA Saudi саудовский
SD Sudanese суданский
SE Swedish шведский shved
SG Singaporean сингапурский
SI Slovenian Slovene словенский sloven
SK Slovak словацкий slovak
SN Senegalese сенегальский
SO Somali сомалийский
SY Syrian сирийский
TD Chadian чадский
TG Togolese тоголезский
TH Thai таиландский тайский tay
TJ Tajik таджикский tojik
TM Turkmen туркменский туркменистанский turkman
TN Tunisian тунисский
TR Turkish турецкий turk
TZ Tanzanian танзанийский
UA Ukrainian украинский ukrain
UG Ugandan угандийский
US American американский amerikalik
UY Uruguayan уругвайский
UZ Uzbek узбекский узбекистанский oʻzbek
VE Venezuelan венесуэльский
VN Vietnamese вьетнамский vyetnam
YE Yemeni йеменский
ZM Zambian замбийский
ZW Zimbabwean зимбабвийский
"""


@cache
def peoples() -> Mapping[str, tuple[str, ...]]:
    """Return {code: words} of the countries after which something is called otherwise."""
    rows = (line.split() for line in WORDS.strip().splitlines())
    return {code: tuple(words) for code, *words in rows}
