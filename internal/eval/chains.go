package eval

// chainScores gathers what the CoNLL scorer measures of coreference: mentions, MUC
// (the links), B³ (each mention's chain) and CEAFe (chains, paired one to one as well
// as can be), with the sums over documents that it takes; "conll" is the average of
// the three F1.
type chainScores struct {
	right, read, gold int // mentions
	muc, b3, ceaf     shares
}

// shares is a precision and a recall in parts.
type shares struct{ right, read, rightGold, gold float64 }

func (r *shares) add(right, read, rightGold, gold float64) {
	r.right, r.read, r.rightGold, r.gold = r.right+right, r.read+read, r.rightGold+rightGold, r.gold+gold
}

func (r shares) score(name string) Score {
	p, q := percent(r.right, r.read), percent(r.rightGold, r.gold)
	return Score{Name: name, Precision: p, Recall: q, F1: harmonic(p, q)}
}

func percent(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}

// add counts one document.
func (s *chainScores) add(gold, read []corefMention, byHead bool) {
	of := pairMentions(gold, read, byHead)
	s.gold += len(gold)
	s.read += len(read)
	golds, reads := chainSizes(gold), chainSizes(read)
	common := map[[2]int]int{} // gold chain, chain read → mentions of both
	var order [][2]int         // in the order of the text, for sums that are always the same
	for j, i := range of {
		if i < 0 {
			continue
		}
		s.right++
		k := [2]int{gold[i].chain, read[j].chain}
		if common[k] == 0 {
			order = append(order, k)
		}
		common[k]++
	}
	s.addLinks(common, golds, reads)
	s.addMentions(common, order, golds, reads)
	s.addChains(common, order, golds, reads)
}

func chainSizes(in []corefMention) map[int]int {
	sizes := map[int]int{}
	for _, m := range in {
		sizes[m.chain]++
	}
	return sizes
}

// addLinks counts for MUC: a chain of n mentions has n-1 links, and the parts in which
// the other side holds it have as many fewer as there are parts.
func (s *chainScores) addLinks(common map[[2]int]int, golds, reads map[int]int) {
	links := func(sizes map[int]int) (n int) {
		for _, size := range sizes {
			n += size - 1
		}
		return n
	}
	right := 0
	for _, n := range common {
		right += n - 1
	}
	s.muc.add(float64(right), float64(links(reads)), float64(right), float64(links(golds)))
}

// addMentions counts for B³: for each mention the share of its chain that the other
// side's chain has too.
func (s *chainScores) addMentions(common map[[2]int]int, order [][2]int, golds, reads map[int]int) {
	var precision, recall float64
	for _, k := range order {
		n := float64(common[k])
		precision += n * n / float64(reads[k[1]])
		recall += n * n / float64(golds[k[0]])
	}
	read, gold := 0, 0
	for _, n := range reads {
		read += n
	}
	for _, n := range golds {
		gold += n
	}
	s.b3.add(precision, float64(read), recall, float64(gold))
}

// addChains counts for CEAFe: the likeness 2·common/(size+size) of the chains in the
// pairing that makes its sum the greatest.
func (s *chainScores) addChains(common map[[2]int]int, order [][2]int, golds, reads map[int]int) {
	rows, columns := map[int]int{}, map[int]int{}
	for _, k := range order {
		if _, ok := rows[k[0]]; !ok {
			rows[k[0]] = len(rows)
		}
		if _, ok := columns[k[1]]; !ok {
			columns[k[1]] = len(columns)
		}
	}
	n := max(len(rows), len(columns))
	like := make([][]float64, n)
	for i := range like {
		like[i] = make([]float64, n)
	}
	for _, k := range order {
		like[rows[k[0]]][columns[k[1]]] = 2 * float64(common[k]) / float64(golds[k[0]]+reads[k[1]])
	}
	best := 0.0
	for i, j := range assign(like) {
		best += like[i][j]
	}
	s.ceaf.add(best, float64(len(reads)), best, float64(len(golds)))
}

// assign gives each row of a square table a column of its own such that the sum of the
// cells is the greatest (Kuhn and Munkres, with potentials).
func assign(worth [][]float64) []int {
	n := len(worth)
	const none = 0
	inf := 1e18
	u, v := make([]float64, n+1), make([]float64, n+1)
	row, way := make([]int, n+1), make([]int, n+1) // by column, from 1: its row
	for i := 1; i <= n; i++ {
		row[0] = i
		column := 0
		least, used := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = inf
		}
		for row[column] != none {
			used[column] = true
			r, delta, next := row[column], inf, 0
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if cost := -worth[r-1][j-1] - u[r] - v[j]; cost < least[j] {
					least[j], way[j] = cost, column
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[row[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			column = next
		}
		for column != 0 {
			row[column] = row[way[column]]
			column = way[column]
		}
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[row[j]-1] = j - 1
	}
	return out
}

// scores are the lines of the table.
func (s *chainScores) scores(name string) []Score {
	p, r := share(s.right, s.read), share(s.right, s.gold)
	out := []Score{{name + ".mentions", p, r, harmonic(p, r), s.right, s.read, s.gold}}
	conll := Score{Name: name + ".conll"}
	for _, x := range []Score{s.muc.score(name + ".muc"), s.b3.score(name + ".b3"), s.ceaf.score(name + ".ceafe")} {
		out = append(out, x)
		conll.Precision += x.Precision / 3
		conll.Recall += x.Recall / 3
		conll.F1 += x.F1 / 3
	}
	return append(out, conll)
}
