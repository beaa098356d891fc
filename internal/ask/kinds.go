package ask

import (
	"fmt"
	"strings"

	"afterword/internal/privacy"
)

// Kind words: how the kinds of finding are said, the same everywhere. One
// has its article; what counts is the word without it, or many.

// KindWords names a kind of finding: "a name" for one as a person says it,
// and "name" and "names" to count with.
func KindWords(k privacy.Kind) (spoken, one, many string) {
	of := func(article, one string) (string, string, string) { return article + " " + one, one, one + "s" }
	switch k {
	case privacy.Name:
		return of("a", "name")
	case privacy.Initials:
		return "initials", "set of initials", "sets of initials"
	case privacy.Place:
		return of("a", "place")
	case privacy.Workplace:
		return of("a", "workplace")
	case privacy.Address:
		return "an address", "address", "addresses"
	case privacy.Postcode:
		return of("a", "postcode")
	case privacy.Phone:
		return of("a", "telephone number")
	case privacy.Email:
		return "an e-mail address", "e-mail address", "e-mail addresses"
	case privacy.URL:
		return "a web address", "web address", "web addresses"
	case privacy.Handle:
		return of("an", "account name")
	case privacy.IP:
		return "an internet address", "internet address", "internet addresses"
	case privacy.Date:
		return of("a", "date")
	case privacy.Birth:
		return "a date of birth", "date of birth", "dates of birth"
	case privacy.Age:
		return "an age over 89", "age over 89", "ages over 89"
	case privacy.NHSNumber:
		return of("an", "NHS number")
	case privacy.Record:
		return of("a", "record number")
	case privacy.Registration:
		return of("a", "registration number")
	case privacy.National:
		return of("a", "national insurance or identity number")
	case privacy.Plate:
		return of("a", "number plate")
	case privacy.Bank:
		return "a bank detail", "bank detail", "bank details"
	case privacy.Number:
		return of("a", "long number")
	case privacy.Detail:
		return "a detail that could point to someone", "recognisable detail", "recognisable details"
	}
	return "an identifier", "other identifier", "other identifiers"
}

// CountKinds counts findings by kind, the kinds in the order in which they
// come: "2 names, 1 date".
func CountKinds(found []privacy.Finding) string {
	return kindList(found, func(one string, _ string) string { return "1 " + one })
}

// sayKinds is CountKinds as it is spoken: "a name, 2 telephone numbers".
func sayKinds(found []privacy.Finding) string {
	return kindList(found, func(_ string, spoken string) string { return spoken })
}

func kindList(found []privacy.Finding, single func(one, spoken string) string) string {
	counts := map[privacy.Kind]int{}
	var order []privacy.Kind
	for _, f := range found {
		if counts[f.Kind]++; counts[f.Kind] == 1 {
			order = append(order, f.Kind)
		}
	}
	var parts []string
	for _, k := range order {
		spoken, one, many := KindWords(k)
		if n := counts[k]; n == 1 {
			parts = append(parts, single(one, spoken))
		} else {
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	return strings.Join(parts, ", ")
}
