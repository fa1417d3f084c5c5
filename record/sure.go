package record

import "slices"

// KeepSure takes out the attributions of less than the least confidence, with the claims
// that rest on them. What they said is nobody's then: it is not given to the author.
func (d *Document) KeepSure(least float64) {
	if !slices.ContainsFunc(d.Attributions, func(a Attribution) bool { return a.Confidence < least }) {
		return
	}
	kept := make([]Ref[Attribution], len(d.Attributions))
	attributions := []Attribution{}
	for i, a := range d.Attributions {
		if a.Confidence >= least {
			kept[i] = To[Attribution](len(attributions))
			attributions = append(attributions, a)
		}
	}
	to := func(r *Ref[Attribution]) {
		if i := r.Index(); i >= 0 {
			*r = kept[i]
		}
	}
	for i := range attributions {
		to(&attributions[i].Via.Attribution)
	}
	for i := range d.Quantities {
		to(&d.Quantities[i].Attribution)
	}
	for i := range d.Events {
		to(&d.Events[i].Attribution)
	}
	d.Attributions = attributions
	places := make([]Ref[Claim], len(d.Claims))
	claims := []Claim{}
	for i, c := range d.Claims {
		if c.Attribution.Set() {
			if to(&c.Attribution); !c.Attribution.Set() {
				continue
			}
		}
		if whole := c.PartOf.Index(); whole >= 0 {
			c.PartOf = places[whole]
		}
		places[i] = To[Claim](len(claims))
		claims = append(claims, c)
	}
	d.Claims = claims
}
