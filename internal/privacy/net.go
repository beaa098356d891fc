package privacy

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

//go:embed data/sites.txt
var sites string

// links finds web addresses, with a scheme or without. A public site is no
// finding, unless the address goes on to a person's page there.
func (r *reading) links() {
	for i := 0; i < len(r.low); i++ {
		start, host := r.linkAt(i)
		if host == start && start == i {
			continue
		}
		end := linkEnd(r.text, start)
		if level := r.judgeLink(host, end); level != "" {
			r.addBytes(Finding{start, end, URL, level, "a web address can lead to one person, or to where they are", aLink})
		} else {
			for b := start; b < end; b++ {
				r.state[b] = measured
			}
		}
		i = max(i, end-1)
	}
}

// longestHost is how far a host is looked for on either side of a dot
// (RFC 1035: 253 characters). It keeps the search in proportion to the text.
const longestHost = 253

// linkAt returns where the address begins that byte i is the key of, and
// where its host does; both are i where there is none. The key is the
// scheme's colon, www., or a dot inside a word.
func (r *reading) linkAt(i int) (start, host int) {
	low := r.low
	switch {
	case low[i] == 'h' && (strings.HasPrefix(low[i:], "http://") || strings.HasPrefix(low[i:], "https://")):
		host = i + strings.Index(low[i:], "//") + 2
		if host >= len(low) || !isHostByte(low[host]) {
			return i, i
		}
		return i, host
	case low[i] == 'w' && strings.HasPrefix(low[i:], "www.") && (i == 0 || !isHostByte(low[i-1])) && i+4 < len(low) && isHostByte(low[i+4]):
		return i, i + 4
	case low[i] != '.' || i == 0 || !isHostByte(low[i-1]) || i+1 == len(low) || !isLetter(low[i+1]):
		return i, i
	}
	start = i
	for start > max(0, i-longestHost) && (isHostByte(low[start-1]) || low[start-1] == '.') {
		start--
	}
	end := i
	for end < min(len(low), i+longestHost) && (isHostByte(low[end]) || low[end] == '.') {
		end++
	}
	name := strings.TrimRight(low[start:end], ".-")
	stop := start + len(name)
	if stop < len(low) && low[stop] == '@' || start > 0 && (low[start-1] == '@' || low[start-1] >= utf8.RuneSelf) || !isTop(name) && !isPath(low, stop) || r.isSentence(start, stop) {
		return i, i
	}
	// The caller sees start before i: the whole word is the address.
	return start, start
}

// isSentence reports whether a word with dots is two sentences without
// their space, or an abbreviation: home.She, e.g.
func (r *reading) isSentence(start, end int) bool {
	word := r.text[start:end]
	if dot := strings.LastIndexByte(word, '.'); dot+1 < len(word) && word[dot+1] >= 'A' && word[dot+1] <= 'Z' && strings.ToUpper(word) != word {
		return true
	}
	path := end < len(r.text) && r.text[end] == '/'
	top := r.low[start+strings.LastIndexByte(word, '.')+1 : end]
	if path || strings.Count(word, ".") > 1 {
		return len(word) < 6
	}
	switch top { // words of English too
	case "in", "me", "us", "no", "so", "at", "is", "it", "to", "my", "be", "do", "as", "am", "health", "care", "life", "live", "page", "app", "blog":
		return true
	}
	return false
}

// isPath reports whether a path of two parts follows at i, of which one
// says that it is no choice of two words: host.example/2026/our-week.
func isPath(low string, i int) bool {
	if i >= len(low) || low[i] != '/' {
		return false
	}
	end := linkEnd(low, i)
	parts := strings.Split(strings.Trim(low[i:end], "/"), "/")
	return len(parts) > 1 && strings.ContainsAny(low[i:end], "0123456789-_")
}

func isHostByte(c byte) bool { return isLetter(c) || isDigit(c) || c == '-' }

// isTop reports whether a host ends in a domain that people meet.
func isTop(host string) bool {
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "com", "org", "net", "edu", "gov", "mil", "int", "io", "co", "uk", "ie", "us", "ca", "au", "nz", "in", "ng", "za", "info", "biz", "me", "tv", "app", "health", "care", "scot", "wales",
		"cymru", "london", "eu", "ly", "gl", "be", "de", "fr", "online", "site", "blog", "page", "link", "tk", "xyz":
		return true
	}
	return false
}

// linkEnd returns the end of the address at start: up to white space or a
// mark that cannot be meant.
func linkEnd(text string, start int) int {
	end := start
	for end < len(text) && text[end] > ' ' && strings.IndexByte("<>\"`{}|\\^[]", text[end]) < 0 {
		if text[end] >= utf8.RuneSelf {
			if c, size := utf8.DecodeRuneInString(text[end:]); c == '’' || c == '”' || c == '“' || c == '\u00a0' || c == '…' || c == utf8.RuneError || size == 0 {
				break
			}
		}
		end++
	}
	for end > start && strings.IndexByte(".,;:!?'-", text[end-1]) >= 0 || end > start && text[end-1] == ')' && strings.IndexByte(text[start:end], '(') < 0 {
		end--
	}
	return end
}

