package interchange

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"afterword/internal/journal"
)

// The ranges of what an archive counts.
const (
	maxCount  = 1 << 31         // of anything
	minUnix   = -62_135_596_800 // the year 1
	maxUnix   = 253_402_300_799 // the year 9999
	maxOffset = 18 * 60 * 60    // seconds east of UTC, or west
	maxZone   = 64              // bytes of the name of a zone
	maxMonths = 600             // of keeping something
	mostParts = 100_000         // elements of one list or map
	kindBytes = 32              // of the name of a kind
)

// checker goes through everything that was read of one revision or draft:
// it cleans each text as the journal would have on writing and checks each
// word that has a fixed set of values.
type checker struct {
	changes int // texts that cleaning changed
}

// value checks v and all that is in it; path is where it stands, in the
// names of the document. The error names the path and quotes nothing.
func (c *checker) value(v reflect.Value, path string) error {
	switch x := v.Addr().Interface().(type) {
	case *journal.Stamp:
		return stamp(*x, path)
	case *journal.ID, *[]byte, *journal.Meta:
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		return c.text(v, path)
	case reflect.Struct:
		for i := range v.NumField() {
			if err := c.value(v.Field(i), join(path, v.Type().Field(i))); err != nil {
				return err
			}
		}
	case reflect.Slice:
		if v.Len() > mostParts {
			return fmt.Errorf("%s has more than %d parts", path, mostParts)
		}
		for i := range v.Len() {
			if err := c.value(v.Index(i), fmt.Sprintf("%s %d", path, i+1)); err != nil {
				return err
			}
		}
	case reflect.Map:
		return c.entries(v, path)
	case reflect.Int, reflect.Int64:
		return c.number(v.Int(), path)
	}
	return nil
}

// join is the path of a field.
func join(path string, f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || f.Anonymous {
		return path
	}
	return path + "." + name
}

// entries checks a map with texts for keys. Its values cannot be set in
// place, so it is filled anew.
func (c *checker) entries(v reflect.Value, path string) error {
	if v.Len() > mostParts {
		return fmt.Errorf("%s has more than %d parts", path, mostParts)
	}
	if v.IsNil() {
		return nil
	}
	fresh := reflect.MakeMapWithSize(v.Type(), v.Len())
	for _, key := range v.MapKeys() {
		k, e := reflect.New(key.Type()).Elem(), reflect.New(v.Type().Elem()).Elem()
		k.Set(key)
		e.Set(v.MapIndex(key))
		for _, part := range []reflect.Value{k, e} {
			if err := c.value(part, path); err != nil {
				return err
			}
		}
		fresh.SetMapIndex(k, e)
	}
	if fresh.Len() < v.Len() {
		return fmt.Errorf("%s has two keys that differ in control characters alone", path)
	}
	v.Set(fresh)
	return nil
}

// text cleans a text, or checks a word of a fixed set.
func (c *checker) text(v reflect.Value, path string) error {
	s := v.String()
	if s == "" {
		return nil
	}
	if ok, fixed := word(v.Interface()); fixed {
		if !ok {
			return fmt.Errorf("%s is none of the values it can have", path)
		}
		return nil
	}
	if journal.CheckLength(s) != nil {
		return fmt.Errorf("%s is longer than 4 MiB", path)
	}
	if clean, changed := journal.Clean(s); len(changed) > 0 {
		v.SetString(clean)
		c.changes++
	}
	return nil
}

// word reports whether v is one of the values of its type, and whether its
// type has a fixed set of them.
func word(v any) (ok, fixed bool) {
	switch w := v.(type) {
	case journal.Date:
		d, err := journal.ParseISODate(string(w))
		return err == nil && d == w, true
	case journal.Goal:
		return is(w, journal.ParseGoal), true
	case journal.EntryKind:
		return is(w, journal.ParseEntryKind), true
	case journal.Visibility:
		return is(w, journal.ParseVisibility), true
	case journal.Risk:
		return is(w, journal.ParseRisk), true
	case journal.Decided:
		return is(w, journal.ParseDecided), true
	case journal.Next:
		return is(w, journal.ParseNext), true
	case journal.QuestionState:
		return is(w, journal.ParseQuestionState), true
	case journal.Want:
		return is(w, journal.ParseWant), true
	case journal.ActionState:
		return is(w, journal.ParseActionState), true
	case journal.SupervisorState:
		return w == journal.SupervisorCurrent || w == journal.SupervisorEnded, true
	case journal.SessionMode:
		return is(w, journal.ParseSessionMode), true
	case journal.Medium:
		return is(w, journal.ParseMedium), true
	case journal.ActionKind:
		return is(w, journal.ParseActionKind), true
	case journal.Aside:
		return is(w, journal.ParseAside), true
	case journal.LearningState:
		return is(w, journal.ParseLearningState), true
	case journal.Became:
		return is(w, journal.ParseBecame), true
	case journal.AliasRole:
		return is(w, journal.ParseAliasRole), true
	case journal.AliasState:
		return is(w, journal.ParseAliasState), true
	case journal.WordKind:
		return is(w, journal.ParseWordKind), true
	case journal.SealedWith:
		return is(w, journal.ParseSealedWith), true
	case journal.Flow:
		return slices.Contains(journal.Flows(), w), true
	case journal.Kind:
		return isKind(w), true
	}
	return false, false
}

