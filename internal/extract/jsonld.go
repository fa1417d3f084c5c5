package extract

import (
	"cmp"
	"encoding/json"
	"strings"
)

// linkedArticle is what JSON-LD (schema.org) says of the page's article.
type linkedArticle struct {
	kind, headline, published, modified, publisher, language, url string
	authors, sections                                             []string
}

// Bounds on what is looked at in a page's JSON-LD.
const (
	maxObjects = 5_000
	maxNesting = 30
)

// newsArticle reads the page's JSON-LD scripts and returns the best article that
// they describe; empty where there is none. Scripts that are not JSON, even after
// the usual faults are mended, are passed over.
func newsArticle(scripts []string) linkedArticle {
	g := &graph{named: map[string]map[string]any{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal(mend(s), &v) != nil {
			continue
		}
		g.gather(v, 0)
	}
	var best map[string]any
	rank := 0
	for _, o := range g.objects {
		if r := articleRank(kindOf(o)); r > rank {
			best, rank = o, r
		}
	}
	if best == nil {
		return linkedArticle{}
	}
	a := linkedArticle{
		kind: kindOf(best), headline: cmp.Or(text(best["headline"]), text(best["name"])),
		publisher: clean(first(g.names(best["publisher"], 0))), language: first(g.names(best["inLanguage"], 0)),
		url: cmp.Or(text(best["url"]), idOf(best["mainEntityOfPage"])), authors: g.names(best["author"], 0),
		sections: g.names(best["articleSection"], 0),
	}
	if len(a.authors) == 0 {
		a.authors = g.names(best["creator"], 0)
	}
	a.published, _ = anyDate(cmp.Or(text(best["datePublished"]), text(best["dateCreated"])))
	a.modified, _ = anyDate(text(best["dateModified"]))
	return a
}

// graph holds all objects of the page's scripts, in order.
type graph struct {
	objects []map[string]any
	named   map[string]map[string]any // by @id
}

func (g *graph) gather(v any, depth int) {
	if depth > maxNesting || len(g.objects) >= maxObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.gather(x, depth+1)
		}
	case map[string]any:
		g.objects = append(g.objects, v)
		if id := text(v["@id"]); id != "" && (v["name"] != nil || g.named[id] == nil) {
			g.named[id] = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "author", "publisher", "hasPart", "liveBlogUpdate"} {
			if key != "liveBlogUpdate" {
				g.gather(v[key], depth+1)
			}
		}
	}
}

// names are the names in a string, an object, a reference or a list of them.
func (g *graph) names(v any, depth int) []string {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case []any:
		var out []string
		for _, x := range v {
			if out = append(out, g.names(x, depth+1)...); len(out) > 20 {
				break
			}
		}
		return out
	case map[string]any:
		if v["name"] != nil {
			return g.names(v["name"], depth+1)
		}
		if o := g.named[text(v["@id"])]; o != nil && o["name"] != nil {
			return g.names(o["name"], depth+1)
		}
	}
	return nil
}

// articleRank orders schema.org's types by how surely they are the page's article.
func articleRank(kind string) int {
	switch {
	case strings.HasSuffix(kind, "NewsArticle") || kind == "LiveBlogPosting":
		return 4
	case strings.HasSuffix(kind, "Article") || kind == "Report":
		return 3
	case kind == "BlogPosting":
		return 2
	case kind == "WebPage":
		return 1
	}
	return 0
}

// kindOf is the object's type; of several, the one that ranks highest.
func kindOf(o map[string]any) string {
	best := ""
	consider := func(v any) {
		kind := text(v)
		kind = kind[strings.LastIndexAny(kind, "/#:")+1:]
		if best == "" || articleRank(kind) > articleRank(best) {
			best = kind
		}
	}
	if list, ok := o["@type"].([]any); ok {
		for _, v := range list[:min(len(list), 20)] {
			consider(v)
		}
	} else {
		consider(o["@type"])
	}
	return best
}

func idOf(v any) string {
	if o, ok := v.(map[string]any); ok {
		return text(o["@id"])
	}
	return text(v)
}

func text(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

func first(l []string) string {
	if len(l) == 0 {
		return ""
	}
	return l[0]
}

// mend undoes the faults that JSON-LD in pages most often has: comment and CDATA
// marks around it, line breaks within strings, commas before a closing bracket.
func mend(s string) []byte {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range []string{"-->", "//]]>", "/*]]>*/", "]]>"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	s = strings.TrimRight(s, "; \t\r\n")
	out := make([]byte, 0, len(s))
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\' && i+1 < len(s):
			out = append(out, c, s[i+1])
			i++
		case c == '"':
			quoted = !quoted
			out = append(out, c)
		case quoted && c < ' ':
			out = append(out, ' ')
		case !quoted && (c == ']' || c == '}'):
			for k := len(out) - 1; k >= 0; k-- {
				if out[k] == ',' {
					out = out[:k]
				} else if out[k] == ' ' || out[k] == '\n' || out[k] == '\t' || out[k] == '\r' {
					continue
				}
				break
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}