// judgeLink says how surely the address with this host identifies, "" for
// a public site.
func (r *reading) judgeLink(host, end int) Level {
	stop := host
	for stop < end && (isHostByte(r.low[stop]) || r.low[stop] == '.') {
		stop++
	}
	name, path := strings.TrimPrefix(r.low[host:stop], "www."), strings.Trim(r.low[stop:end], "/")
	if isSocial(name) {
		if path == "" {
			return ""
		}
		return Sure
	}
	if isPublicSite(name) {
		if isPersonal(path) {
			return Sure
		}
		return ""
	}
	if path != "" {
		return Sure
	}
	return Likely
}

// isPublicSite reports whether a host is in the list of public sites or
// below one of them.
func isPublicSite(host string) bool {
	for host != "" {
		if strings.Contains(sites, "\n"+host+"\n") {
			return true
		}
		_, below, ok := strings.Cut(host, ".")
		if !ok {
			return false
		}
		host = below
	}
	return false
}

// isSocial reports whether pages of a host belong to single people.
func isSocial(host string) bool {
	switch host {
	case "facebook.com", "m.facebook.com", "fb.com", "fb.me", "instagram.com", "twitter.com", "x.com", "tiktok.com", "linkedin.com", "uk.linkedin.com", "ie.linkedin.com", "in.linkedin.com",
		"snapchat.com", "t.me", "wa.me", "threads.net", "reddit.com", "youtube.com", "youtu.be", "pinterest.com", "gofundme.com", "justgiving.com", "github.com", "linktr.ee", "medium.com", "bsky.app", "discord.gg", "onlyfans.com", "flickr.com":
		return true
	}
	return false
}

// isPersonal reports whether the path of a page is one of a person.
func isPersonal(path string) bool {
	for _, part := range [...]string{"profile", "people/", "person/", "staff/", "team/", "patient", "user/", "users/", "@", "member/", "consultant", "doctor", "our-team", "obituar", "/in/", "token=", "meet/"} {
		if strings.Contains(path, part) {
			return true
		}
	}
	return false
}

// networks finds addresses of machines, and names of accounts.
func (r *reading) networks() {
	for i := 0; i < len(r.pieces); i++ {
		end := i
		switch {
		case r.word(i) == "@":
			end = r.handleAt(i)
		case r.isNumber(i) || r.isWord(i):
			if end = r.machineAt(i); end == i && r.isWord(i) {
				end = r.cuedHandle(i)
			}
		case r.word(i) == ":" && r.word(i+1) == ":":
			end = r.machineAt(i)
		}
		if end > i {
			i = end - 1
		}
	}
}

// machineAt records an IP or a hardware address at piece i.
func (r *reading) machineAt(i int) int {
	if r.joined(i) && i > 0 && (r.at(i-1).kind != isMark || r.word(i-1) == "." || r.word(i-1) == ":") {
		return i
	}
	end := r.at(i).start
	for end < min(len(r.low), r.at(i).start+64) && (isHex(r.low[end]) || r.low[end] == ':' || r.low[end] == '.' || r.low[end] == '-') {
		end++
	}
	start := r.at(i).start
	s := strings.TrimRight(r.low[start:end], ".:-")
	end = start + len(s)
	if len(s) < 7 || end < len(r.low) && (isLetter(r.low[end]) || isDigit(r.low[end])) || r.isTaken(start, end) {
		return i
	}
	if !isIPv4(s, r.cued(i, 3, isVersionWord), r.cued(i, 4, func(w string) bool { return w == "ip" || w == "ipv4" })) && !isIPv6(s) && !isMAC(s) {
		return i
	}
	r.addBytes(Finding{start, end, IP, Sure, "the address of a machine leads to whoever uses it", anIP})
	for r.at(i).kind != 0 && r.at(i).start < end {
		i++
	}
	return i
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// isIPv4 reports whether s is four numbers up to 255. Sections of a
// document look like it, so small numbers alone need the word IP.
func isIPv4(s string, version, cue bool) bool {
	parts, large := strings.Split(s, "."), 0
	if len(parts) != 4 || version && !cue {
		return false
	}
	for _, p := range parts {
		if p == "" || len(p) > 3 || strings.IndexFunc(p, func(c rune) bool { return c < '0' || c > '9' }) >= 0 || value(p) > 255 || len(p) > 1 && p[0] == '0' {
			return false
		}
		if len(p) > 1 {
			large++
		}
	}
	return cue || large >= 2
}

// isIPv6 reports whether s is groups of hexadecimal figures with colons.
func isIPv6(s string) bool {
	if strings.Contains(s, "-") || strings.Contains(s, ".") || strings.Count(s, ":") < 2 || strings.Count(s, "::") > 1 {
		return false
	}
	groups, filled := strings.Split(s, ":"), 0
	for _, g := range groups {
		if len(g) > 4 {
			return false
		}
		if g != "" {
			filled++
		}
	}
	short := strings.Contains(s, "::")
	return filled == 8 && !short || short && filled >= 2 && filled < 8 && strings.IndexFunc(s, func(c rune) bool { return c >= 'a' && c <= 'f' }) >= 0
}

// isMAC reports whether s is six pairs of hexadecimal figures.
func isMAC(s string) bool {
	if len(s) != 17 {
		return false
	}
	for i := range len(s) {
		if i%3 == 2 && s[i] != s[2] || i%3 != 2 && !isHex(s[i]) {
			return false
		}
	}
	return s[2] == ':' || s[2] == '-'
}
