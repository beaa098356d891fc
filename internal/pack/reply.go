package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"afterword/internal/journal"
)

// ErrNotAReply means that a file is no reply to a supervision pack that
// this version reads.
var ErrNotAReply = errors.New("not a reply to a supervision pack that this version of Afterword reads")

// replySchema names the form of a reply, which docs/reply.md describes.
const replySchema = "afterword/reply/1"

// The limits of a reply.
const (
	replyBytes      = 1 << 20
	replyDepth      = 4
	replyValues     = 2_000
	MostReplies     = 50      // replies to questions
	MostAgreed      = 50      // agreed actions
	LongestReply    = 1 << 16 // bytes of one text
	longestReplyRef = 3       // digits of the number of a question
)

// Reply is what a supervisor writes back to a pack.
type Reply struct {
	Pack    journal.PackRef // the pack that it answers
	Made    journal.Stamp   // when it was written
	Replies []ReplyTo       // in the order of the pack
	Actions []Agreed
	Note    string // about all of it; may be empty
}

// ReplyTo is what is said to one question of a pack.
type ReplyTo struct {
	Question int            // its number in the pack, from 1
	Became   journal.Became // never empty
	Text     string         // may be empty where it was not reached
}

// Agreed is an action that was agreed.
type Agreed struct {
	Text  string
	Owner string       // who does it; empty for the practitioner
	Due   journal.Date // empty where none was given
}

// IsEmpty reports whether nothing is said in r.
func (r Reply) IsEmpty() bool { return len(r.Replies)+len(r.Actions) == 0 && r.Note == "" }

// Texts points to every text of r with its place, such as "question 1" or
// "owner of action 2".
func (r *Reply) Texts() []ReplyText {
	var out []ReplyText
	for i := range r.Replies {
		out = append(out, ReplyText{fmt.Sprintf("question %d", r.Replies[i].Question), "text", &r.Replies[i].Text})
	}
	for i := range r.Actions {
		out = append(out, ReplyText{fmt.Sprintf("action %d", i+1), "text", &r.Actions[i].Text},
			ReplyText{fmt.Sprintf("owner of action %d", i+1), "owner", &r.Actions[i].Owner})
	}
	return append(out, ReplyText{"note", "text", &r.Note})
}

// ReplyText is one text of a reply, in place.
type ReplyText struct {
	Place string
	part  string // "text" or "owner", for the gate
	Words *string
}

// The wire types are the form of replySchema, key by key.
type (
	wireReply struct {
		Schema  string        `json:"schema"`
		Notice  string        `json:"notice"`
		Pack    wirePackRef   `json:"pack"`
		Made    string        `json:"made"`
		Replies []wireReplyTo `json:"replies"`
		Actions []wireAgreed  `json:"actions"`
		Note    string        `json:"note,omitempty"`
	}
	wirePackRef struct {
		Fingerprint string `json:"fingerprint"`
		Made        string `json:"made"`
	}
	wireReplyTo struct {
		Ref    string         `json:"ref"`
		Became journal.Became `json:"became"`
		Text   string         `json:"text,omitempty"`
	}
	wireAgreed struct {
		Text  string       `json:"text"`
		Owner string       `json:"owner,omitempty"`
		Due   journal.Date `json:"due,omitempty"`
	}
)

