package privacy

// longestRun is how many words one name has at most.
const longestRun = 6

// findRuns joins the words that would be one name, so that what stands
// before the first and after the last speaks for all of them.
func (n *note) findRuns() {
	for i := 0; i < len(n.tokens); {
		if !n.nameLike(i) && !n.joint(i) {
			i++
			continue
		}
		end := i + 1
		for end < len(n.tokens) && end-i < longestRun {
			next := n.linked(i, end)
			if next == end {
				break
			}
			end = next
		}
		for j := i; j < end; j++ {
			n.runs[j] = run{int32(i), int32(end)}
		}
		i = end
	}
}

// linked returns where the run from i goes on after end: past one more
// word, a particle and a word, or a hyphen and a word; or end.
func (n *note) linked(i, end int) int {
	last := &n.tokens[end-1]
	if last.has(possessive) || last.has(contracted) {
		return end
	}
	j := end
	hyphen := n.tokens[j].key == "-" && n.tokens[j].start == last.stop && j+1 < len(n.tokens) && n.tokens[j+1].has(hyphened)
	if hyphen {
		j++
	}
	for j < len(n.tokens) && n.isParticle(j) && n.tokens[j].sort == asWord && !n.tokens[j].has(starts) && j-end < 3 {
		j++
		if j < len(n.tokens) && n.tokens[j].key == "-" && n.tokens[j-1].stop == n.tokens[j].start {
			j++
		}
	}
	if j >= len(n.tokens) || n.tokens[j].sort != asWord || n.tokens[j].has(starts) && !n.wraps(j) || n.tokens[j].has(opens) || n.tokens[j].has(quoted) {
		return end
	}
	if hyphen && n.tokens[j].letters > 1 {
		k := &n.known[j]
		first := &n.known[end-1]
		if n.tokens[j].shape != small || n.joint(end-1) || syllable(n.tokens[j].key) && k.cue&cueGrammar == 0 && (first.word == 0 || k.word == 0 && k.first+k.last > 0) {
			return j + 1
		}
		return end
	}
	if !n.nameLike(j) && !n.doubleBarrelled(j) || n.tokens[j].letters == 1 {
		return end
	}
	if j > end && n.tokens[j].shape == small && n.manner(end-1) == plain {
		return end
	}
	// In small letters only what the lists know goes on: jane okafor.
	if n.tokens[j].shape == small && last.shape != small && n.manner(end-1) == plain {
		return end
	}
	return j + 1
}

// doubleBarrelled reports whether a capital, a hyphen and a capital begin at
// the j-th token, whatever the words are: Abbot-Hale.
func (n *note) doubleBarrelled(j int) bool {
	if j+2 >= len(n.tokens) || n.tokens[j].shape != capital || n.tokens[j+1].key != "-" || !n.tokens[j+2].has(hyphened) || n.tokens[j].has(reserved) {
		return false
	}
	return n.tokens[j+1].start == n.tokens[j].stop && n.tokens[j+2].shape == capital && n.known[j].bars&barred == 0 && n.known[j-1].first > 0
}

// syllable reports whether a small word after a hyphen may end a name, as
// in Joon-ho, and not a description, as in Bowlby-style.
func syllable(key string) bool {
	switch key {
	case "led", "like", "ish", "free", "type", "side", "wide", "run", "ness", "born", "fed", "trained", "based", "style", "sized":
		return false
	}
	return len(key) <= 5
}

// isParticle reports whether the i-th token is a small word that stands
// inside names.
func (n *note) isParticle(i int) bool {
	k := &n.known[i]
	return k.cue&cueParticle != 0 && (k.cue&cueGrammar == 0 || n.tokens[i].shape != small)
}

// nameLike reports whether the i-th token may be a part of a name of
// several words.
func (n *note) nameLike(i int) bool {
	t, k := &n.tokens[i], &n.known[i]
	const never = cueGrammar | cueTitle | cueMonth | cuePeople
	if t.sort != asWord || t.has(reserved) || t.letters < 2 || t.has(negated) || k.bars&(barred|drugged|phrased) != 0 && !(k.bars&(barred|alone) == barred|alone && k.last > 0 && i > 0 && n.known[i-1].first > 0 && !t.has(opens)) {
		return false
	}
	if isFond(t.key) && i+1 < len(n.tokens) && n.fondly(i+1) {
		return false // Old Frank
	}
	listed := k.first > 0 || k.last > 0
	switch {
	case k.cue&never != 0 && !listed:
		return false
	case t.shape == small || n.manner(i) == shouted:
		return listed && k.word != 1 && k.cue&(cueActs|cueRole|cueKin|cueSoftTitle) == 0
	case k.cue&(cueKin|cueRole|cueSoftTitle) != 0 && k.first < 2:
		return false
	case t.has(opens) && !t.has(afterColon):
		return listed || k.word == 0
	case t.shape == upper && t.letters <= 4:
		return listed && k.word != 1
	}
	return listed || k.word != 1 || k.cue == 0 && t.shape == capital
}

// phraseWords is how many unknown words in a row make a phrase of another
// language.
const phraseWords = 3

// findPhrases bars rows of unknown words that are not all written as
// names: te reo Māori, Welsh, Hindi, Latin.
func (n *note) findPhrases() {
	for i := 0; i < len(n.tokens); {
		end, smalls, listed := i, 0, 0
		for ; end < len(n.tokens); end++ {
			t, k := &n.tokens[end], &n.known[end]
			if t.sort != asWord || t.has(reserved) || k.word == 1 && t.letters > 2 || k.cue&(cueTitle|cueSoftTitle|cueGrammar) != 0 && k.cue&cueParticle == 0 {
				break
			}
			if end > i && t.has(opens) {
				break
			}
			if t.shape == small && k.cue&cueParticle == 0 {
				smalls++
			}
			if k.first > 1 || k.last > 1 {
				listed++
			}
		}
		flat := end > i && n.manner(i) != plain
		if end-i >= phraseWords && smalls > 1 && (!flat || listed == 0) && listed*2 < end-i {
			for j := i; j < end; j++ {
				n.known[j].bars |= phrased
			}
		}
		i = max(end, i+1)
	}
}
