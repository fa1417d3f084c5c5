package collect

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"sync"

	"github.com/temoto/robotstxt"
)

// robots asks for and keeps the robots.txt of hosts (RFC 9309).
type robots struct {
	mu    sync.Mutex
	hosts map[string]*robotstxt.RobotsData
}

const (
	maxRobots = 512 << 10 // RFC 9309 asks for at least 500 KiB
	maxHosts  = 256
	robotName = "Hearsay"
)

// forRobots marks the context of a request for robots.txt itself.
type forRobots struct{}

func (r *robots) allowed(ctx context.Context, f *Fetcher, u *url.URL) error {
	rules, err := r.rules(ctx, f, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !rules.TestAgent(path, robotName) {
		return fmt.Errorf("%s asks programs not to read this page (robots.txt)", u.Host)
	}
	return nil
}

func (r *robots) rules(ctx context.Context, f *Fetcher, u *url.URL) (*robotstxt.RobotsData, error) {
	site := url.URL{Scheme: u.Scheme, Host: u.Host}
	key := site.String()
	r.mu.Lock()
	rules := r.hosts[key]
	r.mu.Unlock()
	if rules != nil {
		return rules, nil
	}
	site.Path = "/robots.txt"
	resp, err := f.do(context.WithValue(ctx, forRobots{}, true), &site)
	if err != nil {
		return nil, fmt.Errorf("asking %s for robots.txt: %w", u.Host, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return nil, fmt.Errorf("%s answered %s when asked for robots.txt", u.Host, status(resp))
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if err != nil {
		return nil, fmt.Errorf("reading robots.txt of %s: %w", u.Host, err)
	}
	rules, err = robotstxt.FromStatusAndBytes(resp.StatusCode, body)
	if err != nil { // a file that cannot be understood forbids nothing
		rules, _ = robotstxt.FromStatusAndBytes(404, nil)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.hosts == nil || len(r.hosts) >= maxHosts {
		r.hosts = map[string]*robotstxt.RobotsData{}
	}
	r.hosts[key] = rules
	return rules, nil
}
