// Command hearsay reads news reports. (Rough: reads JSON lines on standard input
// until the real command replaces it.)
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"hearsay"
	"hearsay/record"
)

func main() {
	r, err := hearsay.New(hearsay.Options{Tokens: slices.Contains(os.Args, "tokens")})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var x record.Input
		if err := json.Unmarshal(in.Bytes(), &x); err != nil {
			panic(err)
		}
		d := &record.Document{ID: x.ID, Text: *x.Text, Title: x.Title, Published: x.Published, Outlet: x.Outlet, URL: x.URL, Language: x.Language}
		if err := r.Read(context.Background(), d); err != nil {
			panic(err)
		}
		b, err := json.Marshal(d)
		if err != nil {
			panic(err)
		}
		out.Write(append(b, '\n'))
	}
}
