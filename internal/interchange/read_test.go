package interchange_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"afterword/internal/interchange"
	"afterword/internal/journal"
)

// The parts of a sound archive, to be changed one at a time.
const (
	someID  = "1a6ds4x58rpne75sdag9z1x91c"
	otherID = "mjsjm8qjxhqcbmg7g7wyd3hngr"
	saved   = `"saved":{"unix":1795482323,"offset":3600,"zone":"Europe/London"}`
	head    = `"head":{"written_at":{"unix":1795482323},"shift_date":"2026-11-24","kind":"note","goals":["culture"],"visibility":"bring","energy":3,"gist":"zebra"}`
	body    = `"body":{"answers":[{"text":"zebra","skipped":false}]}`
	first   = `{"thing":"` + someID + `","revision":1,"kind":"entry","state":"live",` + saved + `,"save":1,` + head + `,` + body + `}`
	second  = `{"thing":"` + someID + `","revision":2,"kind":"entry","state":"deleted",` + saved + `,"save":2,"undoes":1,` + head + `,"same_body_as":1}`
	// Two that were forgotten, and the one that says so.
	hollow = `{"thing":"` + someID + `","revision":1,"kind":"entry","state":"forgotten","saved":{"unix":0},"save":0,"head":{}}`
	after  = `{"thing":"` + someID + `","revision":2,"kind":"entry","state":"live",` + saved + `,"save":1,"forgot":true,` + head + `,` + body + `}`
	draft  = `{"id":"` + otherID + `","count":3,"saved_at":{"unix":1795482323},"started_at":{"unix":1795482323},"plan":{"flow":"quick","shift_date":"2026-11-24"},"answers":{"zebra":"zebra"}}`
)

// loop is one revision of a thing of the loop, with a body that is empty.
func loop(kind, head string) string {
	return `{"thing":"` + someID + `","revision":1,"kind":"` + kind + `","state":"live",` + saved + `,"save":1,"head":{"written_at":{"unix":1795482323},` + head + `},"body":{}}`
}

func document(things, drafts string) string {
	return `{"schema":"afterword/archive/1","journal":"` + someID + `","made":"2026-11-24T01:05:23Z",
"things":[` + things + `],"drafts":[` + drafts + `],"purged":2,"damaged":0}`
}

// read reads an archive to its end.
func read(in io.Reader) (things []*journal.Carried, drafts []*journal.Draft, changes int, err error) {
	r, err := interchange.NewReader(in)
	if err != nil {
		return nil, nil, 0, err
	}
	err = r.Revisions(func(one *journal.Carried) error {
		things = append(things, one)
		return nil
	})
	if err == nil {
		err = r.Drafts(func(d *journal.Draft) error {
			drafts = append(drafts, d)
			return nil
		})
	}
	return things, drafts, r.Changes(), err
}

func TestReads(t *testing.T) {
	things, drafts, changes, err := read(strings.NewReader(document(first+","+second, draft)))
	if err != nil || len(things) != 2 || len(drafts) != 1 || changes != 0 {
		t.Fatalf("read %d revisions, %d drafts, %d changes: %v", len(things), len(drafts), changes, err)
	}
	e := things[0].Content.(*journal.Entry)
	if e.Answers[0].Text != "zebra" || e.Energy != 3 || things[0].State != journal.Live || things[1].SameBody != 1 || things[1].Undoes != 1 {
		t.Errorf("read %+v and %+v", things[0], things[1])
	}
	if things, _, _, err := read(strings.NewReader(document(hollow+","+after, ""))); err != nil || len(things) != 2 || things[0].Content != nil || !things[1].Forgot {
		t.Errorf("of what was forgotten it read %+v: %v", things, err)
	}
	// What the journal would not have kept is changed, and counted.
	dirty := strings.Replace(first, `"text":"zebra"`, `"text":"ze\u0000bra\r\n\u009bend"`, 1)
	things, _, changes, err = read(strings.NewReader(document(dirty, "")))
	if err != nil || changes != 1 || things[0].Content.(*journal.Entry).Answers[0].Text != "zebra\nend" {
		t.Errorf("%d changes, %v", changes, err)
	}
}

