package language_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay/internal/language"
	"hearsay/tables"
)

// One report, invented, in the languages of the table.
var reports = map[string]string{
	"en":  "The harbour board said on Monday that the pier would be closed for two weeks because of the storm.",
	"de":  "Die Hafenbehörde hat am Montag mitgeteilt, dass der Pier wegen des Sturms für zwei Wochen geschlossen wird.",
	"fr":  "Les autorités du port ont annoncé lundi que la jetée serait fermée pendant deux semaines à cause de la tempête.",
	"es":  "La autoridad del puerto dijo el lunes que el muelle estará cerrado dos semanas por la tormenta.",
	"pt":  "A autoridade do porto disse na segunda-feira que o cais ficará fechado por duas semanas por causa da tempestade.",
	"it":  "L'autorità del porto ha detto lunedì che il molo resterà chiuso per due settimane a causa della tempesta.",
	"nl":  "Het havenbestuur zei maandag dat de pier twee weken dicht blijft door de storm en dat er geen boten varen.",
	"sv":  "Hamnstyrelsen sade på måndagen att piren kommer att vara stängd i två veckor på grund av stormen.",
	"da":  "Havnens bestyrelse sagde mandag, at molen bliver lukket i to uger efter stormen, og at der ikke er færger.",
	"fi":  "Sataman johto kertoi maanantaina, että laituri on suljettu kaksi viikkoa, koska myrsky oli niin kova.",
	"pl":  "Zarząd portu poinformował w poniedziałek, że molo będzie zamknięte przez dwa tygodnie z powodu sztormu.",
	"cs":  "Správa přístavu v pondělí oznámila, že molo bude kvůli bouři na dva týdny uzavřeno.",
	"hu":  "A kikötő vezetősége hétfőn közölte, hogy a mólót a vihar miatt két hétre lezárják, és nem indul komp.",
	"ro":  "Conducerea portului a anunțat luni că digul va fi închis două săptămâni din cauza furtunii.",
	"tr":  "Liman idaresi pazartesi günü fırtına nedeniyle iskelenin iki hafta için kapalı olacağını ve bir geminin beklediğini açıkladı.",
	"id":  "Dewan pelabuhan mengatakan pada hari Senin bahwa dermaga itu akan ditutup dua minggu karena badai.",
	"ru":  "Совет порта сообщил в понедельник, что причал будет закрыт на две недели из-за шторма, и это не всё.",
	"uk":  "Рада порту повідомила в понеділок, що причал буде закрито на два тижні через шторм, і це ще не все.",
	"bg":  "Съветът на пристанището съобщи в понеделник, че кеят ще бъде затворен за две седмици заради бурята.",
	"ar":  "قال مجلس الميناء يوم الاثنين إن الرصيف سيغلق لمدة أسبوعين بسبب العاصفة التي ضربت المدينة.",
	"fa":  "هیئت بندر روز دوشنبه گفت که این اسکله به دلیل توفان برای دو هفته بسته می\u200cشود.",
	"hi":  "बंदरगाह बोर्ड ने सोमवार को कहा कि तूफान के कारण घाट दो सप्ताह के लिए बंद रहेगा।",
	"el":  "Το συμβούλιο του λιμανιού ανακοίνωσε τη Δευτέρα ότι η προβλήτα θα κλείσει για δύο εβδομάδες.",
	"he":  "מועצת הנמל הודיעה ביום שני כי המזח ייסגר לשבועיים בגלל הסערה.",
	"ja":  "港湾局は月曜日、嵐のため桟橋を二週間閉鎖すると発表した。",
	"zh":  "港务局周一表示，由于风暴，码头将关闭两周。",
	"ko":  "항만 당국은 월요일 폭풍 때문에 부두를 2주 동안 폐쇄한다고 밝혔다.",
	"th":  "คณะกรรมการท่าเรือกล่าวว่าท่าเรือจะปิดสองสัปดาห์เพราะพายุ",
	"und": "1234 -- 56 % !!!",
}

// identifier knows the languages of the embedded table.
func identifier(t testing.TB) *language.Identifier {
	t.Helper()
	id, err := language.Load(tables.FS)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestIdentify(t *testing.T) {
	for want, text := range reports {
		if got := identifier(t).Identify(text); got != want {
			t.Errorf("Identify(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestIdentifyShort(t *testing.T) {
	for text, want := range map[string]string{
		"Pier closed":                    "en",
		"Oske: no comment":               "en",
		"":                               "und",
		"\x00\xff":                       "und",
		"Déjà vu, says Oske of Tarn":     "en",
		"ᚠᚢᚦᚨᚱᚲ":                         "und",
		strings.Repeat("Tarn Oske ", 50): "und",
	} {
		if got := identifier(t).Identify(text); got != want {
			t.Errorf("Identify(%.40q) = %s, want %s", text, got, want)
		}
	}
}

func TestReplacedTable(t *testing.T) {
	if _, err := language.Load(tables.FS); err != nil {
		t.Fatal(err)
	}
}

func TestBase(t *testing.T) {
	for tag, want := range map[string]string{"en-GB": "en", "EN_us": "en", "sr-Cyrl": "sr", "": ""} {
		if got := language.Base(tag); got != want {
			t.Errorf("Base(%q) = %q, want %q", tag, got, want)
		}
	}
}

// What comes after the first 16 KiB does not matter.
func TestIdentifyLooksAtTheBeginning(t *testing.T) {
	id := identifier(t)
	rapid.Check(t, func(t *rapid.T) {
		start := strings.Repeat(reports["en"]+" ", 170)
		if got := id.Identify(start + rapid.String().Draw(t, "rest")); got != "en" {
			t.Fatalf("Identify = %s", got)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	text := strings.Repeat(reports["en"]+" ", 200)
	b.SetBytes(int64(min(len(text), 16<<10)))
	id := identifier(b)
	for b.Loop() {
		id.Identify(text)
	}
}
