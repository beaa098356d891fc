package privacy

// publicCodes claims what has a number and is open to everybody: guidance,
// codes of diagnoses and drugs, books, papers, laws, trials, charities.
func (r *reading) publicCodes() {
	for i := 0; i < len(r.pieces); i++ {
		if end := r.publicCode(i); end > i {
			r.take(i, end)
			i = end - 1
		}
	}
}

// publicCode returns the end of the public code that begins at i, or i.
func (r *reading) publicCode(i int) int {
	if r.isNumber(i) {
		if r.word(i) == "10" && r.word(i+1) == "." && r.joined(i+1) && r.isNumber(i+2) && r.joined(i+2) && r.size(i+2) >= 4 && r.word(i+3) == "/" {
			return r.runEnd(i) // a DOI
		}
		if end := r.isbn(i); end > i {
			return end
		}
		return r.lawEnd(i)
	}
	if !r.isWord(i) || !r.isFree(i, i+1) {
		return i
	}
	w := r.word(i)
	switch {
	case isGuidance(w) && r.capitals(i) && r.isNumber(i+1) && r.size(i+1) <= 4 && (r.joined(i+1) || r.sameLine(i+1)):
		if r.joined(i+2) && r.isWord(i+2) { // QS12 3AB is no guidance
			return i
		}
		if inward := r.at(i + 2); inward.kind == isNumber && inward.gap == apart && r.joined(i+3) && r.isWord(i+3) && r.size(i+3) == 2 {
			return i
		}
		return i + 2
	case isCatalogue(w):
		return r.catalogued(i)
	case r.size(i) == 1 && r.capitals(i) && r.joined(i+1) && r.size(i+1) == 2 && r.word(i+2) == "." && r.joined(i+2) && r.joined(i+3) && r.isNumber(i+3) && r.size(i+3) <= 3:
		return i + 4 // F32.1
	}
	return i
}

// runEnd returns the piece after everything that stands together from i.
func (r *reading) runEnd(i int) int {
	for i++; r.joined(i) && i < len(r.pieces); i++ {
	}
	return i
}

// isbn reads the thirteen digits of a book's number, which begin with 978
// or 979, in one row or in groups.
func (r *reading) isbn(i int) int {
	if w := r.word(i); len(w) < 3 || w[:3] != "978" && w[:3] != "979" {
		return i
	}
	n, end := r.size(i), i+1
	for n < 13 && r.sameLine(end) {
		if r.isDash(end) && r.joined(end) {
			end++
		}
		if !r.isNumber(end) {
			return i
		}
		n += r.size(end)
		end++
	}
	if n != 13 {
		return i
	}
	return end
}

// lawEnd reads 45 CFR 164.514, 42 U.S.C. 1983 and 501(c)(3).
func (r *reading) lawEnd(i int) int {
	end := i + 1
	switch {
	case r.word(end) == "cfr" || r.word(end) == "usc":
		end++
	case r.word(end) == "u" && r.word(end+2) == "s" && r.word(end+4) == "c":
		end += 6
	case r.word(end) == "(" && r.joined(end) && r.size(end+1) == 1 && r.isWord(end+1) && r.word(end+2) == ")":
		return end + 3
	default:
		return i
	}
	for r.word(end) == "§" || r.word(end) == "part" {
		end++
	}
	if !r.isNumber(end) {
		return i
	}
	if r.word(end+1) == "." && r.isNumber(end+2) && r.joined(end+2) {
		end += 2
	}
	return end + 1
}

