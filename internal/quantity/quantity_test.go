package quantity

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"hearsay/internal/lex"
	"hearsay/internal/syntax"
	"hearsay/internal/table"
	"hearsay/internal/timex"
	"hearsay/record"
	"hearsay/tables"
)

type reader struct {
	finder *Finder
	tagger *syntax.Tagger
}

func load(t testing.TB) reader {
	t.Helper()
	f, err := Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	g, err := syntax.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	return reader{f, g}
}

func (r reader) find(text string, timexes []record.Timex, attributions []record.Attribution) []record.Quantity {
	cut := lex.Split(text)
	return r.finder.Find(cut, r.tagger.Tag(cut), timexes, attributions)
}

// figure writes what a quantity counts: change, low..high, unit, /per.
func figure(q record.Quantity) string {
	var b strings.Builder
	switch q.Change {
	case record.Exactly:
	case record.Up, record.Down:
		b.WriteString(string(q.Change) + " ")
	default:
		b.WriteString(string(q.Change))
	}
	b.WriteString(span(q.Low, q.High))
	if q.Unit != "" {
		b.WriteString(" " + q.Unit)
	}
	if q.Per != "" {
		b.WriteString("/" + q.Per)
	}
	return b.String()
}

func span(low, high *float64) string {
	switch {
	case low == nil:
		return short(*high)
	case high == nil || *low == *high:
		return short(*low)
	}
	return short(*low) + ".." + short(*high)
}

// short drops the zeros of six decimals.
func short(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 6, 64), "0"), ".")
}

func figures(qs []record.Quantity) string {
	var out []string
	for _, q := range qs {
		out = append(out, figure(q))
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, "; ")
}

// TestTables runs the examples of the tables.
func TestTables(t *testing.T) {
	r := load(t)
	n := 0
	for _, name := range []string{"numbers", "units", "bounds", "changes", "labels", "rates", "plurals", "directions"} {
		rows, err := table.Read(tables.FS, "en/"+name+".tsv", "example", "gives")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			text := row.Get("example")
			if text == "" {
				continue
			}
			n++
			if got := figures(r.find(text, nil, nil)); got != row.Get("gives") {
				t.Error(row.Errorf("%q\n got %s\nwant %s", text, got, row.Get("gives")))
			}
		}
	}
	if n < 90 {
		t.Errorf("only %d examples were run", n)
	}
}

