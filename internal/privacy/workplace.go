package privacy

import "strings"

// workplaces finds named wards, hospitals, schools, homes and teams by the
// grammar of their names: a word of their own before a sign such as
// Hospital, a sign with a number, a saint.
func (n *note) workplaces() []hit {
	var out []hit
	for i := 0; i < len(n.tokens); i++ {
		t := &n.tokens[i]
		if t.sort != asWord || t.has(reserved) {
			continue
		}
		h, ok := n.numbered(i)
		if !ok {
			h, ok = n.saint(i)
		}
		if !ok {
			h, ok = n.prefixed(i)
		}
		if !ok && n.known[i].cue&(cuePlaceSign|cueWeighty) != 0 {
			h, ok = n.signed(i)
		}
		if !ok && n.known[i].bars&house != 0 {
			h, ok = n.branch(i)
		}
		if !ok && t.key == "at" {
			h, ok = n.stayed(i)
		}
		if !ok && (n.tree(i) || wing(t.key)) {
			h, ok = n.alone(i)
		}
		if ok {
			out = append(out, h)
			i = max(i, h.to-1)
		}
	}
	return out
}

// whyWorkplace is why a named place is asked about.
const whyWorkplace = "the name of a ward, a home, a school or a service tells where it was"

func workplace(from, to int, odds int16, why, suggest string) (hit, bool) {
	return hit{from: from, to: to, kind: Workplace, odds: odds, why: why, suggest: suggest}, true
}

// numbered finds Ward 7, ward 12B, Ward C.
func (n *note) numbered(i int) (hit, bool) {
	if i+1 >= len(n.tokens) {
		return hit{}, false
	}
	t := &n.tokens[i+1]
	switch key := n.tokens[i].key; {
	case key == "ward" || key == "wd":
	case n.tokens[i].shape == capital && !n.tokens[i].has(opens) && t.sort == asNumber && (key == "station" || key == "unit" || key == "wing"):
	default:
		return hit{}, false
	}
	if t.has(starts|reserved) || t.sort == asMark || t.end-t.start > 4 {
		return hit{}, false
	}
	letter := t.sort == asWord && t.letters == 1 && t.shape == upper && t.key != "i" && !(t.key == "a" && t.has(spaced) && i+2 < len(n.tokens) && n.tokens[i+2].sort == asWord)
	if t.sort != asNumber && t.sort != asMixed && !letter {
		return hit{}, false
	}
	return workplace(i, i+2, 200, "the number or letter of a ward tells people in the place which it is", "my ward")
}

// branch finds a shop or a body together with the street that says which:
// Tesco on Hope Road, the Salvation Army on Logan.
func (n *note) branch(i int) (hit, bool) {
	if i+2 >= len(n.tokens) || n.known[i+1].bars&house != 0 {
		return hit{}, false
	}
	switch n.tokens[i+1].key {
	case "on", "in", "at", "by":
	default:
		return hit{}, false
	}
	from, end := i, i+2
	for from > 0 && n.known[from-1].bars&house != 0 && n.tokens[from-1].sort == asWord && !n.tokens[from].has(opens) {
		from--
	}
	t, k := &n.tokens[end], &n.known[end]
	if n.tokens[i].shape != small && !n.capitalised(end) || t.sort != asWord || t.letters < 4 || t.has(reserved) || k.word == 1 && t.shape == small || k.bars&barred != 0 ||
		n.tokens[i].shape == small && (n.manner(i) != flat || k.town == 0 && k.last == 0) || k.cue&(cueMonth|cueGrammar|cuePeople|cueRole|cueKin) != 0 {
		return hit{}, false
	}
	return workplace(from, end+1, 60, "a shop or a service and its street tell where it was", "a place nearby")
}

// home reports whether a sign is that of a house people live in.
func home(sign string) bool {
	switch sign {
	case "house", "court", "lodge", "manor", "hall", "grange", "villa", "villas", "gardens", "cottage":
		return true
	}
	return false
}

