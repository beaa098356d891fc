package privacy

// settle marks where sentences, items of lists and quotations begin, and
// says how each line is written.
func (r *prose) settle() {
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.sort == asMark {
			continue
		}
		r.begin(i, t)
	}
	for first := 0; first < len(r.tokens); {
		last := first
		for last < len(r.tokens) && r.tokens[last].line == r.tokens[first].line {
			last++
		}
		r.lines[r.tokens[first].line] = mannerOf(r.tokens[first:last])
		first = last
	}
	r.count()
}

// begin looks at what stands before the i-th token, which is no mark.
func (r *prose) begin(i int, t *token) {
	j := i - 1
	for ; j >= 0; j-- {
		p := &r.tokens[j]
		if p.sort != asMark {
			break
		}
		touches := p.end == r.tokens[j+1].start
		switch p.key {
		case "-":
			if touches && j == i-1 && j > 0 && r.tokens[j-1].stop == p.start && r.tokens[j-1].sort != asMark {
				t.traits |= hyphened
				return
			}
			if p.has(starts) {
				t.traits |= bulleted | opens
				return
			}
			return
		case "*", "#", ">", "+", "~":
			if p.has(starts) {
				t.traits |= bulleted | opens
			}
			return
		case "\"", "'", "‘", "(", "[", "_":
			if p.key != "(" && p.key != "[" && touches {
				t.traits |= quoted
			}
			if t.has(starts) {
				break
			}
			continue
		case ".":
			if j > 0 && r.abbreviates(j-1) && !t.has(starts) {
				return
			}
			if !t.has(spaced) && !t.has(quoted) && t.shape == small {
				return
			}
			t.traits |= opens
			if j > 0 && r.tokens[j-1].sort == asNumber && r.tokens[j-1].has(starts) {
				t.traits |= bulleted
			}
			return
		case "!", "?":
			t.traits |= opens
			return
		case ":":
			t.traits |= afterColon
			return
		case ")":
			if j > 0 && r.tokens[j-1].has(starts) && r.tokens[j-1].sort != asWord {
				t.traits |= bulleted | opens
				return
			}
			if !t.has(starts) {
				return
			}
		default:
			if !t.has(starts) {
				return
			}
		}
		break
	}
	if j < 0 || r.tokens[i].has(starts) && !r.wraps(i) || j < i-1 && r.tokens[j+1].has(starts) && !r.wraps(j+1) {
		t.traits |= opens
	}
}

// abbreviates reports whether the full stop after the i-th token belongs
// to it: a single letter or a title such as Dr.
func (r *prose) abbreviates(i int) bool {
	t := &r.tokens[i]
	if t.sort != asWord {
		return false
	}
	if t.letters == 1 {
		return !t.has(hyphened) // but not Jell-O.
	}
	switch t.key {
	case "mr", "mrs", "ms", "dr", "prof", "st", "rev", "fr", "sr", "mt", "capt", "sgt", "hon", "messrs", "drs", "vs", "ie", "eg", "approx", "dept", "sra", "srta", "ven", "msgr", "adv", "engr", "insp", "det", "supt", "lt", "col", "alh", "barr", "pst", "mme", "cllr":
		return true
	}
	return false
}

// wideLine is how many bytes a line has at least that was broken because
// it was full.
const wideLine = 56

// wraps reports whether the line that begins with the i-th token goes on
// from a full line before it that did not end.
func (r *prose) wraps(i int) bool {
	if i == 0 {
		return false
	}
	t, p := &r.tokens[i], &r.tokens[i-1]
	if p.line != t.line-1 {
		return false
	}
	if p.sort == asMark && p.key != "," && p.key != "-" && p.key != ";" && p.key != "&" {
		return false
	}
	first := i - 1
	for first > 0 && !r.tokens[first].has(starts) {
		first--
	}
	return p.stop-r.tokens[first].start >= wideLine
}

// mannerOf looks at the words of one line.
func mannerOf(line []token) manner {
	words, capitals, whole, long := 0, 0, 0, 0
	for i := range line {
		t := &line[i]
		if t.sort != asWord || t.letters < 2 {
			continue
		}
		words++
		if t.letters > 3 {
			long++
		}
		switch t.shape {
		case upper:
			whole++
			capitals++
		case capital, inner:
			capitals++
		}
	}
	switch {
	case words >= 3 && whole*10 >= words*8 && long > 0:
		return shouted
	case words >= 4 && capitals*10 >= words*7:
		return titled
	case capitals == 0:
		return flat
	}
	return plain
}

// count counts the words and the capitals of the text, from which it is
// known whether capitals are rare in it.
func (r *prose) count() {
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.sort != asWord || t.letters < 2 || r.lines[t.line] == shouted {
			continue
		}
		r.words++
		if t.shape == capital || t.shape == inner || t.shape == small && i > 0 && r.tokens[i-1].key == "[" {
			r.capitals++
		}
	}
	for _, m := range r.lines {
		r.flat = r.flat || m == flat
	}
}

// manner says how the line of the i-th token is written. A line without
// capitals is an ordinary one where the others have them: only a text that
// has hardly any says nothing by its case.
func (n *note) manner(i int) manner {
	m := n.lines[n.tokens[i].line]
	if m == flat && !n.sparse {
		return plain
	}
	return m
}