// TestRefuses: each change of a sound archive is refused with its place,
// and no refusal quotes what the archive says.
func TestRefuses(t *testing.T) {
	swap := func(in, old, with string) string {
		if !strings.Contains(in, old) {
			t.Fatalf("%q is not in %q", old, in)
		}
		return document(strings.Replace(first+","+second, old, with, 1), draft)
	}
	one := func(old, with string) string { return swap(first, old, with) }
	two := func(old, with string) string { return document(first+","+strings.Replace(second, old, with, 1), draft) }
	draftly := func(old, with string) string {
		return document(first+","+second, strings.Replace(draft, old, with, 1))
	}
	forgot := func(old, with string) string {
		return document(strings.Replace(hollow+","+after, old, with, 1), draft)
	}
	const in1, in2, inDraft = "thing 1, revision 1: ", "thing 1, revision 2: ", "draft 1: "
	for name, tt := range map[string]struct{ in, want string }{
		"nothing":              {"", "it is empty"},
		"no JSON":              {"zebra", "not an archive"},
		"a list":               {"[]", "not an archive"},
		"another schema":       {`{"schema":"zebra/1"}`, "not an archive"},
		"a newer one":          {strings.Replace(document("", ""), "archive/1", "archive/2", 1), "newer"},
		"no journal":           {strings.Replace(document("", ""), someID, "zebra", 1), "does not name its journal"},
		"no instant":           {strings.Replace(document("", ""), "2026-11-24T", "zebra", 1), "when it was made"},
		"no things":            {strings.Replace(document("", ""), `"things"`, `"zebra"`, 1), `the list "things"`},
		"things of no list":    {strings.Replace(document("", ""), `"things":[]`, `"things":{}`, 1), `the list "things"`},
		"cut short":            {document(first, draft)[:len(document(first, draft))-3], "cut short"},
		"cut in a revision":    {document(first, draft)[:300], "thing 1: it is not an archive of Afterword: it is cut short"},
		"something after":      {document(first, draft) + "{}", "something follows"},
		"a key at the end":     {strings.Replace(document(first, ""), `"damaged":0`, `"damaged":0,"zebra":1`, 1), "a key more"},
		"a negative number":    {strings.Replace(document(first, ""), `"purged":2`, `"purged":-2`, 1), `"purged"`},
		"no id":                {one(someID, "zebra"), "thing 1, revision 1: its id"},
		"an id in capitals":    {one(someID, strings.ToUpper(someID)), "its id"},
		"an id that is none":   {one(someID, strings.Repeat("0", 26)), "its id"},
		"a missing revision":   {two(`"revision":2`, `"revision":3`), "thing 1, revision 3: revision 2 should come here"},
		"a revision twice":     {two(`"revision":2`, `"revision":1`), in1 + "revision 2"},
		"another kind":         {two(`"kind":"entry"`, `"kind":"question"`), in2 + "its kind"},
		"an unknown kind":      {one(`"kind":"entry"`, `"kind":"zebra"`), in1 + "its kind is not known"},
		"no kind":              {one(`"kind":"entry"`, `"kind":"Zebra 1"`), in1 + "its kind is none"},
		"settings by an id":    {one(`"kind":"entry"`, `"kind":"settings"`), "the settings"},
		"an entry as settings": {one(someID, "settings"), "the settings"},
		"a lexicon by an id":   {one(`"kind":"entry"`, `"kind":"lexicon"`), "the lexicon"},
		"all of it forgotten":  {document(hollow, draft), in1 + "all of it is forgotten"},
		"forgotten in silence": {forgot(`"forgot":true,`, ""), in2 + "what was forgotten ends here"},
		"nothing forgotten":    {two(`"save":2`, `"save":2,"forgot":true`), in2 + "what was forgotten ends here"},
		"forgotten with words": {forgot(`"head":{}`, head), in1 + "it is forgotten, and still"},
		"forgotten with a day": {forgot(`"save":0`, `"save":1`), in1 + "it is forgotten, and still"},
		"forgotten later":      {document(first+","+strings.Replace(hollow, `"revision":1`, `"revision":2`, 1), draft), in2 + "it is forgotten, and one before"},
		"a forgotten body":     {forgot(body, `"same_body_as":1`), in2 + "same_body_as"},
		"another state":        {one(`"live"`, `"purged"`), in1 + "its state"},
		"no instant of saving": {one(saved, `"saved":{}`), in1 + "it does not say when"},
		"a far year":           {one(saved, `"saved":{"unix":999999999999999}`), in1 + "saved is not in the years"},
		"a far zone":           {one(`"offset":3600`, `"offset":99999`), in1 + "saved is further"},
		"no zone":              {one("Europe/London", "Zebra\\u001b[2J"), in1 + "saved has a zone"},
		"a save before":        {two(`"save":2`, `"save":1`), in2 + "its save"},
		"a save skipped":       {two(`"save":2`, `"save":3`), in2 + "its save"},
		"no save":              {one(`"save":1`, `"save":0`), in1 + "its save"},
		"undoing itself":       {two(`"undoes":1`, `"undoes":2`), in2 + "undoes"},
		"no body":              {one(","+body, ""), in1 + "it has either"},
		"two bodies":           {two(`"same_body_as":1`, `"same_body_as":1,`+body), in2 + "it has either"},
		"a body from nowhere":  {two(`"same_body_as":1`, `"same_body_as":2`), in2 + "same_body_as"},
		"an unknown key":       {one(`"save":1`, `"save":1,"zebra":1`), in1 + "it has a key"},
		"an unknown head key":  {one(`"energy"`, `"zebra"`), in1 + "its head: it has a key"},
		"an unknown body key":  {one(`"skipped"`, `"zebra"`), in1 + "its body: it has a key"},
		"another type":         {one(`"energy":3`, `"energy":"zebra"`), in1 + "its head: energy is of another type"},
		"a rating too high":    {one(`"energy":3`, `"energy":6`), in1 + "head.energy is not from 0 to 5"},
		"a rating below":       {one(`"energy":3`, `"energy":-1`), in1 + "head.energy"},
		"a day that is none":   {one("2026-11-24", "2026-02-30"), in1 + "head.shift_date"},
		"a day in words":       {one("2026-11-24", "zebra"), in1 + "head.shift_date"},
		"a goal that is none":  {one(`"culture"`, `"zebra"`), in1 + "head.goals 1"},
		"a goal in capitals":   {one(`"culture"`, `"Culture"`), in1 + "head.goals 1"},
		"no kind of entry":     {one(`"kind":"note",`, ""), in1 + "head.kind is missing"},
		"another visibility":   {one(`"bring"`, `"zebra"`), in1 + "head.visibility"},
		"no visibility":        {one(`"bring"`, `""`), in1 + "head.visibility is missing"},
		"no base64":            {one(`"save":1`, `"save":1,"head_more":"zebra!"`), in1 + "a value in it"},
		"half a character":     {one(`"gist":"zebra"`, `"gist":"zebra\ud83d"`), in1 + "it has half"},
		"the other half":       {one(`"gist":"zebra"`, `"gist":"zebra\uDE00x"`), in1 + "it has half"},
		"no UTF-8":             {one(`"gist":"zebra"`, "\"gist\":\"zebra\xff\""), in1 + "it is not UTF-8"},
		"too deep":             {one(`"gist":"zebra"`, `"zebra":`+strings.Repeat("[", 40)+strings.Repeat("]", 40)), in1 + "it is more than 32"},
		"too long a text":      {one(`"gist":"zebra"`, `"gist":"`+strings.Repeat("zebra", 1<<20)+`"`), in1 + "head.gist is longer than 4 MiB"},
		"too long a revision":  {one(`"gist":"zebra"`, `"gist":"`+strings.Repeat("zebra", 4<<20)+`"`), "16 MiB"},
		"broken JSON":          {one(`"save":1`, `"save":zebra`), "thing 1: it is not JSON"},
		"a look on no day":     {one(`"save":1`, `"save":1,"looked_at":"zebra"`), in1 + "looked_at"},
		"an eye too many":      {document(loop("question", `"state":"draft","visibility":"bring","eye":8`), ""), in1 + "head.eye is not from 0 to 7"},
		"a want that is none":  {document(loop("question", `"state":"draft","visibility":"bring","want":"zebra"`), ""), in1 + "head.want"},
		"a state that is none": {document(loop("action", `"state":"zebra"`), ""), in1 + "head.state"},
		"nobody's name":        {document(loop("supervisor", `"state":"current"`), ""), in1 + "head.name is missing"},
		"no state of anybody":  {document(loop("supervisor", `"name":"zebra"`), ""), in1 + "head.state is missing"},
		"a session of no day":  {document(loop("session", `"minutes":60`), ""), in1 + "head.date is missing"},
		"a session too long":   {document(loop("session", `"date":"2026-11-24","minutes":1441`), ""), in1 + "head.minutes is not from 0 to 1440"},
		"a mode that is none":  {document(loop("session", `"date":"2026-11-24","mode":"zebra"`), ""), in1 + "head.mode"},
		"what became of none":  {document(strings.Replace(loop("session", `"date":"2026-11-24"`), `"body":{`, `"body":{"brought":[{"question":"`+otherID+`"}]`, 1), ""), in1 + "a part of body.brought 1 is missing"},
		"a draft without id":   {draftly(otherID, strings.Repeat("0", 26)), inDraft + "it has no id"},
		"a draft twice":        {document("", draft+","+draft), "draft 2: its id"},
		"a draft of no count":  {draftly(`"count":3`, `"count":0`), inDraft + "its count"},
		"a draft of no flow":   {draftly(`"quick"`, `"zebra"`), inDraft + "it.plan.flow"},
		"a draft and a key":    {draftly(`"count":3`, `"count":3,"zebra":4`), inDraft + "it has a key"},
	} {
		_, _, _, err := read(strings.NewReader(tt.in))
		switch {
		case err == nil:
			t.Errorf("%s: it was read", name)
		case !strings.Contains(err.Error(), tt.want):
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		case strings.Contains(strings.ToLower(err.Error()), "zebra"):
			t.Errorf("%s: the refusal quotes the archive: %v", name, err)
		}
	}
}