// is reports whether parse gives w for w. The parsers are kinder to people.
func is[S ~string](w S, parse func(string) (S, error)) bool {
	got, err := parse(string(w))
	return err == nil && got == w
}

// isKind reports whether k can be the name of a kind, known or not.
func isKind(k journal.Kind) bool {
	if k == "" || len(k) > kindBytes {
		return false
	}
	return !strings.ContainsFunc(string(k), func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' })
}

// number checks what is counted or rated.
func (c *checker) number(n int64, path string) error {
	limit := int64(maxCount)
	for _, rating := range []string{".energy", ".weight", ".confidence"} {
		if strings.HasSuffix(path, rating) {
			limit = 5
		}
	}
	for _, most := range []struct {
		suffix string
		limit  int64
	}{{".eye", journal.Eyes}, {".minutes", journal.LongestSession}, {".size", journal.MostTogether}} {
		if strings.HasSuffix(path, most.suffix) {
			limit = most.limit
		}
	}
	if strings.Contains(path, ".retention.") {
		limit = maxMonths
	}
	if n < 0 || n > limit {
		return fmt.Errorf("%s is not from 0 to %d", path, limit)
	}
	return nil
}

// stamp checks an instant. The zero one stands for none.
func stamp(s journal.Stamp, path string) error {
	switch {
	case s.Unix < minUnix || s.Unix > maxUnix:
		return fmt.Errorf("%s is not in the years 1 to 9999", path)
	case s.Offset < -maxOffset || s.Offset > maxOffset:
		return fmt.Errorf("%s is further than 18 hours from UTC", path)
	case len(s.Zone) > maxZone || strings.ContainsFunc(s.Zone, func(r rune) bool { return r <= ' ' || r > '~' }):
		return fmt.Errorf("%s has a zone that can be none", path)
	}
	return nil
}

// whole checks what a thing cannot do without.
func whole(t journal.Thing) error {
	missing := ""
	switch t := t.(type) {
	case *journal.Entry:
		switch {
		case t.Kind == "":
			missing = "head.kind"
		case t.Visibility == "":
			missing = "head.visibility"
		}
	case *journal.Question:
		switch {
		case t.QuestionHead.State == "":
			missing = "head.state"
		case t.Visibility == "":
			missing = "head.visibility"
		}
	case *journal.Action:
		if t.ActionHead.State == "" {
			missing = "head.state"
		}
	case *journal.Supervisor:
		switch {
		case t.SupervisorHead.State == "":
			missing = "head.state"
		case t.Name == "":
			missing = "head.name"
		}
	case *journal.Learning:
		if t.LearningHead.State == "" {
			missing = "head.state"
		}
	case *journal.Session:
		if t.Date == "" {
			missing = "head.date"
		}
		for i, b := range t.Brought {
			if b.Question.IsZero() || b.Became == "" {
				missing = fmt.Sprintf("a part of body.brought %d", i+1)
			}
		}
	case *journal.Alias:
		switch {
		case t.AliasHead.State == "":
			missing = "head.state"
		case t.Label == "":
			missing = "head.label"
		}
	}
	if missing == "" {
		return nil
	}
	return fmt.Errorf("%s is missing", missing)
}

// sane checks the JSON of one revision or draft before it is taken apart:
// UTF-8, no halves of characters, and not too deep.
func sane(raw []byte) error {
	if !utf8.Valid(raw) {
		return fmt.Errorf("it is not UTF-8")
	}
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			n, ok := escape(raw[i:])
			if !ok {
				return fmt.Errorf("it has half of a character, \\ud800 to \\udfff")
			}
			i += n - 1
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return fmt.Errorf("it is more than %d levels deep", MaxDepth)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// escape measures the escape that b begins with, two together where they
// make one character.
func escape(b []byte) (n int, ok bool) {
	first, is := escaped(b)
	switch {
	case !is:
		return 2, true
	case first >= 0xdc00 && first <= 0xdfff:
		return 0, false
	case first < 0xd800 || first > 0xdbff:
		return 6, true
	}
	second, is := escaped(b[6:])
	return 12, is && second >= 0xdc00 && second <= 0xdfff
}

// escaped reads \uXXXX.
func escaped(b []byte) (r rune, is bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		i := strings.IndexByte("0123456789abcdef", c|0x20)
		if i < 0 {
			return 0, false
		}
		r = r<<4 | rune(i)
	}
	return r, true
}
