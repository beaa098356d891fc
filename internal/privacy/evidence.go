package privacy

// evidence is one reason for or against a word being somebody's name. Its
// weight and its words stand in data/weights.txt, in this order.
type evidence uint8

// How the word is written, where it stands.
const (
	capitalInside  evidence = iota // a capital inside a sentence
	capitalColon                   // a capital after a colon or an opening quotation mark
	capitalOpening                 // a capital at the beginning of a sentence
	wholeShort                     // AK, OT, MAU in an ordinary line
	wholeShouted                   // any word in a line of capitals
	capitalLater                   // McKay, DeShawn
	smallPlain                     // small letters where others have capitals
	smallAmong                     // small letters in a text of many capitals
	smallFlat                      // small letters where there are no capitals

	// What kind of word it is.
	wordSmall       // a common word, in small letters
	wordInside      // a common word with a capital inside a sentence
	wordOpening     // a common word at a beginning
	nameInside      // a first name that is a common word, with a capital inside a sentence
	nameOpening     // a first name that is a common word, at a beginning
	lesserWord      // a word less common
	seldomWord      // a word, but a rare one
	formOfWord      // not listed itself, but a known word with an ending
	noWord          // in no list of words
	nearWord        // small letters, one letter away from an everyday word
	foreignSmall    // no word, in small letters, on no list of names
	medicine        // has the ending of a medicine
	notName         // listed as not a name: an eponym, a tool, a theorist, a law
	ruledOut        // what it means here is not a person
	sharedName      // listed as not a name, and an ordinary name as often
	monthOrDay      // the name of a month or a day of the week
	nationality     // of a people, a language, a faith
	placeName       // listed as a place
	shortSmall      // two or three letters, all small
	acronym         // three capitals or more that no list of names has
	unlistedOpening // no word and no listed name, at a beginning
	unlistedInside  // no word and no listed name, with a capital inside a sentence

	// What the lists of names say.
	firstSeldom
	firstKnown
	firstCommon
	lastSeldom
	lastKnown
	lastCommon

	// What stands before it.
	afterTitle
	afterSoftTitle
	afterKin
	afterRole
	afterNaming
	afterGreeting
	afterVerb       // told, rang, thanked
	afterWith       // with, from, by, to, for
	afterPlaceWord  // in, at, near
	afterDeterminer // the, a, this
	afterPronoun    // my, his, her
	afterFirst      // right after a first name
	afterInitial    // J. Okafor
	afterNameAnd    // in a row with somebody's name

	// What stands after it.
	beforeSpeech  // said, told, smiled
	beforeVerb    // was, has, came
	beforeNoun    // possessive, and a noun
	possessed     // possessive alone
	beforeLast    // right before something like a last name
	beforeThing   // scale, model, syndrome, test
	cited         // a year or "et al" after it
	explained     // (23), "who", ", a client"
	beforeRole    // Sarah the OT
	beforeAndI    // X and I
	besideCapital // another capitalised word that is not a name touches it

	// What stands elsewhere in the note.
	inPhrase   // among words of another language
	besideName // next to what is a name by itself

	evidences
)

// proof is a set of evidence.
type proof uint64

func (p *proof) add(e evidence)     { *p |= 1 << e }
func (p proof) has(e evidence) bool { return p&(1<<e) != 0 }