// TestSentences reads figures as the record has them: change and value, unit, per.
func TestSentences(t *testing.T) {
	r := load(t)
	for _, c := range []struct{ what, text, want string }{
		{"digits", "The harbour lost 1,250 berths.", "1250 berth"},
		{"decimal and scale, exactly", "The quay handled 9.3 million crates.", "9300000 crate"},
		{"hyphened words", "Thirty-one pilots resigned.", "31 pilot"},
		{"words with scale", "Two hundred and fifty thousand crowns were paid.", "250000 crown"},
		{"mixture", "They want 4 hundred million crowns.", "400000000 crown"},
		{"spaced thousands", "The town has 30 000 residents.", "30000 resident"},
		{"a dozen", "A dozen boats sank.", "12 boat"},
		{"half a million", "Half a million letters came.", "500000 letter"},
		{"half a dozen", "Half a dozen tugs helped.", "6 tug"},
		{"a quarter of a million", "A quarter of a million homes lost power.", "250000 home"},
		{"two and a half", "The trip took two and a half hours.", "2.5 hour"},
		{"fraction", "Two thirds of the fleet is old.", "0.666667 share"},
		{"fraction with hyphen", "One-fifth of voters stayed away.", "0.2 share"},
		{"one in five", "One in five dockers is ill.", "0.2 share"},
		{"digits in", "About 1 in 10 boats failed.", "~0.1 share"},
		{"out of", "Two out of three crews agreed.", "0.666667 share"},
		{"vulgar fraction", "The plank is 3½ metres long.", "3.5 metre"},
		{"vague hundreds", "Hundreds of dockers marched.", "100..1000 docker"},
		{"tens of thousands", "Tens of thousands of residents fled.", "10000..100000 resident"},
		{"dozens", "Dozens of boats burned.", ">12 boat"},
		{"power of ten", "The mass is 1.5×10^3 kilograms.", "1500 kilogram"},
		{"minus", "It was minus 12 degrees Celsius.", "-12 celsius"},
		{"minus sign", "It fell to -40°C.", "-40 celsius"},
		{"no victims", "No casualties were reported.", "0 casualty"},
		{"no other thing", "The board has no plan.", "-"},
		{"one thing", "The board sent one letter.", "1 letter"},
		{"one of", "It is one of the oldest ports.", "1 port"},
		{"one as pronoun", "One never knows.", "-"},

		{"hyphen range", "There were 150-250 raids.", "150..250 raid"},
		{"dash range", "It took 12–15 hours.", "12..15 hour"},
		{"to", "Between 40 and 60 ships wait.", "40..60 ship"},
		{"from to of a range", "Fees range from $370 to $550.", "370..550 USD"},
		{"unit said once", "Growth of 5 to 7 percent is expected.", "5..7 percentage"},
		{"scale said once", "It needs 1.5 to 2 million crowns.", "1500000..2000000 crown"},
		{"scale at the end", "A £4-5bn plan was tabled.", "4000000000..5000000000 GBP"},
		{"scales on both", "Homes cost $750,000 to $1 million.", "750000..1000000 USD"},
		{"words", "It may last three or four years.", "3..4 year"},
		{"digits with or", "He fired 8 or 9 shots.", "8..9 shot"},
		{"ends in order", "Speeds of 15-22 miles per hour were measured.", "15..22 mile/hour"},

		{"more than", "More than 40 guards came.", ">40 guard"},
		{"at least with about", "At least about 300 tents stood there.", ">300 tent"},
		{"up to", "Up to $5 million is on offer.", "<5000000 USD"},
		{"as many as", "As many as 90 crews may strike.", "<90 crew"},
		{"just under", "Just under 20 percent voted.", "<20 percentage"},
		{"or more", "Ships of 20 metres or more must wait.", ">20 metre"},
		{"plus sign", "The hall holds 300+ guests.", ">300 guest"},
		{"around", "Around 120 calls came in.", "~120 call"},
		{"some", "Some 500 pickets came.", "~500 picket"},
		{"or so", "It lasts 10 minutes or so.", "~10 minute"},
		{"tilde", "The box weighs ~45g.", "~45 gram"},

		{"percent", "Turnout was 43.4 percent.", "43.4 percentage"},
		{"sign", "It keeps 30% of the fee.", "30 percentage"},
		{"points", "The lead is 3 percentage points.", "3 percentage point"},
		{"basis points", "Rates rose by 25 basis points.", "up 25 basis point"},
		{"currency before", "The yacht cost $44 million.", "44000000 USD"},
		{"currency with its country", "They paid A$84 and C$13.60.", "84 AUD; 13.6 CAD"},
		{"currency after", "The fine is 10.5 million Australian dollars.", "10500000 AUD"},
		{"code", "It costs EUR 1,700.", "1700 EUR"},
		{"letter scale with money", "A £2.7m package was paid.", "2700000 GBP"},
		{"letter as metre", "The mast is 37m tall.", "37 metre"},
		{"letter scale with people", "The bloc has 450m people.", "450000000 person"},
		{"conversion in brackets", "The pier is 7 miles (11 km) long.", "7 mile; 11 kilometre"},
		{"bound of a conversion", "It makes just under 296 hp (221 kW / 300 PS) and costs over 9 crowns ($1).", "<296 horsepower; <221 kilowatt; <300 horsepower; >9 crown; >1 USD"},
		{"case of the unit", "It has 450 Nm of torque and a film of 20 nm.", "450 newton metre; 20 nanometre"},
		{"adjective", "A 10-tonne crane fell.", "10 tonne"},
		{"compound counts its noun", "The 27-nation union met.", "27 nation"},
		{"area", "It covers 500,000 km².", "500000 square kilometre"},

		{"per", "Fares are $21 per square foot.", "21 USD/square foot"},
		{"a day", "The board takes 60 calls a day.", "60 call/day"},
		{"daily", "It runs 12 daily ferries.", "12 ferry/day"},
		{"each month", "The mill makes 40 tonnes of steel each month.", "40 tonne/month"},
		{"slash", "The tug does 20 km/h.", "20 kilometre/hour"},
		{"speed abbreviation", "Winds reached 155mph.", "155 mile/hour"},
		{"per share", "The loss was 63 cents a share.", "63 cent/share"},
		{"per many", "There were 4 deaths per 100,000 residents.", "4 death/100000 resident"},

		{"rise by", "Prices rose by 4 percent.", "up 4 percentage"},
		{"fall", "The index fell 0.94%.", "down 0.94 percentage"},
		{"up", "The share was up 19 cents.", "up 19 cent"},
		{"rise to a level", "Revenue rose to $7.36 billion.", "7360000000 USD"},
		{"by and to", "The gap grew by $43 million to $419 million.", "up 43000000 USD; 419000000 USD"},
		{"a bound outweighs the direction", "Shares climbed more than 3%.", ">3 percentage"},
		{"object of the verb, no change", "The guard lost 3 boats.", "3 boat"},
		{"signed", "The board's index moved +2 percent.", "up 2 percentage"},
		{"doubled", "The fee doubled.", "up 2 times"},
		{"halved", "The crew was halved.", "down 0.5 times"},

		{"same head left out", "From 40 to 60 sailors were wounded, up from 25.", "40..60 sailor; 25 sailor"},
		{"unit left out after by", "Imports fell by 2 percent and exports by 1.", "down 2 percentage; down 1 percentage"},
		{"unit of the whole", "It raised 280 million of the 1.5 billion crowns.", "280000000 crown; 1500000000 crown"},
		{"a part of a number", "Fuel was found aboard four of the 38 ships.", "4 ship; 38 ship"},
		{"sentence before", "The union says 96 ships were searched. The ministry counts 81.", "96 ship; 81 ship"},
		{"rest of a whole in words", "Of 38 ships searched, nine were held.", "38 ship; 9 ship"},
		{"rest of a whole in digits", "Of the 38 ships, 4 were empty.", "38 ship; 4 ship"},
		{"whole of the sentence before", "Some 1,200 people crossed. Over half of the 1,200 crossed at night.", "~1200 person; >0.5 share; 1200 person"},
		{"shares elided", "Volume was 84 million shares, up from 44 million.", "84000000 share; 44000000 share"},
		{"seven in ten, verb", "About 7 in 10 agree.", "~0.7 share"},
		{"school years", "The 2010-2011 school years were hard.", "-"},
		{"percent from a number", "Arrivals fell 12 percent from 4,650.", "down 12 percentage; 4650"},
		{"several dozen", "Several dozen boats waited.", ">12 boat"},
		{"an hour and a half", "It took an hour and a half, not two hours and a half.", "1.5 hour; 2.5 hour"},
		{"range of shares", "Between a third and a half of voters left.", "0.333333..0.5 share"},
		{"minus in words", "Minus five degrees is cold.", "-5 degree"},
		{"hyphened rate", "The £1,000-a-month rents and $20-an-hour jobs are rare.", "1000 GBP/month; 20 USD/hour"},
		{"sentence before, twice", "The union says 96 ships were searched. The ministry counts 81, against 75 in May.", "96 ship; 81 ship; 75 ship"},
		{"rate of the sentence before", "Searches fell from twelve a day to six. The board saw a fall from ten a day to four.", "6..12 search/day; 4..10 search/day"},
		{"fewer", "It carried a third fewer.", "0.333333 share"},
		{"crew", "A crew of 24 was rescued.", "24 person"},
		{"killed and wounded", "The blast left 3 dead and 14 wounded.", "3 death; 14 injury"},
		{"bare casualties", "Three were killed and dozens injured.", "3 death; >12 injury"},
		{"killing", "It hit the quay, killing three.", "3 death"},
		{"people killed", "Five people were killed.", "5 person"},
		{"age beside a name", "Ana Brevik, 34, spoke.", "34 year of age"},
		{"age as adjective", "A 50-year-old pilot spoke.", "50 year of age"},
		{"months of age", "An 18-month-old girl was found.", "18 month of age"},
		{"score", "Harn won 3-0.", "0..3 score"},
		{"result that falls", "It passed by a margin of 266 to 39.", "39..266 score"},
		{"score beside a name", "Harn beat Orlo 3-1.", "1..3 score"},
		{"result in words", "The council voted 7 to 2.", "2..7 score"},
		{"age in brackets", "Ana Brevik (34) spoke.", "34 year of age"},
		{"age now", "Ana Brevik, now 77, spoke.", "77 year of age"},
		{"age of a child", "A boy of 12 was found.", "12 year of age"},
		{"age, unbounded", "He left when he was about 15.", "~15 year of age"},
		{"ages of a range", "Girls between the ages of 10 and 13 came.", "10..13 year of age"},
		{"ages and older", "Ages 50 and older are free.", ">50 year of age"},
		{"or older", "Those who are 21 or older may vote.", ">21 year of age"},
		{"list of ages", "The boys are aged 10, 9 and 4.", "10 year of age; 9 year of age; 4 year of age"},
		{"bound of the next number", "It took 12 votes and over 40 percent.", "12 vote; >40 percentage"},
		{"older than", "Children older than 4 must pay.", ">4 year of age"},
		{"age limit", "It is for people over the age of 18.", "18 year of age"},
		{"turning", "Ana Brevik turned 70.", "70 year of age"},
		{"ages of two", "Ana Brevik and Per Tal, both 14, were found.", "14 year of age"},
		{"reported dead", "At least seven were reported dead.", ">7 death"},
		{"ages as nouns", "Two 14-year-olds were found.", "2 person; 14 year of age"},
		{"range of ages", "Some 45-54 year olds voted.", "~45..54 year of age"},
		{"several hundred", "Several hundred dockers came.", "100..1000 docker"},
		{"a couple of thousand", "A couple of thousand crowns were lost.", "2000 crown"},
		{"scale after a half", "Two and a half dozen witnesses came.", "30 witness"},
		{"mixed fraction", "The tank holds 5 1/2 gallons.", "5.5 gallon"},
		{"mixed fraction with scale", "It costs 2½ million crowns.", "2500000 crown"},
		{"share of one unit", "The rate went up a quarter of a point.", "up 0.25 point"},
		{"half of one unit", "They waited half an hour.", "0.5 hour"},
		{"leading point", "The rate is .05 percent.", "0.05 percentage"},
		{"signed with a point", "The index moved +0.4 percent.", "up 0.4 percentage"},
		{"fold", "Fees rose threefold.", "up 3 times"},
		{"fall by a fraction", "The fund shrank by half to $40 million.", "down 0.5 share; 40000000 USD"},
		{"by a third", "The toll climbed by a third to 90 crowns.", "up 0.333333 share; 90 crown"},
		{"no one", "No one was hurt.", "0 injury"},
		{"nobody", "Nobody was killed.", "0 death"},
		{"none of what is counted", "No arrests were made and no ships were searched.", "0 arrest; 0 ship"},
		{"no plans", "The board has no plans and no comments.", "-"},
		{"both of what is counted", "Both ships sank.", "2 ship"},
		{"both of another thing", "Both sides hope.", "-"},
		{"dead without people", "Twelve died and 30 were hurt.", "12 death; 30 injury"},
		{"toll of dead", "The death toll rose to 45.", "45 death"},
		{"others hurt", "The blast wounded 30 others.", "30 injury"},
		{"thousands without a noun", "Thousands marched.", "1000..10000"},
		{"some of given", "About 400 of his followers and 99 of the state's counties came.", "~400 follower; 99 county"},
		{"part of a bounded whole", "It may cut 300 of its more than 21,000 jobs.", "300 job; >21000 job"},
		{"quoted adjective", "There were 28 \"serious\" raids.", "28 raid"},
		{"one in many", "About 1 in 6,500 children are ill.", "~0.000154 share"},
		{"seven in ten of", "She won 7 in 10 of their votes.", "0.7 share"},
		{"owner of a compound", "The 15-member board's tour ended.", "15 member"},
		{"amount, or percent", "The index fell 5.39, or 1.2%, to 452.", "down 5.39; down 1.2 percentage; 452"},
		{"number of, as predicate", "The number of minors held in May was 68,434.", "68434 minor"},
		{"toll later", "The death toll in Harn, at first 10, has risen to 12.", "10; 12 death"},
		{"number of", "The number of strikes fell to 12 from 30.", "12 strike; 30 strike"},
		{"count as subject", "Arrests fell to 9.", "9 arrest"},
		{"part of an owner's", "Four of the bloc's 27 members left.", "4 member; 27 member"},
		{"measure between", "About 650 12-berth cabins are empty.", "~650 cabin; 12 berth"},
		{"money between", "She won nine $2,500 prizes.", "9 prize; 2500 USD"},
		{"strong, as adjective", "Three strong aftershocks were felt.", "3 aftershock"},
		{"disease before what is counted", "The COVID-19 death toll was cut by 97 per cent.", "down 97 percentage"},
		{"footnote", "The board met.[4] It left.", "-"},
		{"known line", "The 911 calls were played.", "-"},
		{"third party", "It was read by a third-party clerk.", "-"},
		{"name that ends in a number", "They held a Sweet Sixteen party.", "-"},
		{"headline", "Harn Guards Hold Two Boats", "2 boat"},
		{"name with a number", "They came to a Three Kings feast.", "-"},
		{"part before ellipsis", "He scored 9 points and had seven of Orlo's 17 errors.", "9 point; 7 error; 17 error"},
		{"shared noun with adjectives", "They hold the 12 old and 11 young pirates.", "12 pirate; 11 pirate"},
		{"no rate", "They stood at 9 boats a year after the storm.", "9 boat"},
		{"ages in words", "Children aged five to 11 came.", "5..11 year of age"},
		{"strong", "A 5,000-strong force left.", "5000 person"},
		{"shared unit", "The hall has 9 and 10 foot doors and measures 4 by 5 metres.", "9 foot; 10 foot; 4 metre; 5 metre"},
		{"shared noun", "It has four-, five- and six-berth cabins.", "4 berth; 5 berth; 6 berth"},
		{"unit apart", "The tank is 20 m deep.", "20 metre"},
		{"amount and level, bare", "The index fell 5 to 286.", "down 5; 286"},
		{"margin after an adjective", "She won the narrow race by 3 points.", "3 point"},
		{"paid subscribers", "It has 26.5 million paid readers.", "26500000 reader"},
		{"grams a kilometre", "It emits 132g/km of gas.", "132 gram/kilometre"},
		{"part of the last", "Three of the last five launches failed.", "3 launch; 5 launch"},
		{"margin", "The margin is plus or minus 3.1 points.", "3.1 point"},
		{"set up", "They set up three camps and brought up 15 bills.", "3 camp; 15 bill"},
		{"make up", "Orlanders make up 10 percent of voters.", "10 percentage"},
		{"put down", "She put down a $60,000 deposit.", "60000 USD"},
		{"in a day, no rate", "He raised over $27,000 in a day.", ">27000 USD"},
		{"per, a name", "Ana Brevik (34) and Per Tal left.", "34 year of age"},
		{"price", "Bread costs 2 crowns a loaf.", "2 crown/loaf"},
		{"country's currency", "It cost 40 Danish crowns and Rs 5,000.", "40 DKK; 5000 INR"},
		{"two nouns", "Two police officers met three weapons inspectors.", "2 officer; 3 weapon"},
		{"odd", "The 40-odd crews left.", "~40 crew"},

		{"votes", "The motion won 52 votes.", "52 vote"},

		{"plane", "A Boeing 737 landed.", "-"},
		{"article", "Article 5 was read.", "-"},
		{"road", "A lorry fell on Route 66.", "-"},
		{"model with letters", "The G7 met on the A380 near the M25.", "-"},
		{"disease", "COVID-19 closed the port.", "-"},
		{"phone", "Call 555-0142-77.", "-"},
		{"index name", "The Orlo 500 closed.", "-"},
		{"list number", "1. The board shall meet.", "-"},
		{"year", "It opened in 1985.", "-"},
		{"year before a noun", "The 2018 sales were good.", "-"},
		{"not a year", "The yard sacked 1900 workers.", "1900 worker"},
		{"date", "She left on March 29.", "-"},
		{"clock", "The gates open at 10:27 and close at 5pm.", "-"},
		{"ordinal", "He came 3rd in the second round.", "-"},
		{"decade", "He was born in the 1990s.", "-"},
		{"address", "The office is at 16 Mill Street.", "-"},
		{"time ago", "It sank 33 years ago.", "-"},
		{"years as a length", "He got three years in prison.", "3 year"},
		{"plan's name", "A three-year plan was tabled.", "-"},
		{"version", "Version 1.2.3 was sent.", "-"},
		{"phone with letters", "Call 1-800-ORLO-NOW.", "-"},
		{"code", "Account 1449075600 was shut.", "-"},
		{"version with a point", "He runs Orlo 2.0.", "-"},
		{"short year", "They came in '72.", "-"},
		{"phone with a nought", "Call 0471 555 0142.", "-"},
		{"phone with a code", "Call (471) 555-0142.", "-"},
		{"phone abroad", "Call +44 20 5550 0142.", "-"},
		{"several labels", "Sections 4, 5 and 9 apply, as pages 12-14 say.", "-"},
		{"label and count", "Article 5 and 14 states were named.", "14 state"},
		{"rank in words", "World number three Ana Brevik left.", "-"},
		{"bus", "Bus number 14 was late.", "-"},
		{"years of a budget", "The 2024-25 budget adds 12 posts.", "12 post"},
		{"group of states", "The Group of 20 met.", "-"},
	} {
		if got := figures(r.find(c.text, nil, nil)); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.what, c.text, got, c.want)
		}
	}
}

