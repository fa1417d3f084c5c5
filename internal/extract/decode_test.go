package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// The same kind of sentence in languages whose old pages use other encodings.
const (
	russian  = "Совет порта решил в понедельник закрыть восточный причал на одиннадцать недель, сообщила председатель."
	japanese = "港湾委員会は月曜日、東側の埠頭を十一週間閉鎖することを決めたと委員長が述べた。"
	chinese  = "港务委员会周一决定关闭东码头十一周，主席在会后对记者说，潜水员将检查地基。"
	french   = "Le conseil du port a décidé, lundi, de fermer le quai est : « Personne ne l’a souhaité », a déclaré la présidente."
	polish   = "Rada portu zdecydowała w poniedziałek o zamknięciu wschodniego nabrzeża na jedenaście tygodni."
	greek    = "Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να κλείσει την ανατολική προβλήτα."
)

func encoded(t *testing.T, charset, s string) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEncodings(t *testing.T) {
	for charset, s := range map[string]string{
		"windows-1251": russian, "koi8-r": russian, "iso-8859-5": russian, "shift_jis": japanese, "euc-jp": japanese,
		"iso-2022-jp": japanese, "gb18030": chinese, "gbk": chinese, "windows-1252": french,
		"iso-8859-2": polish, "windows-1250": polish, "iso-8859-7": greek, "utf-8": russian,
	} {
		page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + s + `</p></body></html>`
		bare := `<html><body><p>` + s + `</p></body></html>`
		for name, got := range map[string]func() (string, error){
			"by meta":        func() (string, error) { return decode(encoded(t, charset, page), "", true) },
			"by header":      func() (string, error) { return decode(encoded(t, charset, bare), "text/html; charset="+charset, true) },
			"text by header": func() (string, error) { return decode(encoded(t, charset, s), "text/plain; charset="+charset, false) },
		} {
			out, err := got()
			if err != nil || !strings.Contains(out, s) {
				t.Errorf("%s %s: %.200q, %v", charset, name, out, err)
			}
		}
	}
}

func TestEncodingsThatNobodyDeclares(t *testing.T) {
	for charset, s := range map[string]string{
		"windows-1251": russian, "koi8-r": russian, "shift_jis": japanese, "euc-jp": japanese, "gb18030": chinese,
		"windows-1252": french, "utf-8": chinese,
	} {
		b := encoded(t, charset, strings.Repeat(s+"\n", 3))
		if out, err := decode(b, "", false); err != nil || !strings.Contains(out, s) {
			t.Errorf("%s: %.200q, %v", charset, out, err)
		}
	}
	for name, e := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		for policy, bom := range map[string]unicode.BOMPolicy{"with": unicode.UseBOM, "without": unicode.IgnoreBOM} {
			b, err := unicode.UTF16(e, bom).NewEncoder().Bytes([]byte("The quay – “closed”."))
			if err != nil {
				t.Fatal(err)
			}
			if out, err := decode(b, "", false); err != nil || out != "The quay – “closed”." {
				t.Errorf("UTF-16 %s-endian %s a mark: %q, %v", name, policy, out, err)
			}
		}
	}
}

func TestEncodingsDeclaredWrongly(t *testing.T) {
	for name, c := range map[string]struct{ bytes, contentType, want string }{
		"UTF-8 that says Latin":     {french, "text/html; charset=iso-8859-1", french},
		"Latin that says UTF-8":     {string(encoded(t, "windows-1252", strings.Repeat(french, 3))), "text/html; charset=utf-8", french},
		"a name that nobody knows":  {french, "text/html; charset=klingon", french},
		"one broken byte in UTF-8":  {russian + "\xff" + russian, "text/html; charset=utf-8", russian + "\uFFFD" + russian},
		"UTF-16 in an ASCII header": {`<meta charset="utf-16"><p>` + french, "", french},
	} {
		if out, err := decode([]byte(c.bytes), c.contentType, true); err != nil || !strings.Contains(out, c.want) {
			t.Errorf("%s: %q, %v", name, out, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"), "text/html; charset=gbk", true)
	f.Add([]byte("<meta charset=iso-2022-jp>\x1b$B"), "", true)
	f.Fuzz(func(t *testing.T, b []byte, contentType string, page bool) {
		if s, err := decode(b, contentType, page); err == nil && strings.ToValidUTF8(s, "") != s {
			t.Fatalf("not UTF-8: %q", s)
		}
	})
}
