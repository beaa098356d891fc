package privacy

// structured finds what has a form of its own: numbers, codes, dates,
// addresses. Taken is what the figures of the trade hold, such as 120/80
// and PHQ-9 12/21: nothing else may be read into those. Aged is where the
// first age stands, of whatever years, or empty.
//
// The order matters. What says by its label what it is comes first, then
// the figures of the trade, and only then what is known by its form alone.
func structured(text string) (found []Finding, taken []span, aged span) {
	r := read(text)
	r.found = emails(text)
	r.spokenEmails()
	r.links()
	r.publicCodes()
	r.labelled()
	r.dates()
	r.addresses()
	r.townCodes()
	r.ages()
	r.networks()
	r.measures()
	r.shapes()
	r.numbers()
	r.tradeCodes()
	return r.found, r.taken(), r.firstAge()
}

// What stands for a finding, where one form of words does for all of its
// kind. None of them may itself be a finding.
const (
	aPostcode = "[postcode]"
	aPhone    = "[phone number]"
	aNumber   = "[number]"
	aRecord   = "[record number]"
	aPin      = "[registration number]"
	anID      = "[identity number]"
	aPlate    = "[number plate]"
	anAccount = "[account number]"
	aLink     = "[web address]"
	aHandle   = "[account name]"
	anIP      = "[network address]"
	aHome     = "their home"
)
