package privacy

// formOf reports whether a word that is not listed is a known one with an
// ending or a beginning: debriefed, reablement, uncannulated.
func formOf(key string) bool {
	for _, ending := range [...]string{"s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "ment", "able", "ish", "y", "ism", "ist", "ists", "less", "like", "est", "ier", "iest", "hood", "ship", "dom", "ful", "let", "ies", "ised", "ising", "isation", "ized", "izing", "wise"} {
		stem := len(key) - len(ending)
		if stem < 3 || key[stem:] != ending {
			continue
		}
		if isCommon(key[:stem]) {
			return true
		}
		if ending[0] == 'i' || ending[0] == 'e' || ending[0] == 'a' {
			if key[stem-1] == key[stem-2] && isCommon(key[:stem-1]) {
				return true // cannulla-ting, run-n-ing
			}
			var with [32]byte
			if b := append(append(with[:0], key[:stem]...), 'e'); len(b) <= 32 && isCommon(string(b)) {
				return true
			}
		}
	}
	for _, beginning := range [...]string{"un", "re", "non", "pre", "post", "over", "under", "out", "self", "anti", "co", "mis", "de", "dis", "hyper", "hypo", "neuro", "psycho", "cardio", "hypno", "tele", "micro", "multi", "inter", "bio", "photo", "immuno", "hydro", "thermo", "electro", "gastro", "osteo", "peri", "intra", "extra", "poly", "semi", "ultra", "super", "mini"} {
		if len(key) >= len(beginning)+4 && key[:len(beginning)] == beginning && isCommon(key[len(beginning):]) {
			return true
		}
	}
	return false
}

// compound reports whether a key is two common words written as one.
func compound(key string) bool {
	for cut := 4; cut+4 <= len(key); cut++ {
		if isCommon(key[:cut]) && isCommon(key[cut:]) {
			return true
		}
	}
	return false
}

// isCommon reports whether key is a common word of at least three letters.
func isCommon(key string) bool { return len(key) > 2 && word(key) == 1 }

// nearWordOf reports whether one letter added, taken away, exchanged or
// swapped with the next makes an ordinary word of key.
func nearWordOf(key string) bool {
	if len(key) < 4 || len(key) > 24 {
		return false
	}
	var room [32]byte
	for i := range len(key) {
		b := append(append(room[:0], key[:i]...), key[i+1:]...)
		if isCommon(string(b)) {
			return true
		}
		if i+1 < len(key) {
			b = append(room[:0], key...)
			b[i], b[i+1] = b[i+1], b[i]
			if isCommon(string(b)) {
				return true
			}
		}
	}
	for i := 0; i <= len(key); i++ {
		for c := byte('a'); c <= 'z'; c++ {
			b := append(append(append(room[:0], key[:i]...), c), key[i:]...)
			if isCommon(string(b)) {
				return true
			}
			if i < len(key) {
				b = append(room[:0], key...)
				b[i] = c
				if isCommon(string(b)) {
					return true
				}
			}
		}
	}
	return false
}

// near reports whether two keys of six letters or more differ in one
// letter: added, taken away, exchanged or swapped with the next.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 6 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return false
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
