package pack

import (
	"slices"
	"strings"

	"afterword/internal/journal"
	"afterword/internal/privacy"
)

// Unsent is a reply before the gate, which is the gate of a pack: the same
// findings, the same decisions.
type Unsent struct {
	reply Reply
	gate  Gathering // of the two people, and the guard; nothing is gathered in it
}

// Unsent puts a reply to p before the gate. Whom p is for and by were named
// on purpose, and may do what was agreed.
func (p Pack) Unsent(r Reply, guard privacy.Guard) *Unsent {
	return &Unsent{r.clone(), Gathering{guard: guard, sheet: sheet{recipient: p.For(), by: p.By()}}}
}

// clone returns a copy of r that shares nothing with it.
func (r Reply) clone() Reply {
	r.Replies, r.Actions = slices.Clone(r.Replies), slices.Clone(r.Actions)
	return r
}

// items are the texts of r, in place, as the gate looks at them.
func (r *Reply) items() []item {
	var out []item
	for _, t := range r.Texts() {
		out = append(out, item{ref: strings.TrimPrefix(t.Place, "owner of "), fields: []field{{t.part, t.Words}}})
	}
	return out
}

// Findings lists every possible identifier in the reply, in its order.
// There is no id in their keys: whoever has the words can make them.
func (u *Unsent) Findings() []Flag {
	r := u.reply.clone()
	var out []Flag
	for _, it := range r.items() {
		for _, f := range it.fields {
			out = append(out, u.gate.flags(it, f)...)
		}
	}
	return out
}

// Release lets the reply pass, with the decisions carried out. It fails as
// the Release of a Gathering does.
func (u *Unsent) Release(d Decisions) (Reply, Counts, error) {
	r := u.reply.clone()
	counts := Counts{}
	if err := u.gate.pass(r.items(), d, &counts, map[string][]journal.SharedEdit{}); err != nil {
		return Reply{}, Counts{}, err
	}
	return r, counts, nil
}
