import type { Language } from "./language";

export const polish: Language = {
  countries: ["PL"],
  stems: ["Żółkiewski", "Wisła", "Łąka", "Święty Jan", "Błękitna", "Dąbrowa", "Śnieżka", "Kraków-Południe", "Jagiełło", "Mazury", "Złoty Róg", "Piękna"], // prettier-ignore
  sectors: ["Ubezpieczenia", "Budownictwo", "Spożywcza", "Logistyka", "Zdrowie", "Meble", "Energia", "Edukacja", "Motoryzacja", "Księgarnia"], // prettier-ignore
  patterns: ["{stem} {sector} Sp. z o.o.", "{sector} {stem} S.A.", "{stem} {sector}"],
  firstNames: ["Łukasz", "Małgorzata", "Paweł", "Grażyna", "Wojciech", "Żaneta"],
  lastNames: ["Wójcik", "Dąbrowska", "Śliwiński", "Żurek", "Kołodziej"],
};

export const czech: Language = {
  countries: ["CZ", "CZ", "SK"],
  stems: ["Dvořák", "Vltava", "Krkonoše", "Jiřina", "Růžový Most", "Třebíč", "Šumava", "Čapek", "Tatranská Ľalia", "Příbor"], // prettier-ignore
  sectors: ["Pojišťovna", "Strojírny", "Pivovar", "Doprava", "Nemocnice", "Stavby", "Sklárny", "Nábytek", "Energie"], // prettier-ignore
  patterns: ["{sector} {stem} a.s.", "{stem} {sector} s.r.o.", "{stem} {sector}"],
  firstNames: ["Jiří", "Kateřina", "Ondřej", "Zdeňka", "Tomáš"],
  lastNames: ["Novák", "Procházková", "Kříž", "Šimek", "Žáček"],
};

export const nordic: Language = {
  countries: ["SE", "DK", "NO", "IS", "SE"],
  stems: ["Åkerlund", "Fjällräven Väst", "Østergaard", "Smørbakken", "Þingvellir", "Sjöberg", "Kløver", "Ångström", "Blåbær", "Norðurljós", "Bjørnstad", "Hälsinge", "Færø"], // prettier-ignore
  sectors: ["Försäkring", "Bygg", "Sjøfart", "Fiskeri", "Energi", "Hälsa", "Møbler", "Skog", "Maskin", "Bryggeri", "Skola"], // prettier-ignore
  patterns: ["{stem} {sector} AB", "{stem} {sector} A/S", "{stem} {sector}"],
  firstNames: ["Åsa", "Søren", "Jóhanna", "Björk", "Øyvind", "Märta"],
  lastNames: ["Sjögren", "Nørgaard", "Þórsdóttir", "Bergström", "Håkonsen"],
};

export const finnish: Language = {
  countries: ["FI", "EE"],
  stems: ["Järvinen", "Pohjantähti", "Hämeenlinna", "Sisä-Suomi", "Kielo", "Väinämö", "Tähtsaar", "Õunapuu", "Lumikki"], // prettier-ignore
  sectors: [
    "Vakuutus",
    "Metsä",
    "Rakennus",
    "Elintarvike",
    "Terveys",
    "Sähkö",
    "Kuljetus",
    "Paperi",
  ],
  patterns: ["{stem} {sector} Oy", "{stem} {sector} Oyj", "{stem} {sector}"],
  firstNames: ["Päivi", "Väinö", "Hannele", "Jüri", "Aino"],
  lastNames: ["Mäkinen", "Hämäläinen", "Lehtonen", "Kõiv", "Sääsk"],
};

export const hungarian: Language = {
  countries: ["HU", "RO"],
  stems: ["Széchenyi", "Tisza", "Erdő", "Ősz", "Fehérvár", "Gyöngy", "Transilvania", "Mureș", "Brâncuș", "Țara Bârsei"], // prettier-ignore
  sectors: ["Biztosító", "Építő", "Gyógyszer", "Szállítmány", "Energie", "Sănătate", "Mezőgazdaság", "Construcții"], // prettier-ignore
  patterns: ["{stem} {sector} Zrt.", "{stem} {sector} S.R.L.", "{stem} {sector}"],
  firstNames: ["Zsófia", "Győző", "Ágnes", "Ștefan", "Ioana"],
  lastNames: ["Kovács", "Szőke", "Nagy", "Ionescu", "Bălan"],
};

export const turkish: Language = {
  countries: ["TR"],
  stems: [
    "Yıldız",
    "Boğaziçi",
    "Güneş",
    "Çınar",
    "Karadağ",
    "Ilgaz",
    "Özdemir",
    "Kızılırmak",
    "Şahin",
  ],
  sectors: ["Sigorta", "İnşaat", "Gıda", "Tekstil", "Lojistik", "Sağlık", "Enerji", "Eğitim"],
  patterns: ["{stem} {sector} A.Ş.", "{stem} {sector} Ltd. Şti.", "{stem} {sector}"],
  firstNames: ["Işıl", "Çağrı", "Gülşen", "Ömer", "Buğra"],
  lastNames: ["Yılmaz", "Şimşek", "Öztürk", "Çelik", "Aydın"],
};

export const vietnamese: Language = {
  countries: ["VN"],
  stems: [
    "Hoàng Gia",
    "Sông Hồng",
    "Phú Quý",
    "Thành Đạt",
    "Bình Minh",
    "Mê Kông",
    "Đại Dương",
    "Hương Sen",
  ],
  sectors: [
    "Bảo hiểm",
    "Xây dựng",
    "Dệt may",
    "Thủy sản",
    "Dược phẩm",
    "Vận tải",
    "Giáo dục",
    "Cà phê",
  ],
  patterns: ["Công ty {sector} {stem}", "{stem} {sector}", "Tập đoàn {stem} {sector}"],
  firstNames: ["Minh Anh", "Đức", "Thị Hương", "Quốc Bảo", "Ngọc"],
  lastNames: ["Nguyễn", "Trần", "Phạm", "Đặng", "Vũ"],
};
