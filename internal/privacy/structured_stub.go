package privacy

type span struct{ start, end int }

func structured(text string) (found []Finding, taken []span) {
	found = emails(text)
	found = append(found, numbers(text)...)
	found = append(found, postcodes(text)...)
	return joined(found), nil
}
