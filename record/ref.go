package record

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Ref points at an element of another layer of the same record. The zero value
// points at nothing. In JSON it is the element's id, or null.
type Ref[T element] int

// element is what has an id: the letter says which layer it belongs to.
type element interface{ letter() byte }

func (Entity) letter() byte      { return 'e' }
func (Attribution) letter() byte { return 'a' }
func (Timex) letter() byte       { return 't' }
func (Quantity) letter() byte    { return 'q' }
func (Event) letter() byte       { return 'v' }
func (Claim) letter() byte       { return 'c' }

// To makes the reference to the element at index i of its layer.
func To[T element](i int) Ref[T] { return Ref[T](i + 1) }

// Index is the element's place in its layer, -1 for a reference to nothing.
func (r Ref[T]) Index() int { return int(r) - 1 }

// Set tells whether the reference points at something.
func (r Ref[T]) Set() bool { return r > 0 }

// String is the id as JSON has it, without quotes; "" for nothing.
func (r Ref[T]) String() string {
	if r <= 0 {
		return ""
	}
	var t T
	return string(t.letter()) + strconv.Itoa(int(r))
}

// MarshalJSON writes the id, or null.
func (r Ref[T]) MarshalJSON() ([]byte, error) {
	if r <= 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + r.String() + `"`), nil
}

// UnmarshalJSON reads an id. Its number is kept as it stands; Document's decoder
// then turns it into a place in the layer.
func (r *Ref[T]) UnmarshalJSON(b []byte) error {
	var t T
	n, err := parseID(b, t.letter())
	*r = Ref[T](n)
	return err
}

func parseID(b []byte, letter byte) (int, error) {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return 0, fmt.Errorf("an id is a string or null, not %.40s", b)
	}
	if s == nil {
		return 0, nil
	}
	if len(*s) > 1 && (*s)[0] == letter {
		if n, err := strconv.Atoi((*s)[1:]); err == nil && n > 0 && n < 1<<30 {
			return n, nil
		}
	}
	return 0, fmt.Errorf("id %.40q: want %q and a number from 1", *s, string(letter))
}

// Via is through whom words reach the text: the attribution whose content holds
// them, or the entity that carried them. At most one of the two is set; neither
// when the text itself heard the words.
type Via struct {
	Attribution Ref[Attribution]
	Entity      Ref[Entity]
}

// MarshalJSON writes the one id that is set, or null.
func (v Via) MarshalJSON() ([]byte, error) {
	if v.Attribution.Set() {
		return v.Attribution.MarshalJSON()
	}
	return v.Entity.MarshalJSON()
}

// UnmarshalJSON reads the id of an attribution or of an entity.
func (v *Via) UnmarshalJSON(b []byte) error {
	*v = Via{}
	if len(b) > 1 && b[1] == 'a' {
		return v.Attribution.UnmarshalJSON(b)
	}
	return v.Entity.UnmarshalJSON(b)
}
