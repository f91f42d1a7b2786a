"""What invented records are called, in the four scripts of the register's readers.

Each line gives the wording in English, Chinese, Russian and Uzbek (Latin script).
"""

SCRIPTS = ("en", "zh-Hans", "ru", "uz-Latn")

# How often a country is party to the agreements on record: China first, then its neighbours.
COUNTRIES = {
    "CN": 530, "UZ": 190, "KZ": 130, "TH": 40, "DE": 40, "KG": 40, "TJ": 40, "KR": 30, "SA": 30,
    "JP": 30, "KH": 20, "KE": 20, "LA": 20, "VN": 20, "MN": 20, "PK": 20, "CH": 10, "GB": 10,
    "TR": 10, "TM": 10, "IN": 10, "ID": 10, "PT": 10, "DJ": 10, "NG": 10, "CI": 10, "ET": 10,
    "MA": 10, "BG": 10, "RW": 10, "ZM": 10, "MM": 10, "MY": 10, "GH": 10, "EG": 5, "ZA": 5,
    "TZ": 5, "UG": 5, "MG": 5, "RS": 5, "HU": 5, "PL": 5, "RU": 5, "BY": 5, "AZ": 5, "GE": 5,
    "AM": 5, "IR": 5, "AF": 5, "BD": 5, "LK": 5, "NP": 5, "PH": 5, "BR": 5, "MX": 5, "AR": 5,
    "FR": 4, "IT": 4, "ES": 4, "FI": 4,
}  # fmt: skip

CITIES = {
    "CN": (
        ("Chongqing", "重庆", "Чунцин", "Chunsin"),
        ("Tianjin", "天津", "Тяньцзинь", "Tyanszin"),
        ("Nanjing", "南京", "Нанкин", "Nankin"),
        ("Xi’an", "西安", "Сиань", "Sian"),
        ("Urumqi", "乌鲁木齐", "Урумчи", "Urumchi"),
        ("Lanzhou", "兰州", "Ланьчжоу", "Lanchjou"),
        ("Hefei", "合肥", "Хэфэй", "Xefey"),
        ("Qingdao", "青岛", "Циндао", "Sindao"),
        ("Wuhan", "武汉", "Ухань", "Uxan"),
        ("Chengdu", "成都", "Чэнду", "Chendu"),
    ),
    "UZ": (
        ("Tashkent", "塔什干", "Ташкент", "Toshkent"),
        ("Samarkand", "撒马尔罕", "Самарканд", "Samarqand"),
        ("Bukhara", "布哈拉", "Бухара", "Buxoro"),
        ("Fergana", "费尔干纳", "Фергана", "Fargʻona"),
        ("Namangan", "纳曼干", "Наманган", "Namangan"),
        ("Jizzakh", "吉扎克", "Джизак", "Jizzax"),
    ),
    "KZ": (
        ("Almaty", "阿拉木图", "Алматы", "Olmaota"),
        ("Astana", "阿斯塔纳", "Астана", "Ostona"),
        ("Shymkent", "奇姆肯特", "Шымкент", "Chimkent"),
    ),
    "KG": (("Bishkek", "比什凯克", "Бишкек", "Bishkek"), ("Osh", "奥什", "Ош", "Oʻsh")),
    "TJ": (
        ("Dushanbe", "杜尚别", "Душанбе", "Dushanbe"),
        ("Khujand", "苦盏", "Худжанд", "Xoʻjand"),
    ),
    "TH": (("Bangkok", "曼谷", "Бангкок", "Bangkok"),),
    "DE": (("Berlin", "柏林", "Берлин", "Berlin"),),
}

# Degrees north and east of the cities above.
COORDINATES = {
    "Chongqing": (29.56, 106.55), "Tianjin": (39.13, 117.2), "Nanjing": (32.06, 118.8),
    "Xi’an": (34.27, 108.95), "Urumqi": (43.83, 87.62), "Lanzhou": (36.06, 103.83),
    "Hefei": (31.82, 117.23), "Qingdao": (36.07, 120.38), "Wuhan": (30.59, 114.31),
    "Chengdu": (30.57, 104.07), "Tashkent": (41.31, 69.28), "Samarkand": (39.65, 66.96),
    "Bukhara": (39.77, 64.43), "Fergana": (40.38, 71.78), "Namangan": (41.0, 71.67),
    "Jizzakh": (40.12, 67.84), "Almaty": (43.24, 76.89), "Astana": (51.17, 71.43),
    "Shymkent": (42.32, 69.59), "Bishkek": (42.87, 74.59), "Osh": (40.53, 72.8),
    "Dushanbe": (38.56, 68.77), "Khujand": (40.28, 69.62), "Bangkok": (13.76, 100.5),
    "Berlin": (52.52, 13.4),
}  # fmt: skip

