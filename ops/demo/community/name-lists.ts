/** Names of one language: `latin` or `latin|native` where the native spelling is another one. */
export interface NameList {
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly places: readonly string[];
  /** How a full name is written in the native spelling. */
  readonly native: 'given family' | 'family given' | 'familygiven';
}

const list = (native: NameList['native'], given: string, family: string, places: string): NameList => ({
  native,
  given: given.split(' '),
  family: family.split(' '),
  places: places.split(', '),
});

/**
 * The names that the sample community's people go by, written for it; no list was copied.
 * None of them is a name of a sender of the data set (a test holds that).
 */
export const nameLists: readonly NameList[] = [
  list(
    'family given',
    'Yuki|由紀 Haruka|遥 Kenji|健二 Naoko|直子 Ren|蓮 Sakura|桜 Takumi|匠 Ayumi|歩 Daichi|大地 Emiko|恵美子 Kaito|海斗 Midori|緑',
    'Tanaka|田中 Suzuki|鈴木 Kobayashi|小林 Yamamoto|山本 Nakamura|中村 Hayashi|林 Mori|森 Ishikawa|石川 Fujita|藤田 Okada|岡田 Hasegawa|長谷川 Shimizu|清水',
    'Osaka, Sapporo, Kyoto, Fukuoka, Nagoya',
  ),
  list(
    'given family',
    'Yulia|Юлия Dmitri|Дмитрий Svetlana|Светлана Oleg|Олег Ksenia|Ксения Vadim|Вадим Lyudmila|Людмила Gleb|Глеб Zoya|Зоя Timur|Тимур Nadezhda|Надежда Bogdan|Богдан',
    'Orlova|Орлова Belsky|Бельский Kravets|Кравец Shevchuk|Шевчук Lebedenko|Лебеденко Zaytsev|Зайцев Gromov|Громов Melnyk|Мельник Voronin|Воронин Sokol|Сокол Bondar|Бондарь Rudenko|Руденко',
    'Kharkiv, Odesa, Kazan, Riga, Almaty',
  ),
  list(
    'given family',
    'Layla|ليلى Yusuf|يوسف Amina|أمينة Tariq|طارق Noor|نور Khalid|خالد Salma|سلمى Idris|إدريس Rania|رانيا Samir|سمير Huda|هدى Bilal|بلال',
    'Haddad|حداد Mansour|منصور Khoury|خوري Najjar|نجار Sabbagh|صباغ Darwish|درويش Qasim|قاسم Fakhouri|فاخوري Rahmani|رحماني Zaidan|زيدان Benali|بنعلي Masri|مصري',
    'Amman, Tunis, Beirut, Rabat, Alexandria',
  ),
  list(
    'given family',
    'Eleni|Ελένη Nikos|Νίκος Katerina|Κατερίνα Stavros|Σταύρος Despina|Δέσποινα Thanos|Θάνος Ioanna|Ιωάννα Kostas|Κώστας Melina|Μελίνα Lefteris|Λευτέρης',
    'Papadakis|Παπαδάκης Vlachos|Βλάχος Kazantzis|Καζαντζής Samaras|Σαμαράς Economou|Οικονόμου Galanis|Γαλάνης Kyriakou|Κυριακού Mavros|Μαύρος Stathakis|Σταθάκης Zervas|Ζέρβας',
    'Thessaloniki, Patras, Heraklion, Volos',
  ),
  list(
    'familygiven',
    'Jiwoo|지우 Minjun|민준 Seoyeon|서연 Hyunwoo|현우 Eunji|은지 Dohyun|도현 Soyeon|소연 Taeyang|태양 Nari|나리 Sungmin|성민',
    'Gwon|권 Bae|배 Hwang|황 Seo|서 Yoon|윤 Ahn|안 Noh|노 Jeong|정 Shin|신 Oh|오',
    'Busan, Daegu, Incheon, Jeju',
  ),
  list(
    'given family',
    'Meera|मीरा Arjun|अर्जुन Kavya|काव्या Rohan|रोहन Lakshmi|लक्ष्मी Vikram|विक्रम Anjali|अंजलि Dev|देव Priya|प्रिया Ishaan|ईशान Sarita|सरिता Nikhil|निखिल',
    'Deshpande|देशपांडे Bhatt|भट्ट Chauhan|चौहान Iyer|अय्यर Kulkarni|कुलकर्णी Mehta|मेहता Nair|नायर Pillai|पिल्लई Trivedi|त्रिवेदी Varma|वर्मा Rao|राव Joshi|जोशी',
    'Pune, Kochi, Jaipur, Mysuru, Indore',
  ),
  list(
    'given family',
    'Itziar Ximena Joaquín Rocío Gonzalo Marisol Esteban Paloma Leandro Inés Ramiro Soledad Thiago Beatriz',
    'Etxeberria Quiroga Villanueva Cordero Zambrano Ibáñez Montero Figueroa Salvatierra Ledesma Arriaga Pacheco Carvalho Teixeira',
    'Montevideo, Bilbao, Medellín, Porto, Rosario, Recife',
  ),
  list(
    'given family',
    'Aino Eero Helmi Onni Kaisa Tuomas Sanni Väinö Freja Sigrid Torbjørn Ebba Ragnar Solveig',
    'Lehtonen Koivisto Heikkilä Saarinen Niemelä Rantanen Lindqvist Nyström Halvorsen Østergaard Søgaard Bergström Dahlberg Fjeld',
    'Tampere, Turku, Uppsala, Bergen, Aarhus, Oulu',
  ),
  list(
    'given family',
    'Zofia Wojciech Agnieszka Kazimierz Halina Tadeusz Bronisław Jadwiga Radek Milena Bohumil Ludmila Vojtěch Zdenka',
    'Wiśniewska Kaczmarek Zawadzki Mazurek Wójcik Sikora Dvořák Novotná Procházka Černý Havlíček Kučera Jankowiak Pawlak',
    'Kraków, Brno, Gdańsk, Olomouc, Wrocław',
  ),
  list(
    'given family',
    'Adaeze Chinedu Folake Babatunde Ngozi Oluwaseun Yewande Kwabena Akosua Thandiwe Sipho Wanjiru Makena Kofi',
    'Adeyemi Okonkwo Eze Balogun Nwosu Afolabi Mensah Boateng Asante Dlamini Mokoena Kamau Njoroge Mwangi',
    'Lagos, Accra, Ibadan, Kumasi, Nakuru, Durban',
  ),
  list(
    'given family',
    'Elif Emre Zeynep Cem Defne Orhan Ayşe Barış Nilüfer Kerem Gülşen Tolga',
    'Yıldız Demirci Aksoy Karaca Erdoğmuş Şahin Kılıç Bozkurt Özdemir Çetin Tekin Arslan',
    'Izmir, Bursa, Ankara, Eskişehir',
  ),
  list(
    'given family',
    'Linh Thảo Quang Hương Bảo Tuyết Phúc Ngọc Giang Khánh Maribel Rizal Dewi Bayu Siti Wayan',
    'Nguyễn Phạm Trương Đặng Huỳnh Bùi Santoso Wibowo Hartono Kusuma Magsaysay Dimaculangan Siregar Lestari',
    'Huế, Đà Nẵng, Cebu, Bandung, Surabaya',
  ),
  list(
    'given family',
    'Margaux Thibault Apolline Corentin Ségolène Bastien Clothilde Loïc Ghislaine Anselm Wiebke Henrike Lorenz Gudrun',
    'Delacroix Beaumont Lefèvre Marchand Rousselle Chevalier Vasseur Brandstetter Winkelmann Oberholzer Steinbach Vogelsang Hollmann Kessler',
    'Lyon, Nantes, Basel, Graz, Leipzig, Liège',
  ),
];
