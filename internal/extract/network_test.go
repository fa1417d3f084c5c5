package extract

import (
	"context"
	"errors"
	"go/parser"
	"go/token"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/internal/collect"
)

// Reading a file opens no network connection, whatever it refers to: every way to
// one that Go's standard library knows is made to fail the test.
func TestReadingOpensNoConnection(t *testing.T) {
	client, resolver := http.DefaultTransport, net.DefaultResolver
	t.Cleanup(func() {
		http.DefaultTransport = client
		net.DefaultResolver = resolver
	})
	dial := func(_ context.Context, network, address string) (net.Conn, error) {
		t.Errorf("connects to %s %s", network, address)
		return nil, errors.New("no connection is to be opened")
	}
	http.DefaultTransport = &http.Transport{DialContext: dial}
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: dial}

	page := `<!doctype html><html><head><base href="http://quay.example/"><link rel="stylesheet" href="/style.css">
		<script type="application/ld+json" src="http://quay.example/ld.json">{"@context":"http://quay.example/context","@type":"NewsArticle","@id":"http://quay.example/1"}</script></head>
		<body><img src="http://quay.example/a.png"><iframe src="http://quay.example/"></iframe>` + story
	word := docxOf(t, map[string]string{
		"word/document.xml":            `<!DOCTYPE x SYSTEM "http://quay.example/x.dtd">` + strings.TrimPrefix(wordBody("<w:p><w:r><w:t>A text.</w:t></w:r></w:p>"), `<?xml version="1.0" encoding="UTF-8"?>`),
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r" Target="http://quay.example/t.dotx" TargetMode="External"/></Relationships>`,
	})
	for name, b := range map[string][]byte{
		"a.html": []byte(page), "a.docx": word, "a.txt": []byte("http://quay.example/"), "a.md": []byte("# x\n\n![](http://quay.example/a.png)"),
		"a.pdf": pdfOf("/URI (http://quay.example/)", []string{"A line."}),
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		item, err := collect.File(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := reader.Document(item, Overrides{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The package itself names nothing that could open a connection.
func TestNoImportOfTheNetwork(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			switch path := strings.Trim(i.Path.Value, `"`); path {
			case "net", "net/http", "os", "os/exec", "syscall":
				t.Errorf("%s imports %s", file, path)
			}
		}
	}
}
