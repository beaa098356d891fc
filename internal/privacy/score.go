package privacy

// namedFigure returns the end of the figure that the word at i announces,
// such as PHQ-9 12/21, GCS E4V5M6, section 136, week 12; or i.
func (r *reading) namedFigure(i int) int {
	if !r.isFree(i, i+1) || r.joined(i) && r.isNumber(i-1) {
		return i
	}
	w := r.word(i)
	switch {
	case w == "e" || w == "v" || w == "g" || w == "gravida" || w == "para":
		return r.letteredFigures(i)
	case w == "k" && r.joined(i+1) && (r.number(i+1) == 6 || r.number(i+1) == 10) && r.at(i+2).gap != together:
		return r.scored(i)
	case isScore(w) || isScoreInCapitals(w) && r.capitals(i):
		return r.scored(i)
	case isCounter(w):
		j := i + 1
		if r.word(j) == "." || r.word(j) == "no" || r.word(j) == "number" || r.isDash(j) {
			j++
		}
		if r.isNumber(j) && r.sameLine(j) && r.size(j) <= 4 && r.isFree(j, j+1) {
			return r.chain(j)
		}
	case isCurrency(w) && r.isNumber(i+1) && r.sameLine(i+1) && (r.joined(i+1) || len(w) > 1):
		end := r.plain(i + 1)
		if len(w) > 1 || end > i+2 || r.size(i+1) >= 2 && r.word(i + 1)[r.size(i+1)-1] == '0' && r.isFree(i+1, end) {
			return end
		}
	case w == "x" && r.isNumber(i+1) && r.sameLine(i+1) && r.size(i+1) <= 2 && !(r.joined(i) && r.isNumber(i-1)) && !(r.joined(i+2) && r.isWord(i+2)):
		return i + 2
	}
	return i
}

// scored reads the rest of a score's name (-9, -10, 2) and what was scored.
func (r *reading) scored(i int) int {
	end := i + 1
	if r.isDash(end) && r.joined(end) && (r.isNumber(end+1) || r.isWord(end+1)) && r.joined(end+1) {
		end += 2
	} else if r.joined(end) && r.isNumber(end) {
		end++
	}
	j := end
	for range 5 {
		switch r.word(j) {
		case "score", "scored", "scores", "of", "was", "is", ":", "=", "total", "today", "from", "to", "at", "a", "now", "risk", "-", "–", "(", "~":
			j++
		}
	}
	if !r.near(i, j+1) {
		return end
	}
	if r.word(j) == "e" || r.word(j) == "v" {
		return max(end, r.letteredFigures(j))
	}
	if !r.isNumber(j) || r.size(j) > 3 || !r.isFree(j, j+1) {
		return end
	}
	if stop := r.fraction(j); stop > j {
		return stop
	}
	return r.chain(j)
}

// letteredFigures reads E4 V5 M6, G2P1 and their like: single letters each
// with a digit. There have to be two of them.
func (r *reading) letteredFigures(i int) int {
	j, n := i, 0
	for r.isWord(j) && r.size(j) == 1 && r.isNumber(j+1) && r.joined(j+1) && r.size(j+1) == 1 && (j == i || r.sameLine(j)) {
		switch r.word(j) {
		case "e", "v", "m", "g", "p":
		default:
			return i
		}
		j += 2
		n++
		if r.word(j) == "+" && r.joined(j) && r.isNumber(j+1) {
			j += 2
		}
		if r.word(j) == "," && r.isWord(j+1) && r.isNumber(j+2) {
			j++
		}
	}
	if n < 2 || r.joined(j) && j < len(r.pieces) && r.at(j).kind != isMark {
		return i
	}
	return j
}

// isScore reports whether a word is the name of a scale or a reading that
// means nothing else.
func isScore(word string) bool {
	switch word {
	case "phq", "gad", "gcs", "waterlow", "epds", "mmse", "moca", "braden", "honos", "sdq", "apgar", "apgars", "amts", "amt", "dast", "pcl", "iesr",
		"dass", "hads", "bdi", "bai", "wemwbs", "swemwbs", "panss", "ymrs", "madrs", "hamd", "cgi", "gaf", "whodas", "barthel", "rass", "abbey",
		"cornell", "mews", "pews", "ews", "sofa", "qsofa", "curb", "nihss", "ecog", "karnofsky", "rockwood", "cfs", "norton", "rcads", "cbcl",
		"ciwa", "cows", "bp", "hr", "rr", "sats", "spo", "fio", "hb", "hba", "crp", "egfr", "wcc", "wbc", "inr", "bm", "bms", "bsl", "bgl", "bmi", "temp", "pulse",
		"news", "sbar", "gds", "cssrs", "edss", "oswestry", "koos", "vas", "nrs", "suds", "dlqi", "eortc", "rosenberg", "zarit", "cri", "kessler",
		"ldl", "hdl", "tsh", "lactate", "creatinine", "urea", "sodium", "potassium", "glucose", "platelets", "weight", "height":
		return true
	}
	return false
}

// isScoreInCapitals reports whether a word is the name of a scale where it
// is written in capitals.
func isScoreInCapitals(word string) bool {
	switch word {
	case "must", "core", "audit", "cage", "cam", "ace", "ors", "srs", "ies", "who", "mna", "tug", "berg", "aq", "asq", "mrs", "asa", "na", "mrc", "na+", "cope", "stop", "frail":
		return true
	}
	return false
}

// isCounter reports whether a word is counted by the number after it: a
// section, a page, a band. Wards, beds and rooms are not among them, since
// they can be found again.
func isCounter(word string) bool {
	switch word {
	case "section", "sections", "sec", "s", "ss", "page", "pages", "p", "pp", "chapter", "ch", "standard", "standards", "para", "paragraph",
		"version", "v", "day", "days", "week", "weeks", "band", "grade", "stage", "type", "step", "article", "principle", "schedule", "part",
		"level", "phase", "item", "question", "table", "figure", "fig", "appendix", "rule", "regulation", "title", "cohort", "year", "term",
		"semester", "module", "session", "cycle", "round", "attempt", "form", "category", "class", "tier", "cluster", "domain", "outcome",
		"criterion", "competency", "objective", "goal", "line", "point", "covid", "act", "chapters", "axis", "factor", "size":
		return true
	}
	return false
}

func isCurrency(word string) bool {
	switch word {
	case "rs", "inr", "ngn", "usd", "aud", "nzd", "gbp", "eur", "zar", "cad", "r", "n", "a$":
		return true
	}
	return false
}