// date makes the timex whose words are the given ones.
func date(text, words string, kind record.TimexType, value string) record.Timex {
	at := strings.Index(text, words)
	return record.Timex{Span: record.Span{Start: at, End: at + len(words)}, Type: kind, Value: value}
}

// TestContext reads what a figure is of, its old and new level, its time and its
// readings.
func TestContext(t *testing.T) {
	r := load(t)
	type times map[string]string // words: value
	for _, c := range []struct {
		text string
		when times
		want []string
	}{
		{"The court gave it 30% of the harbour fee.", nil, []string{"30 percentage of harbour fee"}},
		{"The tanker spilled 2 million barrels of oil.", nil, []string{"2000000 barrel of oil"}},
		{"Turnout was 43 percent.", nil, []string{"43 percentage of Turnout"}},
		{"The haul amounted to 61 litres.", nil, []string{"61 litre of haul"}},
		{"Searches will return to their old level, twelve a day.", nil, []string{"12 search/day"}},
		{"The share rose 3 crowns, or 2.4 percent, to 128 crowns.", nil, []string{"up 3 crown of share new 128", "up 2.4 percentage", "128 crown"}},
		{"The rate fell to 9 percent in all from 12 percent.", nil, []string{"9 percentage of rate old 12 new 9", "12 percentage"}},
		{"Profit was 7 crowns a share, or 4 million crowns, down from 9 crowns a share.", nil, []string{"7 crown/share of Profit old 9 new 7", "4000000 crown", "9 crown/share"}},
		{"Fees rose to 9 crowns from 6 crowns in May.", times{"May": "2025-05"}, []string{"9 crown of Fees old 6 new 9", "6 crown in May"}},
		{"In May, 4,100 crates came, a fall of 12 percent from 4,650.", nil, []string{"4100 crate of crates old 4650 new 4100", "12 percentage", "4650 crate of crates"}},
		{"The term was cut to eight years from 12.", nil, []string{"8 year of term old 12 new 8", "12 year of term"}},
		{"Losses are 12 to 15 million crowns a week; the union says 4 million.", nil, []string{"12000000..15000000 crown/week of Losses", "4000000 crown of Losses"}},
		{"As many as 300 of the 1,200 dockers, or a quarter, left.", nil, []string{"<300 docker of dockers", "1200 docker of dockers", "0.25 share"}},
		{"The strike cost 2 million crowns a day, or 30 million in all.", nil, []string{"2000000 crown/day", "30000000 crown"}},
		{"At least 3 and perhaps as many as 7 sailors drowned.", nil, []string{">3 sailor of sailors", "<7 sailor of sailors"}},
		{"Over the week, 214 boats were seized, 40 of them on Sunday.", times{"Sunday": "2025-06-01"}, []string{"214 boat of boats", "40 boat of boats in Sunday"}},
		{
			"The calls came at 40 to 60 a day in spring, while last week saw around 120.",
			times{"spring": "2025-SP", "last week": "2025-W22"},
			[]string{"40..60 call/day in spring", "~120 call in last week reads 17.142857/day or 120/day"},
		},
		{"Owners speak of six hours and more.", nil, []string{">6 hour"}},
		{"The port would be run jointly for fifteen years.", nil, []string{"15 year"}},
		{"The navy has approached patrol boats more than twenty times.", nil, []string{">20 times"}},
		{"The board says 64 of its 70 members are ill.", nil, []string{"64 member of members", "70 member of members"}},
		{"Fuel was found aboard four of the 38 ships.", nil, []string{"4 ship of ships", "38 ship of ships"}},
		{"They searched nine of 38.", nil, []string{"9", "38"}},
		{"Searches have fallen by half, from twelve a day to six.", nil, []string{"down 0.5 share of Searches", "6..12 search/day of Searches old 12 new 6"}},
		{"The price of the eastern coal rose 5%.", nil, []string{"up 5 percentage of price of the eastern coal"}},
		{"Searches of ships bound for Tessa have fallen by half.", nil, []string{"down 0.5 share"}},
		{"Two U.S. ships left.", nil, []string{"2 ship of U.S. ships"}},
		{"It held 32 death claims.", nil, []string{"32 claim of death claims"}},
		{"About 200 Harlanders left.", nil, []string{"~200 harlander of Harlanders"}},
		{"It killed 9 people, among them 2 dockers, and injured more than 50.", nil, []string{"9 person", "2 docker of dockers", ">50 injury"}},
		{"The union won $5 million in aid.", nil, []string{"5000000 USD of aid"}},
		{"Harbour fees rose 5% to 120 crowns.", nil, []string{"up 5 percentage of Harbour fees new 120", "120 crown"}},
		{"Output dropped from 60 to 40 tonnes.", nil, []string{"40..60 tonne of Output old 60 new 40"}},
		{"The toll rose to $7 from $6.", nil, []string{"7 USD of toll old 6 new 7", "6 USD"}},
		{"It fell from $75 in May to $45 in June.", times{"May": "2025-05", "June": "2025-06"}, []string{"45..75 USD old 75 new 45 in June"}},
		{"Guards seized 12 boats on 5 May 2025.", times{"5 May 2025": "2025-05-05"}, []string{"12 boat of boats in 5 May 2025"}},
		{
			"There were 40 to 60 calls a day in spring, while last week saw around 120.",
			times{"spring": "2025-SP", "last week": "2025-W22"},
			[]string{"40..60 call/day of calls in spring", "~120 call of calls in last week reads 17.142857/day or 120/day"},
		},
		{
			"There were 150-250 raids per day in spring. Last week saw around 700 raids.",
			times{"spring": "2025-SP", "Last week": "2025-W22"},
			[]string{"150..250 raid/day of raids in spring", "~700 raid of raids in Last week reads 100/day or 700/day"},
		},
		{
			"The gate took 30 lorries a day in May but 40 lorries a day in June.",
			times{"May": "2025-05", "June": "2025-06"},
			[]string{"30 lorry/day of lorries in May", "40 lorry/day of lorries in June"},
		},
		{
			"The gate took 30 lorries a day in May, while June brought 200 letters.",
			times{"May": "2025-05", "June": "2025-06"},
			[]string{"30 lorry/day of lorries in May", "200 letter of letters in June"},
		},
	} {
		var timexes []record.Timex
		for _, words := range sorted(c.when, c.text) {
			timexes = append(timexes, date(c.text, words, record.Date, c.when[words]))
		}
		var got []string
		for _, q := range r.find(c.text, timexes, nil) {
			got = append(got, context(q, c.text, timexes))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// sorted gives the words in the order of the text.
func sorted(when map[string]string, text string) []string {
	var out []string
	for at := range text {
		for words := range when {
			if strings.Index(text, words) == at {
				out = append(out, words)
			}
		}
	}
	return out
}

func context(q record.Quantity, text string, timexes []record.Timex) string {
	out := figure(q)
	if q.Of != nil {
		out += " of " + q.Of.In(text)
	}
	if q.Old != nil {
		out += " old " + short(*q.Old)
	}
	if q.New != nil {
		out += " new " + short(*q.New)
	}
	if q.Period.Set() {
		out += " in " + timexes[q.Period.Index()].Span.In(text)
	}
	for i, x := range q.Readings {
		out += []string{" reads ", " or "}[min(i, 1)] + fmt.Sprintf("%s/%s", span(x.Low, x.High), x.Per)
	}
	return out
}

func TestAttribution(t *testing.T) {
	r := load(t)
	text := "The ministry said the board counted 12 boats. It sent 3 clerks."
	content := record.Span{Start: 18, End: 44}
	got := r.find(text, nil, []record.Attribution{{Content: record.Spans{content}}})
	if len(got) != 2 || got[0].Attribution.Index() != 0 || got[1].Attribution.Set() {
		t.Errorf("got %+v", got)
	}
}

func TestDatesAreNoQuantities(t *testing.T) {
	r := load(t)
	text := "On 5 May 2025 the board met for three days and 12 hours."
	got := figures(r.find(text, []record.Timex{
		date(text, "5 May 2025", record.Date, "2025-05-05"), date(text, "three days", record.Duration, "P3D"),
	}, nil))
	if want := "3 day; 12 hour"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestTallies runs the examples of tallies.tsv: figures with their periods.
func TestTallies(t *testing.T) {
	r := load(t)
	tagger, err := timex.Load(tables.FS, "en")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := table.Read(tables.FS, "en/tallies.tsv", "example", "gives")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		text := row.Get("example")
		if text == "" {
			continue
		}
		if got := r.periods(text, tagger); got != row.Get("gives") {
			t.Error(row.Errorf("%q\n got %s\nwant %s", text, got, row.Get("gives")))
		}
	}
	for text, want := range map[string]string{
		"Two officials said that the board had met on Sunday.":                        "2 official",
		"The two countries have shared the strait under a 1971 treaty.":               "2 country",
		"On 3 March, the deputy published nine points of the plan.":                   "9 point",
		"The plan names an end within 48 hours, a board, a fund of 2 million crowns.": "<48 hour; 2000000 crown",
		"The 14-point paper, dated 11 March, was read.":                               "14 point",
		"The two sides prepare for talks, which could begin on 18 March.":             "2 side",
		"Its 700 members would return to work on Friday.":                             "700 member",
		"The guard found fuel aboard four of the 38 ships it has boarded this week.":  "4 ship in this week; 38 ship in this week",
		"In all, 214 ships were searched between 3 March and 26 March.":               "214 ship in 3 March",
		"The board met on Thursday to discuss 23 tonnes of fruit.":                    "23 tonne",
		"The queue was 17 ships long by Tuesday night.":                               "17 ship in Tuesday night",
		"By Friday the line was 30 ships long.":                                       "30 ship in Friday",
		"Output rose 5 percent in February.":                                          "up 5 percentage in February",
		"Police arrested 12 people and searched 3 homes on Monday.":                   "12 person in Monday; 3 home in Monday",
		"Delegates met for five hours on Tuesday.":                                    "5 hour",
		"From 3 to 7 March, 38 ships were searched.":                                  "38 ship in 3",
		"At least 23 tonnes rotted, a third of it since Monday.":                      ">23 tonne; 0.333333 share in Monday",
		"In May the board's 12 ferries carried nobody.":                               "12 ferry",
		"Arrivals fell below 5 percent for the first time in eight years.":            "<5 percentage; 8 year",
		"Now 655 members are on strike.":                                              "655 member",
		"The truce was broken 60 times a day.":                                        "60 times/day",
		"They fell from twelve a day in January to six.":                              "6..12/day",
	} {
		if got := r.periods(text, tagger); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

// periods are the figures of a text with the times that they cover.
func (r reader) periods(text string, tagger *timex.Tagger) string {
	cut := lex.Split(text)
	tokens := r.tagger.Tag(cut)
	timexes := tagger.Find(cut, tokens, nil, nil, timex.Anchor{Published: "2025-03-12"})
	var out []string
	for _, q := range r.finder.Find(cut, tokens, timexes, nil) {
		s := figure(q)
		if q.Period.Set() {
			s += " in " + timexes[q.Period.Index()].In(text)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}
