package demo

// story is a file of data. Days and moments are written as calendar reads
// them. A key is a word by which other parts of the story name something.
type story struct {
	Label       string // what the practitioner is, such as nurse
	Profession  string // as the settings have it
	Person      string // the practitioner's own words
	Shift       string
	Supervision string

	Supervisor supervisor
	Alias      []alias
	Entry      []entry
	Bare       []string // quick entries without words: a moment, energy and weight, and "night" where the shift began the day before
	Session    []session
	Question   []question
	Action     []action
	Learning   []learning
}

type supervisor struct {
	Name, Role, Credential, Frequency, Purpose, Limits string
	Minutes                                            int
	Since, Review                                      string // days
}

type alias struct {
	Label, Role string
	Since       string // a day
	Retired     string // a day, empty for current
}

// entry is told by what was asked and said: Said answers the prompts in
// Asked, or the stages of Framework, one by one; an empty text is a skipped
// one. A quick entry has one prompt, and what it told second.
type entry struct {
	Key       string
	At        string // a moment
	Night     bool   // the shift began the day before
	Kind      string // quick where it says nothing
	Framework string
	Asked     []string
	Said      []string
	Goals     []string // those of the prompts where it says nothing
	Rated     []int    // energy, weight, confidence; 0 for none
	Decided   string
	Next      string
	Risk      string // none where it says nothing
	Tags      []string
	Share     string // visibility; just-me where it says nothing
	Reopen    bool   // a placeholder, to be opened again
	About     string // key of the entry that a second look is about
	Learning  string // key of the learning goal that it is a note on
	Minutes   int
	Feedback  string // the asides
	Options   string
	Consulted string
	Helped    string
}

type session struct {
	Key            string
	Day, Next      string // days
	Minutes        int
	Mode, Medium   string
	Goals          []string
	Agreed, Impact string
	Brought        []string // keys of questions, with what became of each: "late-call answered"
	Signed         bool
}

type question struct {
	Key                           string
	At                            string // a moment
	Text, Context, Tried, Outcome string
	Want, Goal, Share             string // Share is bring where it says nothing
	Eye                           int
	From                          string // key of the entry it grew from
}

type action struct {
	At               string // a moment
	Text, Outcome    string
	Goal, Kind, Sign string
	Standard, Owner  string
	Due, Closed      string // days
	State            string // open where it says nothing
	From             string // key of the entry or session it grew from
}

type learning struct {
	Key           string
	At            string // a moment
	Text, Outcome string
	Goal          string
	Closed        string // a day, empty while it is open
}
