import type { Language } from "./language";

export const greek: Language = {
  countries: ["GR", "GR", "CY"],
  stems: ["Αθηνά|athina", "Όλυμπος|olympos", "Παπαδόπουλος|papadopoulos", "Ήλιος|ilios", "Μακεδονία|makedonia", "Κρητική|kritiki", "Αιγαίο|aigaio", "Δελφοί|delfoi", "Ευρώπη|evropi", "Πήγασος|pigasos"], // prettier-ignore
  sectors: ["Ασφαλιστική|asfalistiki", "Ναυτιλία|naftilia", "Τρόφιμα|trofima", "Ενέργεια|energeia", "Υγεία|ygeia", "Κατασκευές|kataskeves", "Εκδόσεις|ekdoseis", "Μεταφορές|metafores", "Ελαιουργία|elaiourgia"], // prettier-ignore
  patterns: ["{stem} {sector} Α.Ε.", "{sector} {stem}", "Όμιλος {stem} {sector}"],
  firstNames: ["Ελένη|eleni", "Γιώργος|giorgos", "Δήμητρα|dimitra", "Νίκος|nikos"],
  lastNames: ["Οικονόμου|oikonomou", "Νικολαΐδης|nikolaidis", "Βασιλείου|vasileiou"],
};

export const cyrillic: Language = {
  countries: ["UA", "UA", "BG", "RS"],
  stems: ["Дніпро|dnipro", "Карпати|karpaty", "Соняшник|soniashnyk", "Зоря|zoria", "Київ-Схід|kyiv-skhid", "Родопи|rodopi", "Дунав|dunav", "Шипка|shipka", "Београд|beograd", "Калина|kalyna", "Нива|nyva"], // prettier-ignore
  sectors: ["Страхування|strakhuvannia", "Будівництво|budivnytstvo", "Логістика|lohistyka", "Здоров’я|zdorovia", "Енергія|enerhiia", "Хліб|khlib", "Машини|mashyny", "Освіта|osvita", "Текстил|tekstyl"], // prettier-ignore
  patterns: ["ТОВ «{stem} {sector}»", "{stem} {sector}", "{sector} {stem} АТ"],
  firstNames: ["Оксана|oksana", "Тарас|taras", "Ивана|ivana", "Мирослав|myroslav"],
  lastNames: ["Шевченко|shevchenko", "Петрова|petrova", "Коваль|koval", "Јовановић|jovanovic"],
};

export const arabic: Language = {
  countries: ["AE", "SA", "EG", "MA", "KW"],
  stems: ["النخيل|alnakheel", "الواحة|alwaha", "الفجر|alfajr", "الأندلس|alandalus", "زمرد|zumurrud", "الصقر|alsaqr", "نهر النيل|nahr-alnil", "اللؤلؤ|allulu", "الياسمين|alyasmin"], // prettier-ignore
  sectors: ["للتأمين|insurance", "للتجارة|trading", "للمقاولات|contracting", "للأغذية|foods", "الطبية|medical", "للنقل|transport", "للطاقة|energy", "للتعليم|education"], // prettier-ignore
  patterns: ["شركة {stem} {sector}", "مجموعة {stem} {sector}", "{stem} {sector}"],
  firstNames: ["ليلى|layla", "عمر|omar", "نورة|noura", "يوسف|youssef"],
  lastNames: ["الحداد|haddad", "المنصوري|mansouri", "بن علي|benali", "خليل|khalil"],
};

export const hebrew: Language = {
  countries: ["IL"],
  stems: [
    "כרמל|carmel",
    "אלון|alon",
    "גליל|galil",
    "תמר|tamar",
    "ים התיכון|yam-hatichon",
    "שקד|shaked",
    "אופק|ofek",
    "דקל|dekel",
  ],
  sectors: [
    "ביטוח|bituach",
    "בנייה|bniya",
    "מזון|mazon",
    "תחבורה|tachbura",
    "בריאות|briut",
    "אנרגיה|energia",
    "חינוך|chinuch",
  ],
  patterns: ['{stem} {sector} בע"מ', "קבוצת {stem} {sector}", "{stem} {sector}"],
  firstNames: ["נועה|noa", "אורי|uri", "תמר|tamar", "דוד|david"],
  lastNames: ["כהן|cohen", "לוי|levi", "פרידמן|friedman"],
};

export const japanese: Language = {
  countries: ["JP"],
  stems: ["青葉|aoba", "富士見|fujimi", "さくら|sakura", "北海|hokkai", "瀬戸内|setouchi", "山田|yamada", "若竹|wakatake", "日の出|hinode", "みらい|mirai", "桜坂|sakurazaka", "東雲|shinonome"], // prettier-ignore
  sectors: ["商事|shoji", "製作所|seisakusho", "保険|hoken", "物流|butsuryu", "食品|shokuhin", "建設|kensetsu", "製薬|seiyaku", "電機|denki", "学園|gakuen", "醸造|jozo"], // prettier-ignore
  patterns: ["株式会社{stem}{sector}", "{stem}{sector}株式会社", "{stem}{sector}"],
  firstNames: ["陽子|yoko", "健太|kenta", "美咲|misaki", "大輔|daisuke"],
  lastNames: ["佐藤|sato", "鈴木|suzuki", "高橋|takahashi", "渡辺|watanabe"],
};

