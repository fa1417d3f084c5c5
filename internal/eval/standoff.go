package eval

import (
	"iter"
	"os"
	"path/filepath"

	"hearsay/internal/export/brat"
	"hearsay/internal/export/webanno"
	"hearsay/record"
)

// standoffFile gives the documents of a BRAT folder or of a file of Web
// Annotations; false where the path is neither.
func standoffFile(path string, o Options) (iter.Seq2[*record.Document, error], bool) {
	info, err := os.Stat(path)
	switch extension := filepath.Ext(path); {
	case err != nil:
		return nil, false // whoever opens it says why
	case info.IsDir() || extension == ".ann":
		return brat.Folder(path, o.Names), true
	case extension == ".jsonld":
		return webanno.File(path, o.Names), true
	}
	return nil, false
}

// attributionsOf are the attributions of documents as gold.
func attributionsOf(docs iter.Seq2[*record.Document, error]) ([]attributionDoc, error) {
	var out []attributionDoc
	for d, err := range docs {
		if err != nil {
			return nil, err
		}
		g := attributionDoc{ID: d.ID, Outlet: d.Outlet, Published: d.Published, Title: d.Title, Text: d.Text, Language: d.Language}
		spans, _ := recordAttributions(d)
		for _, a := range spans {
			g.Attributions = append(g.Attributions, goldAttribution{a[0], a[1], a[2]})
		}
		out = append(out, g)
	}
	return out, nil
}