SECTORS = (
    ("Vocational training", "职业培训", "Профессиональное обучение", "Kasb oʻrgatish"),
    ("Automotive", "汽车", "Автомобилестроение", "Avtomobilsozlik"),
    ("Chinese language", "汉语", "Китайский язык", "Xitoy tili"),
    ("Industrial robotics", "工业机器人", "Промышленная робототехника", "Sanoat robotlari"),
    ("New energy vehicles", "新能源汽车", "Электромобили", "Elektromobillar"),
    ("Electrical engineering", "电气工程", "Электротехника", "Elektrotexnika"),
    ("Telecommunication", "通信", "Связь", "Aloqa"),
    ("Logistics", "物流", "Логистика", "Logistika"),
    ("Agriculture", "农业", "Сельское хозяйство", "Qishloq xoʻjaligi"),
    ("Drones", "无人机", "Беспилотники", "Dronlar"),
    ("Information technology", "信息技术", "Информатика", "Axborot texnologiyalari"),
    ("Railways", "铁路", "Железные дороги", "Temir yoʻllar"),
    ("Teacher training", "师资培训", "Подготовка учителей", "Oʻqituvchilar tayyorlash"),
    ("Public health", "公共卫生", "Здравоохранение", "Sogʻliqni saqlash"),
    ("Energy", "能源", "Энергетика", "Energetika"),
    ("Mechanical engineering", "机械", "Машиностроение", "Mashinasozlik"),
    ("Forestry", "林业", "Лесное хозяйство", "Oʻrmon xoʻjaligi"),
    ("Surveying", "测绘", "Геодезия", "Geodeziya"),
    ("Geology", "地质", "Геология", "Geologiya"),
    ("Mining", "矿业", "Горное дело", "Konchilik"),
    ("E-commerce", "电子商务", "Электронная торговля", "Elektron tijorat"),
    ("Water management", "水利", "Водное хозяйство", "Suv xoʻjaligi"),
    ("Artificial intelligence", "人工智能", "Искусственный интеллект", "Sunʼiy intellekt"),
    ("Chemical industry", "化工", "Химическая промышленность", "Kimyo sanoati"),
    ("Construction", "建筑", "Строительство", "Qurilish"),
    ("Textiles", "纺织", "Текстиль", "Toʻqimachilik"),
    ("Tourism", "旅游", "Туризм", "Turizm"),
    ("Food processing", "食品加工", "Пищевая промышленность", "Oziq-ovqat sanoati"),
    ("Traditional medicine", "中医药", "Народная медицина", "Xalq tabobati"),
    ("Finance", "金融", "Финансы", "Moliya"),
    ("Design", "设计", "Дизайн", "Dizayn"),
    ("Aviation", "航空", "Авиация", "Aviatsiya"),
    ("Shipping", "航运", "Судоходство", "Kema qatnovi"),
    ("Veterinary medicine", "兽医", "Ветеринария", "Veterinariya"),
    ("Solar power", "光伏", "Солнечная энергетика", "Quyosh energetikasi"),
    ("Welding", "焊接", "Сварка", "Payvandlash"),
    ("Media", "传媒", "Медиа", "Media"),
    ("Environmental protection", "环境保护", "Охрана природы", "Tabiatni muhofaza qilish"),
    ("Nursing", "护理", "Сестринское дело", "Hamshiralik"),
    ("Horticulture", "园艺", "Садоводство", "Bogʻdorchilik"),
)  # fmt: skip