export const chinese: Language = {
  countries: ["CN", "CN", "TW", "HK", "SG"],
  stems: ["华夏|huaxia", "长江|changjiang", "东方明珠|dongfang-mingzhu", "金桥|jinqiao", "龙腾|longteng", "翠竹|cuizhu", "玉山|yushan", "海峽|haixia", "和平|heping", "星河|xinghe"], // prettier-ignore
  sectors: ["保险|baoxian", "物流|wuliu", "食品|shipin", "建筑|jianzhu", "医药|yiyao", "电子|dianzi", "能源|nengyuan", "教育|jiaoyu", "纺织|fangzhi"], // prettier-ignore
  patterns: ["{stem}{sector}有限公司", "{stem}{sector}集团", "{stem}{sector}股份有限公司"],
  firstNames: ["晓梅|xiaomei", "志强|zhiqiang", "雅婷|yating", "建国|jianguo"],
  lastNames: ["王|wang", "陳|chen", "李|li", "张|zhang"],
};

export const korean: Language = {
  countries: ["KR"],
  stems: ["한빛|hanbit", "푸른솔|pureunsol", "무궁화|mugunghwa", "백두|baekdu", "동해|donghae", "새벽별|saebyeok", "가람|garam", "도담|dodam"], // prettier-ignore
  sectors: ["보험|boheom", "물류|mullyu", "식품|sikpum", "건설|geonseol", "제약|jeyak", "전자|jeonja", "교육|gyoyuk", "섬유|seomyu"], // prettier-ignore
  patterns: ["주식회사 {stem}{sector}", "{stem} {sector}", "(주){stem}{sector}"],
  firstNames: ["지민|jimin", "서연|seoyeon", "민준|minjun", "하은|haeun"],
  lastNames: ["김|kim", "이|lee", "박|park", "최|choi"],
};

export const hindi: Language = {
  countries: ["IN"],
  stems: [
    "गंगा|ganga",
    "हिमालय|himalaya",
    "सूर्योदय|suryoday",
    "शर्मा|sharma",
    "नीलगिरि|nilgiri",
    "कमल|kamal",
    "चंद्रिका|chandrika",
    "मयूर|mayur",
  ],
  sectors: [
    "बीमा|bima",
    "निर्माण|nirman",
    "खाद्य|khadya",
    "परिवहन|parivahan",
    "स्वास्थ्य|swasthya",
    "ऊर्जा|urja",
    "शिक्षा|shiksha",
    "वस्त्र|vastra",
  ],
  patterns: ["{stem} {sector} प्रा. लि.", "{stem} {sector}", "{sector} {stem} समूह"],
  firstNames: ["प्रिया|priya", "राजेश|rajesh", "अनन्या|ananya", "विक्रम|vikram"],
  lastNames: ["गुप्ता|gupta", "पटेल|patel", "सिंह|singh", "अय्यर|iyer"],
};

export const thai: Language = {
  countries: ["TH"],
  stems: [
    "ช้างทอง|changthong",
    "ดอกบัว|dokbua",
    "เจ้าพระยา|chaophraya",
    "ล้านนา|lanna",
    "อันดามัน|andaman",
    "รุ่งอรุณ|rungarun",
  ],
  sectors: [
    "ประกันภัย|prakanphai",
    "ก่อสร้าง|kosang",
    "อาหาร|ahan",
    "ขนส่ง|khonsong",
    "การแพทย์|kanphaet",
    "พลังงาน|phalangngan",
  ],
  patterns: ["บริษัท {stem}{sector} จำกัด", "{stem}{sector}", "กลุ่ม{stem}{sector}"],
  firstNames: ["สมชาย|somchai", "มาลี|malee", "กนกวรรณ|kanokwan"],
  lastNames: ["ศรีสุข|srisuk", "วงศ์ใหญ่|wongyai", "ทองดี|thongdee"],
};

export const georgian: Language = {
  countries: ["GE", "AM"],
  stems: ["მთაწმინდა|mtatsminda", "ვაზი|vazi", "Արարատ|ararat", "კოლხეთი|kolkheti", "Նաիրի|nairi"],
  sectors: [
    "დაზღვევა|dazghveva",
    "მშენებელი|mshenebeli",
    "Էներգիա|energia",
    "ღვინო|ghvino",
    "Առողջություն|aroghjutyun",
  ],
  patterns: ["{stem} {sector}", "{sector} {stem}"],
  firstNames: ["ნინო|nino", "გიორგი|giorgi", "Անի|ani"],
  lastNames: ["ბერიძე|beridze", "Պետրոսյան|petrosyan"],
};
