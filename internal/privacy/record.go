package privacy

// recordLabel returns what the word at i announces of the numbers that a
// service gives to a person, an event or a case. Some words are plain
// English, so that they need a number of some length, or the word number.
func (r *reading) recordLabel(i int) (label, int) {
	l := label{kind: Record, low: 4, high: 24,
		why: "a record or reference number leads to one person's file", suggest: aRecord}
	w := r.word(i)
	switch w {
	case "mrn", "mlc", "lmc", "fsid", "abha", "mrd", "urn", "umrn", "uhid", "emis", "systmone", "systemone", "datix", "mpi", "pid", "crn", "nomis", "pnc", "ulearn", "uln", "upn", "uci", "muhn",
		"empi", "paris", "carenotes", "cerner", "hospno", "patno", "refno", "caseno", "fileno", "folio", "moj", "cmhi", "nric", "adastra", "vision", "lorenzo", "uprn":
		l.low = 3
		return l, i + 1
	case "rio", "epic", "pas", "cad", "cas", "ur", "hn", "ipd", "opd", "op", "ip", "cr", "mr", "mosaic", "liquidlogic", "visor", "riskman", "riskpro", "imei":
		if !r.capitals(i) && w != "cad" && w != "riskman" && w != "riskpro" && w != "rio" && w != "imei" {
			return label{}, i
		}
		return l, i + 1
	case "hospital", "patient", "client", "record", "records", "chart", "case", "file", "incident", "referral", "ref", "reference", "crime", "docket", "safeguarding", "complaint",
		"log", "ticket", "claim", "policy", "member", "membership", "subscriber", "beneficiary", "enrollee", "staff", "employee", "payroll", "student", "prison", "prisoner", "inmate", "offender", "booking",
		"occurrence", "report", "serial", "device", "badge", "collar", "warrant", "folder", "resident", "unit", "court", "episode", "encounter",
		"admission", "accession", "specimen", "sample", "lab", "prescription", "rx", "invoice", "candidate", "tracking", "personnel", "matter", "user",
		"event", "application", "order", "group", "order#", "assignment", "tenancy", "housing", "insurance", "hosp", "visit", "card", "pt", "board", "wristband", "bracelet", "locker", "tag", "enquiry", "clinic", "sar", "ulysses", "police", "ambulance", "job", "fir",
		"service", "participant", "ndis", "wsib", "workcover", "centrelink", "customer", "marac", "request", "letter", "register", "registry", "confirmation", "voucher", "enrolment":
		next := i + 1
		switch r.word(next) { // medical record number, case ref, incident report no
		case "record", "report", "ref", "file", "case", "user", "identification", "index", "incident", "identity", "reference", "request", "form", "folder", "claim", "event", "card":
			next++
		}
		l.named = needsNumberWord(w)
		if w == "ref" || w == "reference" {
			l.low = 3
		}
		if last := r.word(next - 1); last == "ref" || last == "reference" {
			l.named, l.low = false, 3
		}
		return l, next
	}
	return label{}, i
}

// needsNumberWord reports whether a word is too common to announce a
// number by itself.
func needsNumberWord(word string) bool {
	switch word {
	case "hospital", "report", "unit", "court", "sample", "lab", "order", "group", "event", "application", "user", "housing", "visit", "device", "job", "card", "board", "wristband", "bracelet", "locker", "tag", "enquiry",
		"service", "customer", "request", "letter", "clinic", "ambulance", "police", "admission", "safeguarding", "assignment", "resident", "student", "staff",
		"log", "participant", "register", "prison", "chart", "patient", "client", "pt", "records", "record", "member", "claim":
		return true
	}
	return false
}

// pinLabel returns what the word at i announces of the numbers of
// practitioners.
func (r *reading) pinLabel(i int) (label, int) {
	l := label{kind: Registration, low: 5, high: 9,
		why: whyPin, suggest: aPin}
	next := r.after(i+1, "professional", "registration", "registered", "licence", "license", "pin")
	switch w := r.word(i); w {
	case "nmc":
		l.high = 6
		return l, next
	case "gmc", "gphc", "sssc", "hcpc", "gdc", "goc", "gcc", "gosc", "swe", "nmbi", "coru", "imc", "psi", "ahpra", "sanc", "hpcsa", "sacssp", "mdcn", "nmcn", "ncnz", "mcnz",
		"npi", "dea", "crr", "bacp", "ukcp", "babcp", "bps", "niscc", "pccn", "ncsbn", "tnai", "cno", "cpso", "cnps", "rci", "nmcsa", "acc#", "hpi", "swrb", "mlsn", "pcn", "inmc", "anzasw", "aasw", "mpc":
		if w == "psi" || w == "hpi" || w == "rci" {
			l.strict = true
		}
		l.low, l.high = 4, 11
		return l, next
	case "rn", "lcsw", "lmsw", "lpn", "lvn", "lpc", "lmft", "lisw", "apn", "aprn", "msw", "bsw", "rnm", "rm", "np", "md", "lp":
		if !r.capitals(i) {
			return label{}, i
		}
		l.strict, l.high = true, 10
		return l, r.after(next, "lic", "license", "licence")
	case "licence", "license", "lic":
		l.low, l.high, l.strict = 4, 10, true
		if plate := r.word(next); plate == "plate" || plate == "plates" {
			return label{}, i
		}
		return l, next
	case "registration", "reg", "regn", "registered", "registrant", "pin", "enrolment", "council", "register", "practitioner":
		l.low, l.high, l.strict = 5, 11, true
		if w == "pin" && (r.word(i+1) == "code" || r.isNumber(i+1) && r.size(i+1) == 6) {
			return label{}, i
		}
		return l, next
	}
	return label{}, i
}