// MarshalJSON writes r in the form of docs/reply.md, one key a line. The
// same reply gives the same bytes, and characters that a terminal would
// obey are written as \u escapes.
func (r Reply) MarshalJSON() ([]byte, error) {
	w := wireReply{Schema: replySchema, Notice: Notice, Made: instantOf(r.Made), Replies: []wireReplyTo{}, Actions: []wireAgreed{}, Note: r.Note,
		Pack: wirePackRef{r.Pack.Fingerprint, instantOf(r.Pack.Made)}}
	for _, one := range r.Replies {
		w.Replies = append(w.Replies, wireReplyTo{"question " + strconv.Itoa(one.Question), one.Became, one.Text})
	}
	for _, a := range r.Actions {
		w.Actions = append(w.Actions, wireAgreed(a))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(w); err != nil {
		return nil, fmt.Errorf("writing the reply: %w", err)
	}
	return escapeHidden(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// Hash is the SHA-256 of what r says, by which it is known again, however
// its file was laid out or sealed.
func (r Reply) Hash() ([]byte, error) {
	raw, err := r.MarshalJSON()
	sum := sha256.Sum256(raw)
	return sum[:], err
}

func instantOf(s journal.Stamp) string { return s.Time().Format(time.RFC3339) }

// ReadReply reads a reply. Keys that this version does not know are passed
// over. It refuses files over 1 MiB, other schemas and values that no reply
// holds; texts are cleaned as on writing. Errors name the place and never
// quote the file.
func ReadReply(r io.Reader) (Reply, error) {
	raw, err := readBounded(r, bounds{replyBytes, replyDepth, replyValues})
	if err != nil {
		return Reply{}, fmt.Errorf("reading the reply: %w", err)
	}
	var w wireReply
	if json.Unmarshal(raw, &w) != nil {
		return Reply{}, fmt.Errorf("%w: it is not in the form that docs/reply.md says", ErrNotAReply)
	}
	if w.Schema != replySchema {
		if strings.HasPrefix(w.Schema, "afterword/reply/") {
			return Reply{}, fmt.Errorf("%w: a newer Afterword wrote it; read it with that one", ErrNotAReply)
		}
		return Reply{}, fmt.Errorf("%w: its schema is not %s", ErrNotAReply, replySchema)
	}
	return w.reply()
}

// reply checks w and makes a Reply of it.
func (w wireReply) reply() (Reply, error) {
	packed, err := time.Parse(time.RFC3339, w.Pack.Made)
	made, err2 := time.Parse(time.RFC3339, w.Made)
	if err != nil || err2 != nil || w.Pack.Fingerprint == "" || len(w.Pack.Fingerprint) > longestLabel {
		return Reply{}, fmt.Errorf("%w: it does not say which pack it answers, or when", ErrNotAReply)
	}
	if len(w.Replies) > MostReplies || len(w.Actions) > MostAgreed {
		return Reply{}, fmt.Errorf("%w: it has more than %d replies or %d actions", ErrNotAReply, MostReplies, MostAgreed)
	}
	r := Reply{Pack: journal.PackRef{Made: journal.StampOf(packed, "")}, Made: journal.StampOf(made, ""), Note: w.Note}
	r.Pack.Fingerprint, _ = journal.Clean(w.Pack.Fingerprint)
	seen := map[int]bool{}
	for i, one := range w.Replies {
		number, ok := strings.CutPrefix(one.Ref, "question ")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 1 || len(number) > longestReplyRef || strconv.Itoa(n) != number || seen[n] {
			return Reply{}, fmt.Errorf("%w: reply %d names no question, or one that was named before", ErrNotAReply, i+1)
		}
		seen[n] = true
		became, err := journal.ParseBecame(string(one.Became))
		if err != nil {
			return Reply{}, fmt.Errorf("%w: reply %d says nothing that can become of a question", ErrNotAReply, i+1)
		}
		r.Replies = append(r.Replies, ReplyTo{n, became, one.Text})
	}
	for i, a := range w.Actions {
		if a.Due != "" && a.Due.Time().IsZero() {
			return Reply{}, fmt.Errorf("%w: action %d is due on a day that is none", ErrNotAReply, i+1)
		}
		r.Actions = append(r.Actions, Agreed(a))
	}
	return r, r.settle()
}

// settle cleans every text and refuses what says nothing.
func (r *Reply) settle() error {
	for _, t := range r.Texts() {
		if len(*t.Words) > LongestReply {
			return fmt.Errorf("%w: %s has more than %d bytes", ErrNotAReply, t.Place, LongestReply)
		}
		clean, _ := journal.Clean(*t.Words)
		*t.Words = strings.TrimSpace(clean)
	}
	for i, a := range r.Actions {
		if a.Text == "" {
			return fmt.Errorf("%w: action %d has no words", ErrNotAReply, i+1)
		}
	}
	if r.IsEmpty() {
		return fmt.Errorf("%w: it says nothing", ErrNotAReply)
	}
	return nil
}
