package privacy

const whyHandle = "an account name can be looked up by anyone"

// handleAt records the name of an account after the at sign at piece i.
func (r *reading) handleAt(i int) int {
	if i > 0 && r.joined(i) && r.at(i-1).kind != isMark && r.joined(i+1) && isPaymentBank(r.word(i+1)) && !r.joined(i+2) {
		start := i - 1
		for start > 0 && r.joined(start) && (r.at(start-1).kind != isMark || r.word(start-1) == "." || r.word(start-1) == "-" || r.word(start-1) == "_") {
			start--
		}
		r.add(Handle, Sure, start, i+2, whyHandle, aHandle)
		return i + 2
	}
	if i > 0 && r.joined(i) && r.at(i-1).kind != isMark || !r.joined(i+1) || !r.isFree(i, i+1) {
		return i
	}
	end, marked := r.nameEnd(i + 1)
	if end == i+1 || !r.isWord(i+1) && !(r.word(i+1) == "_") {
		return i
	}
	start, stop := r.at(i).start, r.at(end-1).end
	name := r.low[start+1 : stop]
	if len(name) < 3 || isTop(name) && end > i+2 || isPlaceOrTime(r.word(i+1)) && (end == i+2 || r.isNumber(end-1)) || stop < len(r.text) && (r.text[stop] == '@' || r.text[stop] == '.' && r.isWord(end+1) && r.joined(end+1)) || r.isTaken(start, stop) {
		return i
	}
	level := Likely
	if marked {
		level = Sure
	}
	r.addBytes(Finding{start, stop, Handle, level, whyHandle, aHandle})
	return end
}

// isPaymentBank reports whether a word is the bank's part of an Indian
// payment or health address, which has no dot: ravi@okaxis.
func isPaymentBank(word string) bool {
	switch word {
	case "okaxis", "oksbi", "okhdfcbank", "okicici", "ybl", "ibl", "axl", "paytm", "upi", "apl", "abdm", "sbi", "icici", "hdfcbank", "axisbank", "kotak", "barodampay", "pnb", "jio":
		return true
	}
	return false
}

// nameEnd returns the piece after an account name that begins at piece i,
// and whether it has a figure or a mark in it, as plain words have not.
func (r *reading) nameEnd(i int) (end int, marked bool) {
	for end = i; end == i || r.joined(end); end++ {
		p := r.at(end)
		switch {
		case p.kind == 0:
			return end, marked
		case p.kind == isNumber:
			marked = true
		case p.kind == isMark:
			w := r.word(end)
			if w != "_" && w != "." && w != "-" || !r.joined(end+1) && w != "_" || r.at(end+1).kind == isMark && r.word(end+1) != "_" && w != "_" {
				return end, marked
			}
			if w == "." && end == i {
				return end, marked
			}
			marked = true
		}
	}
	return end, marked
}

// isPlaceOrTime reports whether a word after an at sign only says where or
// when: @home, @ward7.
func isPlaceOrTime(word string) bool {
	switch word {
	case "home", "work", "night", "school", "rest", "ward", "the", "my", "her", "his", "clinic", "hospital", "lunch", "handover", "base", "church", "college", "uni",
		"reception", "theatre", "site", "a", "an", "all", "this", "that", "present", "least", "bed", "bay", "unit", "ed", "icu", "gp", "noon", "midnight", "time", "start", "end", "triage":
		return true
	}
	return false
}

// cuedHandle records the name of an account after the network it is on:
// insta jaz_92, tiktok: user.k, Snapchat is jayk9.
func (r *reading) cuedHandle(i int) int {
	switch r.word(i) {
	case "insta", "instagram", "ig", "tiktok", "snapchat", "snap", "twitter", "facebook", "fb", "telegram", "discord", "reddit", "skype", "messenger", "threads", "bluesky", "linkedin", "xbox", "psn", "roblox", "upi", "gamertag", "username", "handle", "userid", "login", "venmo", "cashapp", "signal", "wechat", "gpay", "paytm", "phonepe":
	case "u":
		if r.word(i+1) == "/" && r.joined(i+1) && r.joined(i+2) && r.isWord(i+2) {
			return r.addHandle(i, i+2, i)
		}
		return i
	default:
		return i
	}
	j := i + 1
	for range 6 {
		if r.joined(j+1) && r.at(j).kind == isWord {
			break
		}
		switch r.word(j) {
		case "is", "was", "as", ":", "=", "(", "account", "handle", "username", "user", "name", "id", "profile", "under", "called", "page", "-", "–", "\"", "'", "“", "‘", "the", "his", "her", "their", "$":
			j++
		}
	}
	if r.word(j) == "@" || !r.near(i, j+1) {
		return i
	}
	return r.addHandle(i, j, j)
}

// addHandle records the name at piece i if it has a figure or a mark in
// it, and returns the piece after it, or back.
func (r *reading) addHandle(back, i, start int) int {
	if !r.isWord(i) && r.word(i) != "_" {
		return back
	}
	end, marked := r.nameEnd(i)
	if r.word(end) == "#" && r.joined(end) && r.joined(end+1) && r.isNumber(end+1) {
		end, marked = end+2, true
	}
	if r.word(end) == "@" && r.joined(end) && r.isWord(end+1) && r.joined(end+1) {
		end, marked = end+2, true
	}
	first, last := r.at(start).start, r.at(end-1).end
	if !marked && start == i || last-r.at(i).start < 3 || r.isTaken(first, last) || end == i {
		return back
	}
	r.addBytes(Finding{first, last, Handle, Sure, whyHandle, aHandle})
	return end
}