# How often institutions are of a kind, and the words for it.
INSTITUTION_KINDS = {
    "university": (32, ("University", "大学", "университет", "universiteti")),
    "vocational_college": (29, ("Vocational College", "职业学院", "колледж", "kasb-hunar kolleji")),
    "enterprise": (22, ("Company", "公司", "компания", "kompaniyasi")),
    "technical_college": (14, ("Technical College", "技术学院", "техникум", "texnikumi")),
    "public_authority": (10, ("Commission", "委员会", "комитет", "qoʻmitasi")),
    "ministry": (8, ("Ministry", "部", "министерство", "vazirligi")),
    "vocational_school": (5, ("Vocational School", "职业学校", "училище", "kasb-hunar maktabi")),
    "association": (4, ("Association", "协会", "ассоциация", "uyushmasi")),
    "training_centre": (3, ("Training Centre", "培训中心", "учебный центр", "oʻquv markazi")),
    "research_institute": (2, ("Research Institute", "研究院", "институт", "instituti")),
    "plant": (2, ("Plant", "工厂", "завод", "zavodi")),
    "hospital": (1, ("Hospital", "医院", "больница", "shifoxonasi")),
}

# How often agreements are of a kind, and the words for it.
AGREEMENT_KINDS = {
    "agreement": (20, ("cooperation", "合作", "сотрудничество", "hamkorlik")),
    "workshop": (30, ("workshop", "鲁班工坊", "мастерская", "ustaxona")),
    "joint_college": (16, ("joint college", "联合学院", "совместный колледж", "qoʻshma kollej")),
    "memorandum": (12, ("memorandum", "备忘录", "меморандум", "memorandum")),
    "training": (12, ("training", "培训", "обучение", "taʼlim")),
    "grant": (6, ("grant", "援助", "грант", "grant")),
    "framework": (5, ("framework", "框架协议", "рамочное соглашение", "doiraviy kelishuv")),
    "donation": (2, ("donation", "捐赠", "дарение", "ehson")),
}
STATUSES = {"operating": 60, "signed": 28, "planned": 7, "completed": 4, "ended": 1}

GIVEN_NAMES = (
    ("Aziz", "阿齐兹", "Азиз", "Aziz"),
    ("Bahrom", "巴赫罗姆", "Бахром", "Bahrom"),
    ("Dilshod", "迪勒绍德", "Дильшод", "Dilshod"),
    ("Gulnora", "古丽诺拉", "Гульнора", "Gulnora"),
    ("Jamshid", "贾姆希德", "Джамшид", "Jamshid"),
    ("Kamola", "卡莫拉", "Камола", "Kamola"),
    ("Lola", "洛拉", "Лола", "Lola"),
    ("Malika", "马利卡", "Малика", "Malika"),
    ("Nodir", "诺迪尔", "Нодир", "Nodir"),
    ("Oybek", "奥伊别克", "Ойбек", "Oybek"),
    ("Rustam", "鲁斯塔姆", "Рустам", "Rustam"),
    ("Sherzod", "谢尔佐德", "Шерзод", "Sherzod"),
    ("Timur", "帖木儿", "Тимур", "Temur"),
    ("Umida", "乌米达", "Умида", "Umida"),
    ("Yulduz", "尤尔杜兹", "Юлдуз", "Yulduz"),
    ("Zafar", "扎法尔", "Зафар", "Zafar"),
)
FAMILY_NAMES = (
    ("Abdullayev", "阿卜杜拉耶夫", "Абдуллаев", "Abdullayev"),
    ("Boltayev", "博尔塔耶夫", "Болтаев", "Boltayev"),
    ("Davronov", "达夫罗诺夫", "Давронов", "Davronov"),
    ("Ergashev", "埃尔加舍夫", "Эргашев", "Ergashev"),
    ("Ganiyev", "加尼耶夫", "Ганиев", "Gʻaniyev"),
    ("Ismoilov", "伊斯莫伊洛夫", "Исмоилов", "Ismoilov"),
    ("Karimov", "卡里莫夫", "Каримов", "Karimov"),
    ("Latipov", "拉季波夫", "Латипов", "Latipov"),
    ("Nazarov", "纳扎罗夫", "Назаров", "Nazarov"),
    ("Olimov", "奥利莫夫", "Олимов", "Olimov"),
    ("Rahimov", "拉希莫夫", "Рахимов", "Rahimov"),
    ("Saidov", "赛义多夫", "Саидов", "Saidov"),
    ("Tursunov", "图尔苏诺夫", "Турсунов", "Tursunov"),
    ("Umarov", "乌马罗夫", "Умаров", "Umarov"),
    ("Yusupov", "尤苏波夫", "Юсупов", "Yusupov"),
    ("Zokirov", "佐基罗夫", "Зокиров", "Zokirov"),
)
POSITIONS = (
    "Rector",
    "Director",
    "Deputy minister",
    "Dean",
    "Party secretary",
    "Head of department",
)