// capitalised reports whether the i-th token is a word with a capital
// inside a sentence, of which nothing is known that speaks against a name.
func (n *note) capitalised(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if t.sort != asWord || t.shape != capital || t.letters < 3 || t.has(reserved) || t.has(opens) || t.has(starts) {
		return false
	}
	return k.bars&barred == 0 && k.cue&(cueGrammar|cueMonth|cuePeople|cueTitle|cueRole|cueKin) == 0
}

// alone finds a home or a wing that is named without a sign: the Beeches,
// 7 North.
func (n *note) alone(i int) (hit, bool) {
	t := &n.tokens[i]
	if i == 0 || t.shape != capital || n.manner(i) != plain || t.has(starts) || t.has(opens) || i+1 < len(n.tokens) && n.tokens[i+1].shape != small && n.tokens[i+1].sort == asWord {
		return hit{}, false
	}
	b := &n.tokens[i-1]
	if n.tree(i) && !n.tokens[i].has(possessive) && (b.key == "the" || n.stationed(i)) {
		return workplace(i, i+1, 60, "homes and wards are often called after a tree, a bird or a stone", "the workplace")
	}
	if wing(t.key) && b.sort == asNumber && b.end-b.start <= 2 && !b.has(reserved) {
		return workplace(i-1, i+1, 60, "a number and a wing tell people in the place which ward it is", "my ward")
	}
	return hit{}, false
}

// stationed reports whether somebody works at or is moved to what the i-th
// token names, which ends there: on Nightingale, to Kingfisher for
// the night.
func (n *note) stationed(i int) bool {
	switch n.tokens[i-1].key {
	case "on", "to", "from", "off", "onto":
	default:
		return false
	}
	if n.known[i].first > 1 || n.known[i].bars&barred != 0 {
		return false
	}
	return i+1 == len(n.tokens) || n.tokens[i+1].sort == asMark && n.tokens[i+1].key != "-" && n.tokens[i+1].key != "/" || n.known[i+1].cue&cueGrammar != 0
}

func wing(key string) bool { return key == "north" || key == "south" || key == "east" || key == "west" }

// stayed finds two or more words with capitals after at: at Talking Space,
// at The Proving Drawer.
func (n *note) stayed(i int) (hit, bool) {
	from := i + 1
	if from < len(n.tokens) && n.tokens[from].key == "the" {
		from++
	}
	end := from
	for end < len(n.tokens) && end < from+4 && n.manner(end) == plain {
		if end > from && linked(n.tokens[end].key) && end+1 < len(n.tokens) && n.tokens[end+1].shape == capital && !n.tokens[end].has(starts) {
			end++
		}
		if !n.capitalised(end) && !n.revered(end) {
			break
		}
		end++
		if n.tokens[end-1].has(possessive) {
			break
		}
	}
	if end == from+1 && n.tokens[from-1].key == "at" && n.known[from].word == 1 && n.known[from].cue&(cueSort|cueWard|cuePlaceSign) == 0 {
		return workplace(from, end, hintOdds+40, "a word with a capital after \"at\" may be the name of a place", "the workplace")
	}
	if end > from && !n.tokens[end-1].has(possessive) {
		end = max(end, n.signsFrom(end))
	}
	if end < from+2 || n.titled(from) {
		return hit{}, false
	}
	return workplace(from, end, 60, "words with capitals after \"at\" are often the name of a place", n.standsFor(from, end))
}

// saint finds St Wilfrid's, with a sign after it or without.
func (n *note) saint(i int) (hit, bool) {
	t := &n.tokens[i]
	if t.key != "st" && t.key != "saint" && t.key != "ste" {
		return hit{}, false
	}
	j := i + 1
	if j < len(n.tokens) && n.tokens[j].key == "." && t.has(dotted) {
		j++
	}
	if j >= len(n.tokens) || n.tokens[j].sort != asWord || n.tokens[j].has(starts) || n.tokens[j].letters < 3 {
		return hit{}, false
	}
	w := &n.tokens[j]
	end := n.signsFrom(j + 1)
	if n.known[j].bars&(barred|alone) == barred || j+1 < len(n.tokens) && n.tokens[j+1].key == "day" {
		return hit{}, false
	}
	if t.shape == small && !w.has(possessive) && end == j+1 || w.shape == small && n.known[j].first == 0 && end == j+1 || n.known[j].cue&cueGrammar != 0 {
		return hit{}, false
	}
	return workplace(i, end, 170, "a saint's name is most often that of a hospital, a school or a church", n.standsFor(i, end))
}

