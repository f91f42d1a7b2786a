"""Each name of the register that everybody begins with finds its record first.

A row says under which names a record is known besides its own.
"""

import pytest

from tests.search.table import titles

pytestmark = pytest.mark.django_db

WORKSHOPS = "Sino-Uzbek workshop project"
MINISTRY = "Ministry of Higher Education, Science and Innovation of Uzbekistan"
NAMES = {
    ("institution", "Chongqing Vocational Institute of Engineering"): [
        *("重庆工程职业技术学院", "CQVIE", "CVIE"),
    ],
    ("institution", "Chongqing Municipal Education Commission"): ["重庆市教委"],
    ("institution", "Tashkent State Transport University"): [
        "塔什干国立交通大学",
        "Toshkent davlat transport universiteti",
        "Ташкентский государственный транспортный университет",
    ],
    ("institution", "Tashkent Transport Technical College"): ["Toshkent transport texnikumi"],
    ("institution", MINISTRY): [
        "乌兹别克斯坦高等教育、科学与创新部",
        "Oliy ta’lim, fan va innovatsiyalar vazirligi",
        "Oliy ta'lim, fan va innovatsiyalar vazirligi",
        "Министерство высшего образования, науки и инноваций Республики Узбекистан",
    ],
    ("institution", "Ministry of Education of China"): ["中华人民共和国教育部"],
    ("institution", "BYD"): ["比亚迪"],
    ("institution", "ZTE"): ["中兴通讯"],
    ("institution", "Huawei"): ["华为", "Huawei"],
    ("institution", "Chongqing Chemical Industry Vocational College"): ["重庆化工职业学院"],
    ("institution", "Anhui Water Conservancy Technical College"): ["安徽水利水电职业技术学院"],
    ("alliance", "China-Uzbekistan Vocational Education Alliance"): ["中乌职业教育联盟"],
    ("event", "China-Uzbekistan Vocational Education Cooperation Conference"): [
        "中国-乌兹别克斯坦职业教育合作会议(重庆)",
    ],
    ("project", WORKSHOPS): [
        *("中乌工坊", "China-Uzbekistan Workshop", "Xitoy–O‘zbekiston ustaxonasi"),
        "Ўзбекистон – Хитой устахонаси",
    ],
    ("sector", "Public health"): [
        *("公共卫生", "卫生", "Общественное здравоохранение", "Jamoat salomatligi"),
    ],
    ("sector", "New energy vehicles"): [
        "新能源汽车",
        "Транспортные средства на новых источниках энергии",
        "Yangi energiya transport vositalari",
    ],
    ("sector", "Telecommunication"): ["电信", "телекоммуникации", "telekommunikatsiya"],
    ("sector", "Construction"): ["建筑", "строительство", "qurilish"],
    ("sector", "Machine manufacturing"): ["机械制造", "машиностроение", "mashinasozlik"],
    ("sector", "Forestry"): ["林业", "лесное хозяйство", "o‘rmon xo‘jaligi"],
    ("sector", "Energy"): ["能源", "энергетика", "energetika"],
    ("sector", "Finance"): ["金融", "финансы", "moliya"],
    ("sector", "Vocational education"): [
        *("职业教育", "профессиональное образование", "kasbiy ta’lim"),
    ],
}
SEARCHES = [(*record, query) for record, queries in NAMES.items() for query in queries]


@pytest.mark.parametrize(
    ("noun", "title", "query"), SEARCHES, ids=[query for *_record, query in SEARCHES]
)
def test_known_name_finds_its_record_first(register, noun, title, query):
    found = titles(query, noun)

    assert found[0] == title
