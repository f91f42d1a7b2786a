"""The register's own words for its nouns and their choices, in four languages, for searches.

They are the register's vocabulary and need no source. Of each language several words may stand,
parted by commas, the usual one first; what differs by script, spelling or ending only stands once.
"""

from collections.abc import Mapping
from functools import cache

# The columns of every table below.
LANGUAGES = ("en", "zh-Hans", "ru", "uz-Latn")

NOUN_WORDS = {
    "agreement": ("agreement, agreements", "协议, 协定", "соглашение, договор", "kelishuv, bitim"),
    "institution": (
        "institution, institutions, body, bodies",
        "机构, 院校",
        "учреждение, организация",
        "tashkilot, muassasa",
    ),
    "sector": ("sector, sectors, field, fields", "领域, 行业", "отрасль, сектор", "soha, tarmoq"),
    "country": ("country, countries", "国家", "страна, страны", "mamlakat, davlat"),
    "place": ("place, places, city, cities", "地点, 城市", "город, место", "shahar, shahri, joy"),
    "alliance": ("alliance, alliances", "联盟", "альянс, союз", "alyans, ittifoq"),
    "event": ("event, events", "活动", "мероприятие, событие", "tadbir"),
    "project": ("project, projects", "项目", "проект", "loyiha"),
    "person": ("person, people", "人物, 人员", "человек, люди, персона", "shaxs, odam"),
    "source": ("source, sources, article", "信源, 来源, 文章", "источник, статья", "manba, maqola"),
    "publisher": (
        "publisher, publishers",
        "出版方, 媒体",
        "издатель, издание",
        "noshir, nashriyot, nashr",
    ),
}
STATUSES = {
    "planned": ("planned", "计划中, 拟定", "планируется, запланировано", "rejalashtirilgan"),
    "signed": ("signed", "已签署, 签署, 签约, 签订", "подписано", "imzolangan, imzolagan"),
    "launched": ("launched", "已启动, 启动", "запущен, запущено, запущенный", "ishga tushirilgan"),
    "operating": (
        "in operation, operating",
        "实施中, 运行中",
        "реализуется, действует",
        "amalga oshirilmoqda",
    ),
    "completed": ("completed", "已完成, 完成", "завершено, завершён, завершённый", "yakunlangan"),
    "ended": (
        "ended early, terminated",
        "提前终止, 终止",
        "прекращено досрочно, прекращён досрочно, расторгнуто",
        "muddatidan oldin tugatilgan, bekor qilingan",
    ),
}
GRADES = {
    "disputed": ("disputed", "有争议", "спорно, оспаривается", "bahsli"),
    "corroborated": (
        "corroborated",
        "多方印证, 多方证实",
        "несколько издателей, подтверждено",
        "bir necha manbada tasdiqlangan, tasdiqlangan",
    ),
    "single": (
        "single source",
        "单一信源, 单一来源",
        "один издатель, один источник",
        "yagona manbali, yagona manba",
    ),
    "concluded": ("concluded", "推断", "вывод реестра, выведено", "xulosa qilingan"),
    "unsourced": ("unsourced", "无来源", "без источника", "manbasiz"),
}
KINDS_OF_BODIES = {
    "vocational_college": (
        "vocational college, college",
        "职业学院, 职业技术学院, 学院",
        "профессиональный колледж, колледж",
        "kasb-hunar kolleji, kollej",
    ),
    "technical_college": (
        "technical college, college, technicum",
        "技术学院, 学院",
        "технический колледж, техникум, колледж",
        "texnikum, politexnikum, kollej",
    ),
    "vocational_school": (
        "vocational school",
        "职业学校",
        "профессиональная школа, училище",
        "kasb-hunar maktabi",
    ),
    "university": ("university", "大学, 高校", "университет, вуз", "universitet"),
    "research_institute": (
        "research institute",
        "研究机构, 研究所, 研究院",
        "научно-исследовательский институт, НИИ",
        "ilmiy-tadqiqot instituti",
    ),
    "training_centre": (
        "training centre, training center",
        "培训中心",
        "учебный центр",
        "oʻquv markazi",
    ),
    "enterprise": (
        "enterprise, company",
        "企业, 公司",
        "предприятие, компания",
        "korxona, kompaniya",
    ),
    "plant": ("plant of an enterprise, plant, factory", "工厂", "завод, фабрика", "zavod, fabrika"),
    "ministry": ("ministry", "部委", "министерство", "vazirlik"),
    "public_authority": (
        "commission or other public authority, commission, public authority, agency",
        "委员会, 政府机构",
        "комиссия, орган власти, ведомство, агентство",
        "qoʻmita, davlat organi, agentlik",
    ),
    "association": ("association", "协会, 学会", "ассоциация", "uyushma, assotsiatsiya"),
    "development_bank": ("development bank", "开发银行", "банк развития", "taraqqiyot banki"),
    "international_organisation": (
        "international organisation, international organization",
        "国际组织",
        "международная организация",
        "xalqaro tashkilot",
    ),
    "hospital": ("hospital", "医院", "больница, госпиталь", "shifoxona, kasalxona"),
}
# (noun, parameter): {choice: its words}. A role is that of a party to the agreement.
CHOICE_WORDS = {
    ("agreement", "kind"): {
        "agreement": (
            "agreement",
            "协议, 协定",
            "соглашение, договор",
            "kelishuv, bitim, shartnoma",
        ),
        "framework": (
            "framework agreement",
            "框架协议",
            "рамочное соглашение",
            "doiraviy kelishuv, doiraviy bitim, ramkaviy shartnoma",
        ),
        "memorandum": (
            "memorandum of understanding, memorandum, MoU",
            "谅解备忘录, 备忘录",
            "меморандум о взаимопонимании, меморандум",
            "oʻzaro anglashuv memorandumi, memorandum",
        ),
        "joint_college": (
            "agreement on a joint college, joint college",
            "联合学院, 共建学院, 学院",
            "совместный колледж",
            "qoʻshma kollej",
        ),
        "joint_centre": (
            "agreement on a joint centre, joint centre, joint center",
            "联合中心",
            "совместный центр",
            "qoʻshma markaz",
        ),
        "ban_mo_college": (
            "agreement on a Ban-Mo college, Ban-Mo college",
            "班墨学院, 学院",
            "колледж Бань-Мо",
            "ban-mo kolleji",
        ),
        "workshop": ("agreement on a workshop, workshop", "工坊", "мастерская", "ustaxona"),
        "training": (
            "training agreement, training",
            "培训协议, 培训",
            "соглашение об обучении, обучение",
            "oʻqitish kelishuvi, malaka oshirish",
        ),
        "grant": ("grant agreement, grant", "赠款协议, 赠款", "грант", "grant kelishuvi, grant"),
        "donation": (
            "deed of donation, donation",
            "捐赠协议, 捐赠",
            "договор дарения, пожертвование",
            "xayriya shartnomasi, xayriya",
        ),
        "donor_project": ("donor project", "援助项目", "проект донора", "donor loyihasi"),
        "alliance": (
            "founding of an alliance",
            "成立联盟, 联盟成立",
            "создание альянса",
            "alyans tuzish",
        ),
    },
    ("agreement", "status"): {key: words for key, words in STATUSES.items() if key != "launched"},
    ("agreement", "evidence"): GRADES,
    ("agreement", "role"): {
        "partner": ("partner", "合作方, 合作伙伴", "партнёр", "hamkor"),
        "signatory": (
            "signatory",
            "签署方",
            "подписант, подписавшая сторона",
            "imzolovchi taraf, imzolovchi tomon",
        ),
        "education_provider": (
            "education provider",
            "办学方, 教育机构",
            "образовательная организация",
            "taʼlim muassasasi",
        ),
        "enterprise_partner": (
            "enterprise partner",
            "合作企业, 企业合作方",
            "предприятие-партнёр",
            "hamkor korxona",
        ),
        "host": ("host", "承办方, 东道主", "принимающая сторона", "mezbon, qabul qiluvchi tomon"),
        "co_host": ("co-host", "联合承办方, 协办方", "соорганизатор", "hamkor mezbon"),
        "organiser": ("organiser, organizer", "主办方, 组织方", "организатор", "tashkilotchi"),
        "donor": ("donor", "捐助方, 捐赠方", "донор, даритель", "donor, homiy"),
        "investor": ("investor", "投资方", "инвестор", "investor, sarmoyador"),
        "sponsor": ("sponsor", "赞助方", "спонсор", "homiy"),
        "beneficiary": ("beneficiary", "受益方, 受赠方", "бенефициар, получатель", "benefitsiar"),
        "implementer": ("implementer", "实施方", "исполнитель", "ijrochi"),
        "consultant": ("consultant", "咨询方", "консультант", "maslahatchi"),
        "participant": ("participant", "参与方", "участник", "ishtirokchi"),
        "guide": ("guiding authority", "指导单位", "курирующий орган", "rahbar organ"),
        "founder": ("founder", "发起方, 创办方", "учредитель", "taʼsischi"),
        "chair": ("chair", "理事长单位", "председатель", "rais"),
        "vice_chair": (
            "vice-chair",
            "副理事长单位",
            "заместитель председателя",
            "rais oʻrinbosari",
        ),
        "member": ("member", "成员, 成员单位", "член", "aʼzo"),
        "joint_body": ("joint body", "共建机构, 合办机构", "совместный орган", "qoʻshma tuzilma"),
    },
    ("institution", "kind"): KINDS_OF_BODIES,
    ("publisher", "kind"): KINDS_OF_BODIES,
    ("event", "kind"): {
        "conference": ("conference", "会议, 大会", "конференция", "konferensiya, anjuman"),
        "visit": ("visit", "访问", "визит", "tashrif"),
        "meeting": ("meeting", "会议, 会晤, 会见", "встреча", "uchrashuv"),
        "seminar": ("seminar", "研讨会", "семинар", "seminar"),
        "ceremony": ("ceremony", "仪式", "церемония", "marosim"),
    },
    ("project", "kind"): {
        "industry_college": (
            "industry college",
            "产业学院, 学院",
            "отраслевой колледж",
            "sanoat kolleji",
        ),
        "workshop": ("workshop", "工坊", "мастерская", "ustaxona"),
        "courses": ("course series, courses", "课程", "курсы", "kurslar, kurs"),
        "practical_training": (
            "practical training, internship",
            "实训, 实习",
            "практика, производственное обучение",
            "amaliy taʼlim, amaliyot",
        ),
        "standards": (
            "standards and teaching resources, standards, teaching resources",
            "标准, 教学资源",
            "стандарты, учебные ресурсы",
            "standartlar, oʻquv resurslari",
        ),
        "centre": (
            "joint centre, joint center",
            "共建中心, 联合中心",
            "совместный центр",
            "qoʻshma markaz",
        ),
    },
    ("source", "kind"): {
        "news": ("news", "新闻, 报道", "новости, новость", "yangilik, xabar"),
        "announcement": ("announcement", "公告, 通告", "объявление", "eʼlon"),
        "document": ("document", "文件", "документ", "hujjat"),
        "reference": ("reference work", "工具书, 参考资料, 百科", "справочник", "maʼlumotnoma"),
    },
    ("project", "status"): {key: words for key, words in STATUSES.items() if key != "signed"},
}


@cache
def choice_words() -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Return the words of each choice, by the name of its noun, its parameter and its key."""
    return {
        (noun, parameter, key): _words(languages)
        for (noun, parameter), choices in CHOICE_WORDS.items()
        for key, languages in choices.items()
    }


@cache
def noun_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that mean any record of a noun, by its name."""
    return {noun: _words(languages) for noun, languages in NOUN_WORDS.items()}


def _words(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in languages for word in words.split(", ")))
