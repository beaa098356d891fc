package journal

// QuestionState says how far a question for supervision has come.
type QuestionState string

// The states of a question.
const (
	QuestionDraft    QuestionState = "draft"
	QuestionAsked    QuestionState = "asked"
	QuestionAnswered QuestionState = "answered"
)

// Question is something to bring to supervision.
type Question struct {
	Meta
	QuestionHead
	QuestionBody
}

// QuestionHead is what lists of questions need.
type QuestionHead struct {
	Written    Stamp         `cbor:"w" json:"written_at"`
	State      QuestionState `cbor:"k" json:"state"`
	Goal       Goal          `cbor:"g,omitempty" json:"goal,omitempty"`
	Visibility Visibility    `cbor:"v" json:"visibility"`
	Entry      ID            `cbor:"p,omitzero" json:"entry,omitzero"` // the entry it grew from
}

// QuestionBody is the text of a question.
type QuestionBody struct {
	Text string `cbor:"t" json:"text"`
}

// ActionState says how far an action has come.
type ActionState string

// The states of an action.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionPartly  ActionState = "partly"
	ActionDropped ActionState = "dropped"
)

// Action is something the writer means to do.
type Action struct {
	Meta
	ActionHead
	ActionBody
}

// ActionHead is what lists of actions need.
type ActionHead struct {
	Written Stamp       `cbor:"w" json:"written_at"`
	State   ActionState `cbor:"k" json:"state"`
	Goal    Goal        `cbor:"g,omitempty" json:"goal,omitempty"`
	Due     Date        `cbor:"d,omitempty" json:"due,omitempty"`
	Entry   ID          `cbor:"p,omitzero" json:"entry,omitzero"` // the entry it grew from
}

// ActionBody is the text of an action.
type ActionBody struct {
	Text    string `cbor:"t" json:"text"`
	Outcome string `cbor:"o,omitempty" json:"outcome,omitempty"`
}

// Shared records that something left the journal: what, when and for
// whom, by id and hash, never a second copy of the words.
type Shared struct {
	Meta
	SharedHead
	SharedBody
}

// SharedHead is what the list of shared packs needs.
type SharedHead struct {
	Written     Stamp    `cbor:"w" json:"written_at"`
	From        Date     `cbor:"f,omitempty" json:"from,omitempty"`
	To          Date     `cbor:"u,omitempty" json:"to,omitempty"`
	For         string   `cbor:"r,omitempty" json:"for,omitempty"`
	Formats     []string `cbor:"x" json:"formats"`
	Items       int      `cbor:"i" json:"item_count"`
	Replaced    int      `cbor:"y,omitempty" json:"replaced,omitempty"` // possible identifiers replaced
	Kept        int      `cbor:"j,omitempty" json:"kept,omitempty"`     // possible identifiers kept on purpose
	Undecided   int      `cbor:"u2,omitempty" json:"undecided,omitempty"`
	Fingerprint string   `cbor:"h" json:"fingerprint"` // of the journal when the pack was made
}

// SharedBody lists what a pack held.
type SharedBody struct {
	Items []SharedItem `cbor:"i" json:"items"`
	Files []SharedFile `cbor:"f,omitempty" json:"files,omitempty"`
}

// SharedItem is one thing that was in a pack.
type SharedItem struct {
	Kind     Kind   `cbor:"k" json:"kind"`
	ID       ID     `cbor:"p" json:"id"`
	Revision int    `cbor:"r" json:"revision"`
	Hash     []byte `cbor:"h" json:"sha256"` // SHA-256 of the item's words as they left
}

// SharedFile is one file that was written, by name only.
type SharedFile struct {
	Name string `cbor:"n" json:"name"`
	Hash []byte `cbor:"h" json:"sha256"` // SHA-256 of the file
}

// Settings are the writer's own words and choices; there is one record of
// them in a journal.
type Settings struct {
	Meta
	SettingsHead
	SettingsBody
}

// SettingsHead is empty: nothing lists settings.
type SettingsHead struct{}

// SettingsBody holds the settings. Empty fields stand for the defaults.
type SettingsBody struct {
	Profession string    `cbor:"p,omitempty" json:"profession,omitempty"`     // nursing, counselling, social-work, other
	Region     string    `cbor:"r,omitempty" json:"region,omitempty"`         // ISO country code, for emergency numbers
	Contacts   []Contact `cbor:"c,omitempty" json:"contacts,omitempty"`       // the writer's own, shown first by support
	Retention  Retention `cbor:"k,omitzero" json:"retention,omitzero"`        // when what was written is due to be looked at
	Remember   bool      `cbor:"m,omitempty" json:"remember_names,omitempty"` // keep a keyed hash of a name with its alias
}

// Contact is someone the writer wants to see named in a hard moment.
type Contact struct {
	Name string `cbor:"n" json:"name"`
	How  string `cbor:"h" json:"how"` // a telephone number or where to find them
}
