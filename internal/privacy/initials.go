package privacy

// initials finds people who are named by letters: J.T., or Mrs K. Letters
// that only say that somebody is not named (Client A, Mrs X) are left.
func (n *note) initials() []hit {
	var out []hit
	for i := 0; i < len(n.tokens); i++ {
		t := &n.tokens[i]
		if t.sort != asWord || t.letters != 1 || t.shape != upper || t.has(reserved) {
			continue
		}
		end := i + 1
		for end+1 < len(n.tokens) && n.tokens[end].key == "." && n.tokens[end-1].has(dotted) &&
			n.tokens[end+1].letters == 1 && n.tokens[end+1].shape == upper && n.tokens[end+1].start == n.tokens[end].end {
			end += 2
		}
		if to := n.particled(i); to > i {
			out = append(out, hit{i, to, Initials, 100, "letters with full stops that could be somebody's initials", "[initials]"})
			i = to - 1
			continue
		}
		if end > i+1 {
			if odds := n.lettered(i, end); odds >= hintOdds {
				from, _ := n.widen(i, end)
				if end < len(n.tokens) && n.tokens[end].key == "." && n.tokens[end-1].has(dotted) {
					end++
				}
				out = append(out, hit{from, end, Initials, odds, "letters with full stops that could be somebody's initials", "[initials]"})
			}
			i = end
			continue
		}
		if n.titled(i) && !disguise(t.key) && !t.has(possessive) {
			from, to := n.widen(i, i+1)
			out = append(out, hit{from, to, Initials, 100, "a title and a letter point to somebody", "[name]"})
		}
	}
	return append(out, n.soleInitials()...)
}

// soleInitials finds one letter with a full stop that something says is
// somebody, and then wherever else it stands: mum of R. (15), and R. slept.
func (n *note) soleInitials() []hit {
	var out []hit
	said := uint32(0)
	for pass := range 2 {
		for i := range n.tokens {
			t := &n.tokens[i]
			if t.sort != asWord || t.letters != 1 || t.shape != upper || !t.has(dotted) || t.has(reserved|hyphened) || disguise(t.key) || i+1 >= len(n.tokens) || n.tokens[i+1].key != "." || n.titled(i) {
				continue
			}
			if i+2 < len(n.tokens) && n.tokens[i+2].shape != small && n.tokens[i+2].sort == asWord && !n.tokens[i+2].has(starts) || i > 1 && n.tokens[i-1].key == "." && n.tokens[i-2].letters == 1 {
				continue // an initial before a name, or one of several letters
			}
			bit := uint32(1) << ((t.key[0] - 'a') & 31)
			switch {
			case pass == 0 && n.soleInitial(i):
				said |= bit
			case pass == 1 && said&bit != 0:
				out = append(out, hit{i, i + 2, Initials, 100, "a letter with a full stop that stands for somebody", "[initials]"})
			}
		}
	}
	return out
}

// soleInitial reports whether what stands beside the letter i says that it
// is somebody: an age in brackets, a relative or a role and of before it.
func (n *note) soleInitial(i int) bool {
	j := i + 2
	if j+2 < len(n.tokens) && n.tokens[j].key == "(" && n.tokens[j+1].sort == asNumber && n.tokens[j+1].end-n.tokens[j+1].start <= 2 && n.tokens[j+2].key == ")" {
		return true
	}
	if i < 2 {
		return false
	}
	if n.tokens[i-1].key == "of" {
		return n.known[i-2].cue&cueKin != 0
	}
	return n.known[i-1].cue&cueKin != 0 && n.tokens[i-1].sort == asWord && !n.tokens[i-1].has(possessive) && n.tokens[i-1].shape == small
}

// particled returns the end of initials with those of particles between
// them that begin at i, or i: L.v.d.M.
func (n *note) particled(i int) int {
	end, smalls := i+1, 0
	for end+1 < len(n.tokens) && n.tokens[end].key == "." && n.tokens[end].start == n.tokens[end-1].end && n.tokens[end+1].letters == 1 && n.tokens[end+1].start == n.tokens[end].end {
		if n.tokens[end+1].shape == small {
			switch n.tokens[end+1].key {
			case "v", "d", "t", "z", "e", "y":
			default:
				return i
			}
			smalls++
		}
		end += 2
	}
	if smalls == 0 || smalls > 3 || n.tokens[end-1].shape != upper {
		return i
	}
	if end < len(n.tokens) && n.tokens[end].key == "." && n.tokens[end].start == n.tokens[end-1].end {
		end++
	}
	return end
}

// disguise reports whether a letter is one that people put for anybody.
func disguise(letter string) bool {
	switch letter {
	case "a", "b", "c", "x", "y", "z", "n", "i":
		return true
	}
	return false
}

// titled reports whether a title stands right before the i-th token.
func (n *note) titled(i int) bool {
	j := i - 1
	if j > 0 && n.tokens[j].key == "." && n.abbreviates(j-1) {
		j--
	}
	return j >= 0 && n.tokens[j].line == n.tokens[i].line && n.known[j].cue&cueTitle != 0
}

// lettered returns the log-odds that letters with full stops, the tokens
// from up to to, are somebody's.
func (n *note) lettered(from, to int) int16 {
	var key [8]byte
	k := key[:0]
	for i := from; i < to && len(k) < 4; i += 2 {
		k = append(k, n.tokens[i].key...)
	}
	if len(k) > 3 || abbreviation(string(k)) {
		return never
	}
	var p proof
	n.before(from, &p)
	n.after(to-1, &p)
	if to < len(n.tokens) && n.tokens[to].key == "." && to+1 < len(n.tokens) && !n.tokens[to+1].has(starts) {
		n.acts(to+1, &p)
	}
	odds := int16(20)
	if _, ok := negative(string(k)); ok {
		odds -= 100
	}
	if n.tokens[from].has(starts) && p == 0 {
		odds -= 150 // P.S. I forgot
	}
	if p&(1<<afterTitle|1<<afterKin|1<<afterRole|1<<afterNaming|1<<afterVerb|1<<afterWith|1<<beforeVerb|1<<beforeSpeech|1<<explained|1<<beforeAndI|1<<beforeNoun) != 0 {
		odds += 150
	}
	if p.has(afterDeterminer) {
		odds -= 200
	}
	return odds
}

// abbreviation reports whether letters that are written with full stops
// stand for words and hardly ever for somebody.
func abbreviation(key string) bool {
	switch key {
	case "am", "pm", "eg", "ie", "uk", "us", "usa", "iv", "im", "po", "bd", "od", "tds", "qds", "prn", "dob", "rip", "ps", "nb", "aka", "iq", "tv", "cv", "diy", "eu", "un", "ad", "bc", "ok", "pc", "qd", "bid", "tid", "qid", "hs", "ot", "pt", "gp", "hr", "it", "ed", "er", "or", "ca", "ex":
		return true
	}
	return false
}
