package record

import (
	"reflect"
	"strings"
	"time"
)

// JSONSchema is the JSON Schema (draft 2020-12) of a record's JSON form, made from
// the very types that write it. Fields beyond those named are allowed, so that
// records of later versions still pass.
func JSONSchema() map[string]any {
	g := generator{defs: map[string]any{}}
	doc := g.object(reflect.TypeFor[wireDocument]())
	doc["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	doc["title"] = "Hearsay record"
	doc["description"] = "One report and what was read from it. Offsets are half-open and count Unicode code points of text. An absent layer was not asked for; an empty one was, and nothing was found."
	doc["$defs"] = g.defs
	return doc
}

type generator struct{ defs map[string]any }

// lists are the types whose values the schema lists.
var lists = map[reflect.Type][]string{
	reflect.TypeFor[EntityKind]():      names(entityKinds),
	reflect.TypeFor[MentionForm]():     names(mentionForms),
	reflect.TypeFor[AttributionForm](): names(attributionForms),
	reflect.TypeFor[Act]():             names(acts),
	reflect.TypeFor[Sourcing]():        names(claimSourcings),
	reflect.TypeFor[TimexType]():       names(timexTypes),
	reflect.TypeFor[Change]():          names(changes),
	reflect.TypeFor[Modality]():        names(modalities),
	reflect.TypeFor[CarrierKind]():     names(carrierKinds),
	reflect.TypeFor[Severity]():        names(severities),
	reflect.TypeFor[Section]():         names([]Section{SectionNews, SectionOpinion, SectionLetters, SectionInterview, SectionLive}),
	reflect.TypeFor[DateOrigin]():      names([]DateOrigin{DateGiven, DateMetadata, DateInferred}),
	reflect.TypeFor[polarity]():        names([]polarity{positive, negative}),
}

func names[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

// ids are the types that are written as an id or null, with the letters allowed.
var ids = map[reflect.Type]string{
	reflect.TypeFor[Ref[Entity]]():      "e",
	reflect.TypeFor[Ref[Attribution]](): "a",
	reflect.TypeFor[Ref[Timex]]():       "t",
	reflect.TypeFor[Ref[Quantity]]():    "q",
	reflect.TypeFor[Ref[Event]]():       "v",
	reflect.TypeFor[Ref[Claim]]():       "c",
	reflect.TypeFor[Via]():              "ae",
}

func (g generator) value(t reflect.Type) map[string]any {
	if l, ok := lists[t]; ok {
		return map[string]any{"enum": l}
	}
	if l, ok := ids[t]; ok {
		return map[string]any{"type": []string{"string", "null"}, "pattern": "^[" + l + "][1-9][0-9]*$"}
	}
	switch t {
	case reflect.TypeFor[Span]():
		g.defs["span"] = map[string]any{
			"description": "[start, end], half-open, in code points",
			"type":        "array", "items": map[string]any{"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2,
		}
		return map[string]any{"$ref": "#/$defs/span"}
	case reflect.TypeFor[thousandths]():
		return map[string]any{"type": "number", "minimum": 0, "maximum": 1}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{g.value(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": g.value(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": g.value(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": g.value(t.Elem())}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	name := strings.ToLower(strings.TrimPrefix(t.Name(), "wire"))
	if _, ok := g.defs[name]; !ok {
		g.defs[name] = nil // stands while its own fields are made
		g.defs[name] = g.object(t)
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}

// object lists a struct's fields as encoding/json would write them: those of an
// embedded struct too, unless an outer field has the same name.
func (g generator) object(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		var embedded []reflect.Type
		for f := range t.Fields() {
			tag := f.Tag.Get("json")
			if f.Anonymous && tag == "" {
				e := f.Type
				if e.Kind() == reflect.Pointer {
					e = e.Elem()
				}
				embedded = append(embedded, e)
				continue
			}
			field, options, _ := strings.Cut(tag, ",")
			if _, outer := properties[field]; outer || field == "-" || !f.IsExported() {
				continue
			}
			properties[field] = g.value(f.Type)
			if options == "" {
				required = append(required, field)
			}
		}
		for _, e := range embedded {
			add(e)
		}
	}
	add(t)
	if _, versioned := properties["schema"]; versioned {
		properties["schema"] = map[string]any{"const": Schema}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required}
}

// ValidDate tells whether s is an ISO 8601 date or date-time as a record's
// published holds it: "2025-03-04", "2025-03-04T17:30", with seconds and zone or
// without.
func ValidDate(s string) bool {
	for _, form := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339, "2006-01-02T15:04:05Z0700"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}