// prefixed finds HMP Fernhill, Scoil Bhríde, Royal Ellesmere.
func (n *note) prefixed(i int) (hit, bool) {
	t := &n.tokens[i]
	royal := t.key == "royal" || t.key == "princess" || t.key == "queen" || t.key == "king" || t.key == "prince"
	if n.known[i].cue&cuePrefix == 0 && (!royal || t.shape != capital) {
		return hit{}, false
	}
	end := i + 1
	for end < len(n.tokens) && end < i+4 && !n.tokens[end].has(opens) {
		if !n.specific(end) {
			if !linked(n.tokens[end].key) || n.tokens[end].has(starts) || end+1 >= len(n.tokens) || !n.specific(end+1) {
				break
			}
			end++
		}
		end++
		if n.tokens[end-1].has(possessive) {
			break
		}
	}
	last := n.signsFrom(end)
	if end == i+1 && !(royal && t.has(possessive) && last > end && n.tokens[end].shape == capital) || end > i+1 && royal && last == end && t.key != "royal" {
		return hit{}, false
	}
	return workplace(i, last, 150, whyWorkplace, n.standsFor(i, last))
}

// signed finds a sign with a name before it: Rowan Ward, Hazel Court.
func (n *note) signed(i int) (hit, bool) {
	end := n.signsFrom(i)
	from := i
	own := 0
	for from > 0 && !n.tokens[from].has(opens) && !n.tokens[from].has(starts) {
		j := from - 1
		if n.tokens[j].sort == asMark {
			if n.tokens[j].key != "-" && n.tokens[j].key != "&" || j == 0 || !n.specific(j-1) && !n.generic(j-1) && n.tokens[j-1].key != "sub" {
				break
			}
			j--
		}
		switch {
		case n.department(j, i), n.known[j].cue&cuePeople != 0 && n.known[j].word == 1 && n.tokens[j].shape == capital && j < i-1:
			from = j
			continue
		case n.specific(j):
			own++
			from = j
			continue
		case n.generic(j), n.tokens[j].key == "sub", own > 0 && n.tokens[j].shape == capital && (n.tokens[j].key == "te" || linked(n.tokens[j].key)):
			from = j
			continue
		case n.manner(j) == flat && j > 0 && n.tokens[j].sort == asWord && n.known[j].cue&cueGrammar == 0 && n.known[j].last > 0 && n.specific(j-1) && n.tokens[j-1].sort == asWord:
			from = j
			continue
		case (n.tokens[j].key == "of" || linked(n.tokens[j].key)) && j > 0 && n.specific(j-1) && own > 0 && !n.addressed(j-1):
			own++
			from = j - 1
			continue
		}
		break
	}
	if own == 0 {
		if after := n.ofPlace(end); after > end && n.tokens[i].shape == capital {
			return workplace(from, after, 120, whyWorkplace, n.standsFor(i, after))
		}
		return hit{}, false
	}
	for from < i && (n.generic(from) || n.department(from, i)) && !n.royal(from) {
		from++
	}
	if !n.telling(from, i) {
		return hit{}, false
	}
	return workplace(from, end, 190, whyWorkplace, n.standsFor(i, end))
}

// addressed reports whether the i-th word is a person's, with a title, a role
// or kin before it: what comes after "Mrs Smith of" is no more of the name.
func (n *note) addressed(i int) bool {
	return n.titled(i) || i > 0 && n.known[i-1].cue&(cueTitle|cueSoftTitle|cueRole|cueKin) != 0
}

