package privacy

// ownWord is one of the writer's own words, or several that go together.
type ownWord struct {
	keys    []string
	kind    Kind
	suggest string
}

// ownWords takes words apart once. Marks between them do not count.
func ownWords(list []string) []ownWord {
	var out []ownWord
	for _, words := range list {
		e := ownWord{kind: Name, suggest: "[name]"}
		r := readProse(words)
		for i := range r.tokens {
			t := &r.tokens[i]
			if t.sort == asMark {
				continue
			}
			e.keys = append(e.keys, t.key)
			if cue(t.key)&workplaceCue != 0 || t.sort != asWord {
				e.kind, e.suggest = Workplace, "the workplace"
			}
		}
		if len(e.keys) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// own finds the writer's own words, always.
func (r *prose) own(list []ownWord) []Finding {
	var out []Finding
	for _, e := range list {
		r.each(e.keys, func(from, to int) {
			out = append(out, Finding{
				Start: r.tokens[from].start, End: r.tokens[to-1].end, Kind: e.kind, Level: Sure,
				Why: "it is one of your own words", Suggest: e.suggest,
			})
		})
	}
	return out
}

// except reserves what is never found, the allowed words and the aliases,
// and leaves out the findings that lie within it.
func (r *prose) except(list []ownWord, found []Finding) []Finding {
	for _, e := range list {
		r.each(e.keys, func(from, to int) {
			start, end := r.tokens[from].start, r.tokens[to-1].stop
			r.reserve(start, end)
			kept := found[:0]
			for _, f := range found {
				if f.Start < start || f.End > end {
					kept = append(kept, f)
				}
			}
			found = kept
		})
	}
	return found
}

// each calls found for every place where keys stand one after the other,
// with marks between them or without.
func (r *prose) each(keys []string, found func(from, to int)) {
	for i := range r.tokens {
		if r.tokens[i].key != keys[0] || r.tokens[i].sort == asMark {
			continue
		}
		if to := r.match(i, keys); to > i {
			found(i, to)
		}
	}
}

// match returns the end of keys at the i-th token, or i.
func (r *prose) match(i int, keys []string) int {
	at := i
	for _, key := range keys {
		for at > i && at < len(r.tokens) && r.tokens[at].sort == asMark && at-i < 2*len(keys) {
			at++
		}
		if at >= len(r.tokens) || r.tokens[at].key != key {
			return i
		}
		at++
	}
	return at
}
