package record

// Cards are the findings, in their order, grouped as a reader sees them: those of one
// check and one label that follow each other are one card.
func Cards(findings []Finding) [][]Finding {
	var out [][]Finding
	for i, f := range findings {
		if n := len(out); n > 0 && i > 0 && f.Check == findings[i-1].Check && f.Label == findings[i-1].Label && f.Severity == findings[i-1].Severity {
			out[n-1] = append(out[n-1], f)
			continue
		}
		out = append(out, []Finding{f})
	}
	return out
}
