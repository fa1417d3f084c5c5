package quantity

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"hearsay/internal/lex"
	"hearsay/record"
	"hearsay/tables"
)

// sound tells what is wrong with the quantities of a text; "" for nothing.
func sound(text string, qs []record.Quantity) string {
	d := record.Document{Text: text, Quantities: qs, Body: record.Span{}}
	if err := d.Check(); err != nil {
		return err.Error()
	}
	end := 0
	for _, q := range qs {
		if q.Start < end || q.Empty() {
			return "spans overlap, are empty or out of order"
		}
		end = q.End
		if q.Low == nil && q.High == nil || q.Low != nil && q.High != nil && *q.Low > *q.High {
			return "low and high are missing or the wrong way round"
		}
		for _, v := range []*float64{q.Low, q.High, q.Old, q.New} {
			if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
				return "a value is no number"
			}
		}
		if q.Change == record.Above && q.High != nil || q.Change == record.Below && q.Low != nil {
			return "a bound is not open"
		}
	}
	return ""
}

// TestAnyWords reads random strings of the grammar's own words, where its rules
// meet in ways that nobody wrote down.
func TestAnyWords(t *testing.T) {
	r := load(t)
	words := []string{"-", "–", "to", "and", "of", "a", "an", "the", "per", "/", "$", "£", "%", "up", "by", "from", "between", "or", "more", "than", "half", "1", "2,000", "3.5", "0", "-4", "2010", "99999999999999999999", "day", "years", "old", "Boeing", "Route", ",", ".", "(", ")", ":", "killed", "was", "boats", "km", "m", "k", "×10", "^9", "½", "doubled", "in", "every", "out", "\n", "é", "👍", "́"}
	for w := range r.finder.numbers {
		words = append(words, w)
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(t, "words")
		glue := rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "glue")
		text := strings.Join(parts, glue)
		first := r.find(text, nil, nil)
		if wrong := sound(text, first); wrong != "" {
			t.Fatalf("%q: %s", text, wrong)
		}
		if again := r.find(text, nil, nil); !reflect.DeepEqual(first, again) {
			t.Fatalf("%q: read twice, two answers", text)
		}
	})
}

// TestBoundKeepsFigure says that a bound changes what is known about a figure, not
// the figure.
func TestBoundKeepsFigure(t *testing.T) {
	r := load(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 900).Draw(t, "n")
		bare := r.find("The board counted "+short(float64(n))+" boats.", nil, nil)
		above := r.find("The board counted more than "+short(float64(n))+" boats.", nil, nil)
		if len(bare) != 1 || len(above) != 1 || *bare[0].Low != float64(n) || *above[0].Low != float64(n) || above[0].High != nil || bare[0].Unit != above[0].Unit {
			t.Fatalf("%d: %s and %s", n, figures(bare), figures(above))
		}
	})
}

func FuzzFind(f *testing.F) {
	r := load(f)
	for _, s := range []string{"", "\x00", "1-2-3/4:5", "a half a million of the two thirds", "−5", "$-50.8bn", "one in", "½", "1.2.3.4", "12×10^99", "hundreds of thousands of", "from 5 to", "between", strings.Repeat("9", 400), strings.Repeat("million ", 50), strings.Repeat("1-", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 || !utf8.ValidString(text) {
			return
		}
		if wrong := sound(text, r.find(text, nil, nil)); wrong != "" {
			t.Fatalf("%q: %s", text, wrong)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := load(b)
	text := strings.Repeat("The harbour board said that dockers had stopped 40 to 60 ships a day in spring, while last week saw around 120. Fees rose 5% to $12 million, and nobody who works on the quay expected the ministry to answer before the end of the strike.\n", 100)
	cut := lex.Split(text)
	tokens := r.tagger.Tag(cut)
	b.ReportAllocs()
	for b.Loop() {
		r.finder.Find(cut, tokens, nil, nil)
	}
	b.ReportMetric(float64(len(cut.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(tables.FS, "en"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLength shows that time grows with the length of the text: the same
// sentence without an end at 1 KB, 100 KB and 1 MB.
func BenchmarkLength(b *testing.B) {
	r := load(b)
	for _, size := range []int{1 << 10, 100 << 10, 1 << 20} {
		cut := lex.Split(strings.Repeat("from 3 to 5 boats or two hundred of the 4 ", size/42))
		tokens := r.tagger.Tag(cut)
		b.Run(short(float64(size>>10))+"KB", func(b *testing.B) {
			for b.Loop() {
				r.finder.Find(cut, tokens, nil, nil)
			}
			b.ReportMetric(float64(len(cut.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