// wide is a revision that never ends.
type wide struct{ n int }

// Read implements io.Reader.
func (w *wide) Read(p []byte) (int, error) {
	if w.n++; w.n == 1 {
		return copy(p, strings.Split(document("\x00", ""), "\x00")[0]+`{"thing":"`), nil
	}
	return copy(p, bytes.Repeat([]byte("a"), len(p))), nil
}

func TestLimits(t *testing.T) {
	w := new(wide)
	_, _, _, err := read(w)
	if !errors.Is(err, interchange.ErrTooLarge) || !strings.Contains(err.Error(), "thing 1") {
		t.Errorf("a revision without end: %v", err)
	}
	if _, _, _, err := read(io.MultiReader(strings.NewReader(document("", "")[:60]), failingDisk{})); !errors.Is(err, errDisk) {
		t.Errorf("a disk that fails: %v", err)
	}
}

var errDisk = errors.New("the disk gave an error")

type failingDisk struct{}

// Read implements io.Reader.
func (failingDisk) Read([]byte) (int, error) { return 0, errDisk }

// FuzzImport: whatever is read, nothing panics, what is accepted can be
// written and read again as the same, and no error quotes the archive.
func FuzzImport(f *testing.F) {
	for _, seed := range []string{document(first+","+second, draft), document("", ""), document(strings.Replace(first, "entry", "letter", 1), ""),
		strings.ReplaceAll(document(first, draft), `"`, ``), document(first, draft)[:200], "\ufeff{}", `{"schema":"afterword/archive/1"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		things, drafts, _, err := read(bytes.NewReader(in))
		if err != nil {
			if strings.Contains(err.Error(), "zebra") {
				t.Fatalf("the refusal quotes the archive: %v", err)
			}
			return
		}
		once := written(t, things, drafts)
		again, kept, changes, err := read(bytes.NewReader(once))
		if err != nil || changes > 0 {
			t.Fatalf("what was accepted is refused: %v, %d changes\n%s", err, changes, once)
		}
		if twice := written(t, again, kept); !bytes.Equal(once, twice) {
			t.Fatalf("written once\n%s\nand twice\n%s", once, twice)
		}
	})
}

func written(t *testing.T, things []*journal.Carried, drafts []*journal.Draft) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := interchange.NewWriter(&out, interchange.Header{Journal: journal.ID{1}, Made: journal.Stamp{Unix: 1}})
	for _, one := range things {
		if err == nil {
			err = w.Revision(one)
		}
	}
	for _, d := range drafts {
		if err == nil {
			err = w.Draft(d)
		}
	}
	if err == nil {
		err = w.Close(0, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestDocumented: docs/archive.md names every key that is written.
func TestDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/archive.md")
	if err != nil {
		t.Fatal(err)
	}
	var walk func(reflect.Type)
	walk = func(of reflect.Type) {
		switch of.Kind() {
		case reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
			walk(of.Elem())
		case reflect.Struct:
			for i := range of.NumField() {
				f := of.Field(i)
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				if f.Type == reflect.TypeFor[journal.Meta]() {
					continue
				}
				if name != "" && !strings.Contains(string(text), "`"+name+"`") {
					t.Errorf("%s: the key %q of %s is not in docs/archive.md", of, name, f.Name)
				}
				if name == "" && !f.Anonymous {
					t.Errorf("%s: %s has no name in an archive", of, f.Name)
				}
				walk(f.Type)
			}
		}
	}
	for _, k := range []journal.Kind{journal.KindEntry, journal.KindQuestion, journal.KindAction, journal.KindShared, journal.KindSettings, journal.KindAlias, journal.KindLexicon} {
		walk(reflect.TypeOf(journal.OfKind(k)))
	}
	walk(reflect.TypeFor[journal.Draft]())
}