// catalogued reads what follows the name of a catalogue: no, :, # and the
// number with its marks. The name alone is nothing.
func (r *reading) catalogued(i int) int {
	end := i + 1
	if r.isDash(end) && r.joined(end) && r.isNumber(end+1) && r.size(end+1) <= 2 && r.sameLine(end+2) { // ICD-10 F32
		end += 2
	}
	for range 4 {
		if w := r.word(end); isFiller(w) || w == "code" || w == "codes" || w == "company" || w == "charity" || w == "(" || r.isDash(end) {
			end++
		}
	}
	for range 3 { // NDC 0002-8215-01, 51 824 753 556
		if !r.near(i, end+1) || !r.isNumber(end) && !r.isNumber(end+1) {
			break
		}
		if !r.isNumber(end) && !(r.isWord(end) && r.joined(end+1)) {
			break
		}
		end = r.runUntilStop(end)
	}
	if w := r.word(i); end == i+1 || w == "lot" && r.size(end-1) < 4 || !r.isNumber(end-1) && !r.isWord(end-1) {
		return i
	}
	return end
}

// runUntilStop is runEnd without a full stop or a comma at the end.
func (r *reading) runUntilStop(i int) int {
	end := r.runEnd(i)
	for end > i+1 && r.at(end-1).kind == isMark {
		end--
	}
	return end
}

// isGuidance reports whether letters before a number are a series of
// guidance, a standard or a road: NG158, CG90, ISO 27001, M25.
func isGuidance(word string) bool {
	switch word {
	case "ng", "cg", "qs", "ta", "ph", "mtg", "dg", "hst", "ipg", "iso", "iec", "bs", "en", "hbn", "htm", "hsg", "rcn", "sign", "hl", "fp", "ds", "pip",
		"ss", "iapt", "ecg", "hiv", "htlv", "hpv", "cyp", "icp", "ipc", "dsm", "gdpr", "covid", "sars", "rfc", "iph":
		return true
	}
	return false
}

// isCatalogue reports whether a word names a public list whose numbers
// identify no person.
func isCatalogue(word string) bool {
	switch word {
	case "pmid", "pmc", "pmcid", "doi", "isbn", "issn", "nct", "isrctn", "icd", "dsm", "snomed", "loinc", "cpt", "hcpcs", "ndc", "drg", "rxnorm", "opcs",
		"atc", "charity", "company", "abn", "acn", "arxiv", "iras", "batch", "lot", "din", "artg", "anzctr", "actrn", "chictr", "prospero", "crd",
		"error", "build", "firmware", "cochrane", "vat", "ein", "gtin", "sku", "model", "dmd", "emdn", "ods", "cqc", "rqia", "npsa", "mhra", "pubmed":
		return true
	}
	return false
}

// isFiller reports whether a word or mark stands between a label and its
// number.
func isFiller(word string) bool {
	switch word {
	case "no", "nos", "number", "numbers", "num", "nr", "id", "ids", "ref", "reference", "is", "was", "as", "are", "code", ":", "#", "=", ".", "№", "->",
		"card", "file", "pin", "given", "reads", "the", "of", "ending", "registered", "registration", "reg", "identifier", "ident":
		return true
	}
	return false
}

// tradeCodes claims what is left of short words with figures in them, such
// as B12, T2DM and H1N1, so that none of them is read as a name. Wards,
// rooms and beds keep theirs.
func (r *reading) tradeCodes() {
	for i := range r.pieces {
		if !r.isWord(i) || r.size(i) > 4 || i > 0 && r.joined(i) && r.at(i-1).kind != isMark || !r.joined(i+1) || !r.isNumber(i+1) || r.size(i+1) > 3 {
			continue
		}
		end := r.runWordEnd(i)
		switch r.word(i - 1) {
		case "ward", "bed", "bay", "room", "unit", "cell", "wing", "block", "cubicle", "flat", "theatre":
		default:
			if end-i <= 4 && r.isFree(i, end) {
				r.take(i, end)
			}
		}
	}
}

// runWordEnd returns the piece after the letters and digits that stand
// together from i.
func (r *reading) runWordEnd(i int) int {
	for i++; i < len(r.pieces) && r.joined(i) && r.at(i).kind != isMark; i++ {
	}
	return i
}