// department reports whether the i-th word says what a team or a clinic is
// for, as its ending does: Catering Team, Continence Service. What has been
// given a name has one of another sort: Harbour Team.
func (n *note) department(i, sign int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if t.sort != asWord || k.word == 0 && !formOf(t.key) || k.first > 1 || k.town > 0 || k.cue&cueTree != 0 || t.letters < 6 {
		return false
	}
	switch n.tokens[sign].key {
	case "team", "teams", "service", "services", "clinic", "clinics", "centre", "center", "suite", "unit", "hub", "department", "dept", "directorate", "bay", "block":
	default:
		return false
	}
	for _, end := range [...]string{"tion", "sion", "ment", "ity", "ance", "ence", "ery", "ology", "ics", "ive", "ary", "ory", "ness", "ship", "ency", "ancy", "aincy", "iatric", "ing", "ical", "edic", "able", "ure", "ts", "ls", "ms", "ns"} {
		if strings.HasSuffix(t.key, end) && (end != "ing" || t.letters > 6) {
			return true
		}
	}
	return false
}

// revered reports whether what is nobody has a house of worship or of
// shelter called after it: Durga Mandir, Quaker Meeting House.
func (n *note) revered(i int) bool {
	if n.tokens[i].shape != capital || i+1 >= len(n.tokens) || n.tokens[i+1].shape != capital {
		return false
	}
	switch n.tokens[i+1].key {
	case "mandir", "temple", "church", "chapel", "mosque", "masjid", "gurdwara", "convent", "ashram", "meeting", "home", "shelter", "school", "college", "academy", "hospital", "hospice", "clinic", "surgery", "lodge", "ward", "primary":
		return true
	}
	return false
}

// linked reports whether a small word stands inside the names of places:
// Tigh an Phobail, Hafan y Coed, Casa de la Esperanza.
func linked(key string) bool {
	switch key {
	case "an", "na", "y", "yr", "de", "del", "la", "du", "des", "al", "el", "es", "e", "o":
		return true
	}
	return false
}

func (n *note) royal(i int) bool { return n.tokens[i].key == "royal" }

// ofPlace returns the end of "of Edinburgh" at i, or i.
func (n *note) ofPlace(i int) int {
	if i+1 < len(n.tokens) && n.tokens[i].key == "of" && n.known[i+1].town > 0 && n.tokens[i+1].shape == capital {
		return i + 2
	}
	return i
}

// telling reports whether the words from up to the sign i are the name of
// one place, and not a way to speak of any: the busy ward, Amy's school.
func (n *note) telling(from, i int) bool {
	first, sign := &n.tokens[from], &n.tokens[i]
	if n.titled(from) || from > 0 && n.known[from-1].cue&(cueTitle|cueSoftTitle) != 0 && !n.tokens[from].has(opens) {
		return false
	}
	raised := sign.shape != small
	m := n.manner(i)
	last := &n.tokens[i-1]
	if last.has(possessive) && (!raised || n.known[i-1].first > 1 && from == i-1 && m == plain && !n.weighty(i)) {
		return false
	}
	if m != plain && m != titled || first.shape == small {
		k := &n.known[i-1]
		return k.word == 0 || k.town > 0 || k.first > 1 && n.weighty(i) || n.tree(i-1)
	}
	if first.has(opens) && n.known[from].word > 0 && n.known[from].town == 0 && !n.tree(from) {
		return raised && (n.weighty(i) || home(sign.key)) && (from < i-1 || n.known[from].first > 1 || n.known[from].last > 1 && n.known[from].word > 1)
	}
	if !raised && n.generic(i-1) && i-2 >= from && n.known[i-2].word != 1 {
		return true
	}
	if !raised && !n.weighty(i) && sign.key != "ward" && sign.key != "unit" && sign.key != "team" {
		return false
	}
	if from == i-1 && n.known[from].word == 0 && n.known[from].first > 1 && !raised && sign.key == "team" {
		return false
	}
	return true
}

func (n *note) weighty(i int) bool { return n.known[i].cue&cueWeighty != 0 }

// tree reports whether the i-th token is one of the words that wards and
// homes are called after everywhere.
func (n *note) tree(i int) bool { return n.known[i].cue&cueTree != 0 }

