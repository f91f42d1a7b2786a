"""Eight agreements as sources tell of them, and what an editor types of each."""

from typing import NamedTuple


class NewBody(NamedTuple):
    """A party that the register does not know yet."""

    name: str
    kind: str
    country: str
    role: str
    place: str = ""


class Known(NamedTuple):
    """A party that the register knows: what is typed to find it, and how it is called."""

    typed: str
    name: str
    role: str


class NewSource(NamedTuple):
    """What tells of an agreement."""

    address: str
    title: str
    publisher: str
    published_on: str
    language: str


class ToldAgreement(NamedTuple):
    """An agreement, its parties and its source, as an editor reads them."""

    title: str
    kind: str
    status: str
    signed_on: str
    sectors: list[str]
    parties: list[NewBody | Known]
    source: NewSource
    claim: str


TRANSPORT_UNIVERSITY = "Tashkent State Transport University"
COLLEGE, UNIVERSITY = "Vocational college", "University"

AGREEMENTS = {
    "workshop": ToldAgreement(
        "A Luban workshop for transport: memorandum",
        "Agreement on a workshop",
        "Signed",
        "29 July 2022",
        ["Logistics", "Software"],
        [
            Known("tashkent state transport", TRANSPORT_UNIVERSITY, "Host"),
            NewBody("Tianjin Maritime College", COLLEGE, "China", "Education provider", "Tianjin"),
        ],
        NewSource(
            "https://inter.tjtc.edu.cn/info/1020/1144.htm",
            "Tianjin has accelerated the construction of Luban workshops",
            "Tianjin Daily",
            "30 September 2022",
            "en",
        ),
        "Tells of the online signing, of both colleges and of two fields of work.",
    ),
    "gift": ToldAgreement(
        "A centre and its equipment, given to a Luban workshop",
        "Deed of donation",
        "Completed",
        "21 December 2023",
        ["Education technology"],
        [
            NewBody("Asia Trans Gas", "Enterprise", "Uzbekistan", "Donor"),
            Known("tashkent state transport", TRANSPORT_UNIVERSITY, "Beneficiary"),
        ],
        NewSource(
            "https://asiatransgas.uz/charity/luban-workshop",
            "Joint implementation of the Luban workshop project",
            "Asia Trans Gas",
            "",
            "en",
        ),
        "Tells how the company handed the equipment over to the university.",
    ),
    "joint centre": ToldAgreement(
        "A centre in which teachers are trained",
        "Agreement on a joint centre",
        "In operation",
        "18 January 2024",
        ["Teacher training"],
        [
            NewBody("Nanjing Polytechnic Institute", COLLEGE, "China", "Host", "Nanjing"),
            NewBody("New Century University", UNIVERSITY, "Uzbekistan", "Partner"),
        ],
        NewSource(
            "https://yurenhao1.sizhengwang.cn/a/njkjzyxy/240227/1745002.shtml",
            "学校与乌兹别克斯坦新世纪大学合作并举行郑和学院教师发展中心揭牌仪式",
            "Nanjing Polytechnic Institute",
            "27 February 2024",
            "zh",
        ),
        "Tells of the unveiling and of the signing on the same day.",
    ),
    "memorandum": ToldAgreement(
        "A memorandum on learning at school and at work",
        "Memorandum of understanding",
        "Signed",
        "28 January 2025",
        ["Dual education"],
        [
            NewBody("AVESTOS GmbH", "Enterprise", "Germany", "Signatory"),
            NewBody(
                "Institute for the Development of Vocational Education",
                "Research institute",
                "Uzbekistan",
                "Signatory",
            ),
        ],
        NewSource(
            "https://uzdaily.com/en/cooperation-between-uzbekistan-and-germany",
            "",
            "UzDaily",
            "",
            "en",
        ),
        "Tells of the signing by the company and by the institute.",
    ),
    "renewal": ToldAgreement(
        "A Luban workshop in Portugal: its alliance renewed",
        "Agreement",
        "Signed",
        "2 November 2023",
        ["Industrial robotics", "Electrical automation"],
        [
            NewBody(
                "Tianjin Vocational College of Mechanics and Electricity",
                COLLEGE,
                "China",
                "Signatory",
                "Tianjin",
            ),
            NewBody(
                "Polytechnic Institute of Setúbal", UNIVERSITY, "Portugal", "Signatory", "Setúbal"
            ),
        ],
        NewSource(
            "http://en.people.cn/n3/2023/1105/c90000-20093127.html",
            "Luban Workshop to yield more fruits in education cooperation",
            "Xinhua",
            "5 November 2023",
            "en",
        ),
        "Tells that both renewed what they had agreed, on the day of the forum.",
    ),
    "continuation": ToldAgreement(
        "A Luban workshop in Rwanda goes on",
        "Agreement",
        "Signed",
        "28 March 2024",
        ["Vocational training"],
        [
            NewBody("Jinhua Polytechnic", COLLEGE, "China", "Signatory", "Jinhua"),
            NewBody("Rwanda Polytechnic", "Technical college", "Rwanda", "Signatory"),
        ],
        NewSource(
            "https://en.jhc.cn/2024/0416/c8721a166161/page.htm",
            "A delegation of educators visits Rwanda and Tanzania",
            "Jinhua Polytechnic",
            "5 April 2024",
            "en",
        ),
        "Tells of the signing in Musanze.",
    ),
    "joint college": ToldAgreement(
        "A college of Shenzhen and Lahore",
        "Agreement on a joint college",
        "In operation",
        "8 December 2021",
        ["Information technology"],
        [
            NewBody(
                "Shenzhen Institute of Information Technology",
                COLLEGE,
                "China",
                "Education provider",
                "Shenzhen",
            ),
            NewBody(
                "Allama Iqbal Provincial Institute of Technology",
                "Technical college",
                "Pakistan",
                "Host",
                "Lahore",
            ),
            NewBody("Tang International Education Group", "Enterprise", "China", "Organiser"),
        ],
        NewSource(
            "https://mys.tangce.net/news/n2021/news_2021_12_09.html",
            "Three colleges of China and Pakistan were unveiled",
            "Tang International Education Group",
            "9 December 2021",
            "en",
        ),
        "Tells of the unveiling, and names the colleges in pairs.",
    ),
    "model": ToldAgreement(
        "A memorandum on the KOSEN model",
        "Memorandum of understanding",
        "Signed",
        "1 July 2019",
        ["Vocational training"],
        [
            NewBody(
                "Directorate of Vocational Education and Training of Vietnam",
                "Commission or other public authority",
                "Vietnam",
                "Signatory",
            ),
            NewBody("Organization of Japanese KOSEN Schools", "Association", "Japan", "Signatory"),
        ],
        NewSource(
            "http://en.gdnn.gov.vn/infomation/news/gdvt-news/2019/7/171.aspx",
            "A memorandum on cooperation by the KOSEN model is signed",
            "DVET Vietnam",
            "25 July 2019",
            "en",
        ),
        "Tells of the signing in Tokyo.",
    ),
}
