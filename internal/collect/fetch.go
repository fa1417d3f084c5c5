package collect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Options say how pages are fetched. The zero value is the safe one.
type Options struct {
	// Version is Hearsay's, for the User-Agent.
	Version string
	// AllowPrivate lets the fetcher ask private, local and reserved addresses.
	AllowPrivate bool
	// Timeout is for one page, redirects and robots.txt included; 0 for 30 seconds.
	Timeout time.Duration
}

// Limits of one fetch.
const (
	wholeTimeout   = 30 * time.Second
	connectTimeout = 10 * time.Second
	headerTimeout  = 15 * time.Second
	maxRedirects   = 10
)

// Fetcher fetches pages. It is safe for use by several goroutines. It keeps no
// cookies, and no cache but the hosts' robots.txt.
type Fetcher struct {
	client  *http.Client
	agent   string
	timeout time.Duration
	robots  robots
}

// NewFetcher makes a fetcher; it connects nowhere yet.
func NewFetcher(o Options) *Fetcher {
	dialer := &net.Dialer{Timeout: connectTimeout}
	if !o.AllowPrivate {
		// Control sees the address that is dialled, after the name was resolved: it
		// holds for redirects and for names that change their address, too.
		dialer.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	f := &Fetcher{
		agent:   "Hearsay/" + cmp.Or(o.Version, "0") + " (+reads single news reports for a person)",
		timeout: cmp.Or(o.Timeout, wholeTimeout),
	}
	f.client = &http.Client{
		Transport: &http.Transport{
			// No proxy: behind one, the addresses that are dialled could not be seen.
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    connectTimeout,
			ResponseHeaderTimeout:  headerTimeout,
			MaxResponseHeaderBytes: 1 << 20,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        wholeTimeout,
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: f.redirect,
	}
	return f
}

// Get fetches one page. The item's ID is the address that answered.
func (f *Fetcher) Get(ctx context.Context, address string) (Item, error) {
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	u, err := url.Parse(address)
	if err != nil {
		return Item{}, fmt.Errorf("%s: not an address", address)
	}
	item, err := f.get(ctx, u)
	if err != nil {
		return Item{}, fmt.Errorf("%s: %w", u.Redacted(), f.explain(ctx, err))
	}
	item.Name, item.URL = address, address
	return item, nil
}

func (f *Fetcher) get(ctx context.Context, u *url.URL) (Item, error) {
	if err := f.allowed(ctx, u); err != nil {
		return Item{}, err
	}
	resp, err := f.do(ctx, u)
	if err != nil {
		return Item{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return Item{}, fmt.Errorf("the server answered %s", status(resp))
	}
	body, err := readAll(resp.Body)
	if err != nil {
		return Item{}, err
	}
	if body, err = unpack(body); err != nil {
		return Item{}, err
	}
	final := *resp.Request.URL
	final.Fragment = ""
	item := Item{
		ID: final.String(), FinalURL: final.String(), Bytes: body,
		ContentType: resp.Header.Get("Content-Type"), Retrieved: time.Now().UTC().Format(time.RFC3339),
	}
	item.Kind, err = kind(final.Path, item.ContentType, body)
	return item, err
}

func (f *Fetcher) do(ctx context.Context, u *url.URL) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5")
	return f.client.Do(req)
}

// allowed tells whether the address may be asked: the web only, and what the
// host's robots.txt permits.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("only http and https are fetched, not %q", u.Scheme)
	}
	if u.Host == "" {
		return errors.New("the address has no host")
	}
	if u.User != nil {
		return errors.New("an address with a user name or password is not fetched")
	}
	return f.robots.allowed(ctx, f, u)
}

// redirect is asked before each redirect is followed.
func (f *Fetcher) redirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer")
	if slices.ContainsFunc(via, func(v *http.Request) bool { return v.URL.String() == req.URL.String() }) {
		return fmt.Errorf("the page redirects in a circle, back to %s", req.URL)
	}
	if len(via) >= maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	if req.Context().Value(forRobots{}) != nil {
		return nil
	}
	return f.allowed(req.Context(), req.URL)
}

// explain says in plain words what net/http wraps.
func (f *Fetcher) explain(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		return errors.New("leads to a private or reserved address, which is not allowed")
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("did not finish within %v", f.timeout)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the connection broke off")
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if t, ok := errors.AsType[net.Error](err); ok && t.Timeout() {
		return errors.New("the server did not answer in time")
	}
	if strings.ContainsAny(err.Error(), "\r\n") {
		return errors.New(strings.Join(strings.Fields(err.Error()), " "))
	}
	return err
}

func status(resp *http.Response) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", resp.StatusCode, http.StatusText(resp.StatusCode)))
}
