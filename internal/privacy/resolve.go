package privacy

import (
	"cmp"
	"slices"
)

// resolve puts what all parts found in order and makes one finding of
// those that overlap: the longest gives the kind, the strongest the level.
func resolve(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	out := found[:0]
	for _, f := range found {
		last := len(out) - 1
		if last < 0 || f.Start >= out[last].End {
			out = append(out, f)
			continue
		}
		out[last] = merged(out[last], f)
	}
	return slices.Clip(out)
}

// merged is one finding for two that overlap. It covers both, so that
// replacing it leaves no remainder.
func merged(a, b Finding) Finding {
	f := a
	longer := b.End-b.Start > a.End-a.Start
	alike := b.End-b.Start == a.End-a.Start
	if b.Kind != Detail && (a.Kind == Detail || longer || alike && (a.Kind == Name && (b.Kind == Place || b.Kind == Workplace) || a.Kind == Workplace && a.Level == Hint && b.Kind == Place)) {
		f = b
	}
	f.Start, f.End = min(a.Start, b.Start), max(a.End, b.End)
	f.Level = stronger(a.Level, b.Level)
	return f
}

func stronger(a, b Level) Level {
	if a == Sure || b == Sure {
		return Sure
	}
	if a == Likely || b == Likely {
		return Likely
	}
	return Hint
}