// specific reports whether the i-th token can be the own part of a name.
func (n *note) specific(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	if t.has(addressed) {
		return t.sort == asWord && t.shape == capital
	}
	if t.sort != asWord || t.has(reserved) || t.letters < 2 || n.generic(i) {
		return false
	}
	if i > 0 && n.tokens[i-1].key == "te" && n.tokens[i-1].shape == capital && t.shape == capital {
		return true // Te Awa Unit
	}
	const not = cueGrammar | cueTitle | cueMonth | cuePeople | cueRole | cueKin | cuePlaceSign | cueActs
	if k.bars&barred != 0 && !n.revered(i) && !n.honoured(i) && !n.sheltered(i) || k.cue&not != 0 && k.first < 2 && k.town == 0 {
		return false
	}
	switch m := n.manner(i); {
	case t.shape == capital || t.shape == inner:
		return m != shouted
	case m == flat || m == shouted:
		return k.word != 1 && (k.first > 0 || k.last > 0 || k.town > 0) || n.tree(i) || m == flat && k.word == 0 && i+1 < len(n.tokens) && n.weighty(i+1) && !formOf(t.key)
	}
	return n.sheltered(i)
}

// sheltered reports whether the i-th token is a tree or a bird in small
// letters with what is called after one behind it: nightingale ward.
func (n *note) sheltered(i int) bool {
	if !n.tree(i) || n.tokens[i].shape != small || i+1 >= len(n.tokens) || n.tokens[i+1].has(starts) {
		return false
	}
	switch n.tokens[i+1].key {
	case "ward", "house", "lodge", "court", "suite", "wing", "villa":
		return n.tokens[i+1].shape == small
	}
	return false
}

// honoured reports whether a building or a team is called after the writer
// or the reformer that the i-th token names: Seacole Unit.
func (n *note) honoured(i int) bool {
	t := &n.tokens[i]
	if n.known[i].bars&theorist == 0 || t.shape != capital || t.has(possessive) || i+1 >= len(n.tokens) || n.tokens[i+1].has(starts) {
		return false
	}
	return n.tokens[i+1].shape == capital && n.known[i+1].cue&cueBuilding != 0
}

// generic reports whether the i-th token says what sort of place it is.
func (n *note) generic(i int) bool {
	if n.known[i].cue&cueGrammar != 0 {
		return false
	}
	return n.known[i].cue&(cueSort|cueWard) != 0 || n.tokens[i].shape == upper && n.tokens[i].letters > 1 && n.manner(i) == plain && n.tokens[i].sort == asWord
}

// signsFrom returns the end of the signs and sorts that follow at i: the
// Primary School of Rowan Primary School.
func (n *note) signsFrom(i int) int {
	end := i
	for j := i; j < len(n.tokens) && j < i+5; j++ {
		t, k := &n.tokens[j], &n.known[j]
		if t.sort != asWord || t.has(starts) && j > i || t.has(opens) && j > i || t.has(reserved) {
			break
		}
		if k.cue&(cuePlaceSign|cueWeighty) != 0 {
			if j > i && t.shape == small && n.tokens[j-1].shape != small {
				break
			}
			end = j + 1
		} else if k.cue&(cueSort|cueWard) == 0 {
			break
		}
	}
	return end
}

// standsFor is what to write instead of the name of a workplace.
func (n *note) standsFor(from, to int) string {
	for i := to - 1; i >= from; i-- {
		switch n.tokens[i].key {
		case "ward", "unit":
			return "my ward"
		case "hospital", "infirmary", "general":
			return "the hospital"
		case "school", "primary", "academy", "elementary", "high", "scoil", "ysgol":
			return "the school"
		case "house", "court", "lodge", "home", "hall", "manor", "grange", "villa":
			return "the home"
		case "team", "service", "cmht", "camhs":
			return "the team"
		case "surgery", "practice", "clinic":
			return "the clinic"
		case "hospice":
			return "the hospice"
		case "hmp", "prison":
			return "the prison"
		}
	}
	return "the workplace"
}
