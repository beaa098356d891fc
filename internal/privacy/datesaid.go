package privacy

// coarsened is what can stand for an exact day in its sentence: the pieces
// it takes the place of, and the words to put there.
type coarsened struct {
	start, end int
	with       string
}

// coarsen widens a day over the small words before it that only an exact
// one has, so that "on the 3rd of March" becomes "in early March".
func (r *reading) coarsen(start, end int, d day) coarsened {
	c := coarsened{start, end, coarse(d.day, d.month)}
	if d.month < 1 || d.month > 12 {
		return c
	}
	first := r.number(start)
	ranged := r.isNumber(start) && first < d.day && r.monthIn(start, end)
	if ranged && coarse(first, d.month) != c.with {
		c.with = monthName(d.month)
	}
	if stop, last := r.untilDay(end); stop > end && coarse(last.day, last.month) == c.with {
		c.end, ranged = stop, true
	}
	r.swallow(&c, "the")
	switch r.word(c.start - 1) {
	case "next", "last", "this", "following", "coming":
		if r.reaches(c.start - 1) {
			c.start--
			r.swallow(&c, "the")
			r.swallow(&c, "on")
			c.with = "in " + c.with
		}
	case "on":
		if r.swallow(&c, "on") {
			c.with = "in " + c.with
		}
	case "from", "between":
		if ranged && r.reaches(c.start-1) {
			c.start--
			c.with = "in " + c.with
		}
	case "of":
		if part := r.word(c.start - 2); r.word(c.start-3) == "the" && isPartOfDay(part) && r.reaches(c.start-1) && r.near(c.start-3, c.start) {
			c.start -= 3
			c.with = article(part) + part + " in " + c.with
		}
	}
	return c
}

// monthIn reports whether one of the pieces i to j-1 is a month in words.
func (r *reading) monthIn(i, j int) bool {
	for ; i < j; i++ {
		if monthOf(r.word(i)) > 0 {
			return true
		}
	}
	return false
}

// untilDay returns the end of the day that a range goes on to at piece i,
// as in "to 9 March", and the day; or i.
func (r *reading) untilDay(i int) (int, day) {
	j := i + 1
	switch r.word(i) {
	case "to", "until", "till", "and", "through", "-", "–", "—":
	default:
		return i, day{}
	}
	if r.word(j) == "the" {
		j++
	}
	for k := j; k < j+6 && r.near(i, k+1); k++ {
		start, end, d := r.dateAt(k)
		if end > start && r.isFree(start, end) {
			if start == j {
				return end, d
			}
			break
		}
	}
	return i, day{}
}

// swallow takes one more word before what is replaced, if it stands there.
func (r *reading) swallow(c *coarsened, word string) bool {
	if r.word(c.start-1) != word || !r.reaches(c.start-1) {
		return false
	}
	c.start--
	return true
}

// reaches reports whether piece i is free and on the line of the one after.
func (r *reading) reaches(i int) bool { return r.isFree(i, i+1) && r.sameLine(i+1) }

func isPartOfDay(word string) bool {
	switch word {
	case "morning", "afternoon", "evening", "night", "day", "shift", "week", "weekend":
		return true
	}
	return false
}

// article is what stands before a word that is one of many.
func article(word string) string {
	switch word[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an "
	}
	return "a "
}
