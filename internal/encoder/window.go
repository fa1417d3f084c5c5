package encoder

import "hearsay/internal/lex"

// window is what the network reads at once: whole sentences, or a part of one that is
// longer than a window.
type window struct {
	first, last int // words of the text
	// One for each piece, [CLS] and [SEP] included.
	ids                 []int32
	shape, quote, start []uint8
	at                  []int // the first piece of each word
}

func (w *window) words() int { return w.last - w.first }

// cutter cuts a text into windows as docs/model.md says. It holds the pieces of one
// window, so that memory does not grow with them.
type cutter struct {
	text     *lex.Text
	features Features
	v        *Vocabulary
	limit    int // pieces of a window without [CLS] and [SEP]

	// The words [first, first + len(ends)) and their pieces wait to be read.
	first int
	ids   []int32
	ends  []int // of each word, in ids
	out   window
}

func newCutter(text *lex.Text, v *Vocabulary, limit int) *cutter {
	return &cutter{text: text, features: NewFeatures(text), v: v, limit: limit - 2}
}

// each calls read for each window in turn, until it returns an error. The next window
// overwrites the one before.
func (c *cutter) each(read func(*window) error) error {
	for _, s := range c.text.Sentences {
		long := false // the sentence does not fit into a window
		for i := s.First; i < s.Last; i++ {
			c.ids = c.v.Pieces(c.ids, c.text.Form(i))
			c.ends = append(c.ends, len(c.ids))
			for len(c.ids) > c.limit {
				before := s.First // what is whole
				if c.first >= s.First {
					before, long = i, true
				}
				if err := c.emit(before, read); err != nil {
					return err
				}
			}
		}
		if long {
			if err := c.emit(s.Last, read); err != nil {
				return err
			}
		}
	}
	return c.emit(c.first+len(c.ends), read)
}

// emit reads the words that wait, up to word last.
func (c *cutter) emit(last int, read func(*window) error) error {
	n := last - c.first
	if n <= 0 {
		return nil
	}
	w := &c.out
	w.first, w.last = c.first, last
	w.ids, w.at = append(w.ids[:0], c.v.first), w.at[:0]
	w.shape, w.quote, w.start = append(w.shape[:0], 0), append(w.quote[:0], 0), append(w.start[:0], 0)
	from := 0
	for k, end := range c.ends[:n] {
		w.at = append(w.at, len(w.ids))
		w.ids = append(w.ids, c.ids[from:end]...)
		for ; from < end; from++ {
			w.shape = append(w.shape, c.features.Shape[c.first+k])
			w.quote = append(w.quote, c.features.Quote[c.first+k])
			w.start = append(w.start, c.features.Start[c.first+k])
		}
	}
	w.ids = append(w.ids, c.v.finish)
	w.shape, w.quote, w.start = append(w.shape, 0), append(w.quote, 0), append(w.start, 0)

	c.ids = c.ids[:copy(c.ids, c.ids[from:])]
	c.ends = c.ends[:copy(c.ends, c.ends[n:])]
	for k := range c.ends {
		c.ends[k] -= from
	}
	c.first = last
	return read(w)
}
