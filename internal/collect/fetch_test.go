package collect

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// site serves a small website; it counts what it is asked for.
func site(t *testing.T, pages map[string]http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if h := pages[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s, &asked
}

func says(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

func TestFetch(t *testing.T) {
	var header http.Header
	s, _ := site(t, map[string]http.HandlerFunc{
		"/old": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			http.Redirect(w, r, "/quay#top", http.StatusMovedPermanently)
		},
		"/quay": func(w http.ResponseWriter, r *http.Request) {
			header = r.Header.Clone()
			says("text/html; charset=koi8-r", "<p>The quay is closed.")(w, r)
		},
	})
	f := NewFetcher(Options{Version: "1.2", AllowPrivate: true})
	item, err := f.Get(t.Context(), s.URL+"/old")
	if err != nil {
		t.Fatal(err)
	}
	if item.URL != s.URL+"/old" || item.FinalURL != s.URL+"/quay" || item.ID != item.FinalURL || item.Kind != HTML ||
		item.ContentType != "text/html; charset=koi8-r" || string(item.Bytes) != "<p>The quay is closed." {
		t.Errorf("%+v", item)
	}
	if _, err := time.Parse(time.RFC3339, item.Retrieved); err != nil {
		t.Error(err)
	}
	if !strings.HasPrefix(header.Get("User-Agent"), "Hearsay/1.2 (+") || header.Get("Cookie") != "" || header.Get("Referer") != "" {
		t.Errorf("asked with %v", header)
	}
}

func TestPagesThatCannotBeFetched(t *testing.T) {
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	s, _ := site(t, map[string]http.HandlerFunc{
		"/robots.txt": says("text/plain", "User-agent: *\nDisallow: /private\n\nUser-agent: Hearsay\nDisallow: /paper\n"),
		"/paper/quay": says("text/html", "not for programs"),
		"/to-paper":   redirect("/paper/quay"),
		"/a":          redirect("/b"),
		"/b":          redirect("/a"),
		"/file":       redirect("file:///etc/passwd"),
		"/forever": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/forever?x"+r.URL.RawQuery, http.StatusFound)
		},
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x ")
				if err := http.NewResponseController(w).Flush(); err != nil {
					return
				}
				time.Sleep(5 * time.Millisecond)
			}
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for b := make([]byte, 1<<20); ; {
				if _, err := w.Write(b); err != nil {
					return
				}
			}
		},
		"/short": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "short")
		},
		"/picture": says("image/png", "\x89PNG\r\n\x1a\n"),
	})
	f := NewFetcher(Options{AllowPrivate: true, Timeout: time.Minute})
	slow := NewFetcher(Options{AllowPrivate: true, Timeout: 100 * time.Millisecond})
	for _, c := range []struct {
		fetcher   *Fetcher
		page, err string
	}{
		{f, s.URL + "/paper/quay", "robots.txt"},
		{f, s.URL + "/to-paper", "robots.txt"},
		{f, s.URL + "/a", "in a circle"},
		{f, s.URL + "/forever", "more than 10 redirects"},
		{f, s.URL + "/file", "only http and https"},
		{f, s.URL + "/gone", "404 Not Found"},
		{slow, s.URL + "/drip", "did not finish within 100ms"},
		{f, s.URL + "/endless", "64 MiB"},
		{f, s.URL + "/short", "broke off"},
		{f, s.URL + "/picture", "not a text"},
		{f, "ftp://norlys.example/quay", "only http and https"},
		{f, "https:///quay", "no host"},
		{f, "http://ana:secret@norlys.example/", "user name or password"},
		{f, "http://[::1", "not an address"},
		{f, "http://127.0.0.1:1/", "refused"},
		{NewFetcher(Options{}), s.URL + "/gone", "private or reserved"},
		{NewFetcher(Options{}), "http://169.254.169.254/latest/meta-data", "private or reserved"},
	} {
		_, err := c.fetcher.Get(t.Context(), c.page)
		if err == nil || !strings.Contains(err.Error(), c.err) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one line with %q", c.page, err, c.err)
		}
	}
}

func TestRobotsIsAskedOnce(t *testing.T) {
	s, asked := site(t, map[string]http.HandlerFunc{"/quay": says("text/plain", "The quay is closed.")})
	f := NewFetcher(Options{AllowPrivate: true})
	for range 3 {
		if _, err := f.Get(t.Context(), s.URL+"/quay"); err != nil {
			t.Fatal(err)
		}
	}
	if n := asked.Load(); n != 4 {
		t.Errorf("%d requests, want one for robots.txt and three for the page", n)
	}
}

func TestRobotsThatFails(t *testing.T) {
	s, _ := site(t, map[string]http.HandlerFunc{
		"/quay":       says("text/plain", "The quay is closed."),
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusBadGateway) },
	})
	if _, err := NewFetcher(Options{AllowPrivate: true}).Get(t.Context(), s.URL+"/quay"); err == nil || !strings.Contains(err.Error(), "robots.txt") {
		t.Errorf("%v: a host whose robots.txt fails forbids all (RFC 9309, 2.3.1.4)", err)
	}
}

func TestFetchEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, _ := site(t, map[string]http.HandlerFunc{"/quay": func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	}})
	if _, err := NewFetcher(Options{AllowPrivate: true}).Get(ctx, s.URL+"/quay"); err == nil {
		t.Error("read after it was cancelled")
	}
}
