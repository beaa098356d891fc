package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/render"
	"afterword/internal/vault"
)

// exporting is what export was asked for.
type exporting struct {
	since, until, out, recipient, by, decisions, notes, paper string
	formats, questions, items, wholly, learning               []string
	full, shareUndecided, dryRun                              bool
	sides, excerpt                                            int
	trend, measures, scan, drawings                           bool
	kind, unit                                                string // unit: month, quarter or year, of a review
	without                                                   []string
	seal                                                      sealing
}

func (a *app) exportCommand() *cobra.Command {
	var o exporting
	c := &cobra.Command{
		Use:   "export [month|quarter|year]",
		Short: "Write a supervision pack of what you chose to bring, or a review",
		Long: `Writes a pack to a file: your questions first, at most three, then your
actions, the entries marked "bring", counts by goal and the supervision you
had. Actions come while they are open, and once after they were closed.
Without --since it begins at the last pack; with --for at the last one that was
not for someone else. With --item nothing is in it but what you name.
Nothing marked never, and nothing that grew from it, ever is.
Possible identifiers are decided first; while one is undecided nothing leaves
(status 8). What was shared is recorded: afterword shared. The same as one
guided path: afterword prepare.

With --kind review it is a review of a month, quarter or year for a portfolio or
an appraisal: each goal by its own measure, when you wrote, energy, weight and
confidence over time, supervision, and the entries marked "bring". --item adds
an entry, an action or a learning goal; --without leaves a part out.

A PDF or DOCX is for paper: A4, or Letter where the settings say US or CA.
With --encrypt-to or --encrypt the file is sealed in the format of age and its
name ends with .age: any age tool opens it (age -d), and afterword read shows
one in JSON.`,
		Example:           "  afterword export --dry-run\n  afterword export --since \"4 weeks ago\" --for Sam --out pack.md --yes\n  afterword export --since \"4 weeks ago\" --format text --out - --yes\n  afterword export --trend --scan --dry-run\n  echo \"How I am: tired, and glad of the team.\" | afterword export --since \"last session\" --notes - --dry-run\n  afterword export --since \"4 weeks ago\" --out for-sam.pdf --yes  # or .docx or .html\n  afterword export --kind review year --drawings --out review.pdf --yes\n  afterword export --kind review quarter --without energy --without weight --dry-run\n  afterword export --since \"4 weeks ago\" --out pack.json --format json --encrypt-to age1ullpzsrw3qkjygggnrlyjvk2q62d2nn09e4qfqf2uv8745n2j4zqvdc2lw --yes",
		Args:              onePeriod,
		ValidArgsFunction: periodCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.checkKind(args); err != nil {
				return err
			}
			return a.export(c.Context(), o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.since, "since", "", "from this `DAY` on, last (the last pack) or \"last session\"")
	f.StringVar(&o.until, "until", "", "up to this `DAY` (default today)")
	f.StringArrayVar(&o.formats, "format", nil, orList(formatNames())+"; may be repeated (default md, or as --out ends)")
	f.StringVar(&o.paper, "paper", "", "`SIZE` of a PDF or DOCX: a4 or letter (default by region)")
	f.StringVar(&o.out, "out", "", "the `FILE` to write, or - for standard output")
	f.StringVar(&o.recipient, "for", "", "whom it is for: a `NAME`, shown in the pack")
	f.StringVar(&o.by, "by", "", "what you are called in the pack: a `NAME`")
	f.BoolVar(&o.full, "full-text", false, "answers in full, not their first words")
	f.StringArrayVar(&o.wholly, "full", nil, "this entry's answers in full, by its `ID`; may be repeated")
	f.IntVar(&o.excerpt, "excerpt", pack.UsualExcerpt, "the first `WORDS` of each answer")
	f.IntVar(&o.sides, "sides", mostSides, "let the pack have up to `N` sides of paper")
	f.StringVar(&o.notes, "notes", "", "a `FILE`, or -, with \"How I am:\" and \"About our supervision:\"")
	f.StringArrayVar(&o.questions, "question", nil, "bring this question, by its `ID`; up to three times")
	f.StringArrayVar(&o.items, "item", nil, "only this entry, question or action, by its `ID`; may be repeated")
	f.StringArrayVar(&o.learning, "learning", nil, "bring this learning goal, by its `ID`; may be repeated")
	f.BoolVar(&o.trend, "trend", false, "energy and weight carried home, in order of time")
	f.BoolVar(&o.measures, "measures", false, "what was noted for each goal, not only how often")
	f.BoolVar(&o.scan, "scan", false, "every alias, and the weeks since it was last brought")
	f.StringVar(&o.decisions, "decisions", "", "a `FILE` of what to do about each possible identifier")
	f.BoolVar(&o.shareUndecided, "share-undecided", false, "let undecided identifiers leave; they are counted")
	o.reviewFlags(c)
	o.seal.flags(c, packPassphraseFD, "pack")
	f.BoolVar(&o.dryRun, "dry-run", false, "show the pack; write and record nothing")
	offer := func(flag string, words ...string) {
		// The flag is there: it was defined above.
		_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	offer("format", formatNames()...)
	offer("paper", papers()...)
	offer("since", "last", "last session", "today", "yesterday")
	offer("until", "today", "yesterday")
	_ = c.RegisterFlagCompletionFunc("question", a.shareCompletions(journal.KindQuestion))
	_ = c.RegisterFlagCompletionFunc("learning", a.shareCompletions(journal.KindLearning))
	_ = c.RegisterFlagCompletionFunc("full", a.shareCompletions(journal.KindEntry))
	_ = c.RegisterFlagCompletionFunc("item", a.shareCompletions(journal.KindEntry))
	return c
}

// leaving is one file of a pack as it leaves; the path is - for standard
// output.
type leaving struct {
	packFormat
	path string
	data []byte
}

// export carries the command out.
func (a *app) export(ctx context.Context, o exporting) (err error) {
	defer func() { err = a.keepAlways(ctx, err) }()
	files, err := a.leavings(&o)
	if err != nil {
		return err
	}
	v, err := a.open(ctx)
	if err != nil {
		return err
	}
	gather := a.gather
	if o.isReview() {
		gather = a.gatherReview
	}
	g, err := gather(ctx, v, o)
	if err != nil {
		return err
	}
	p, err := a.release(ctx, v, g, o)
	if err != nil {
		return err
	}
	paper := a.paper(ctx, o.paper)
	if err := fillAll(files, p, paper); err != nil {
		return err
	}
	length, err := render.Measure(p, paper)
	if err != nil {
		return err
	}
	var long error
	if capped(files) && !o.isReview() {
		long = a.tooLong(p, length, o, func(id journal.ID) string { return a.short(ctx, v, id) })
	}
	risks, err := a.openRisks(ctx, v, p)
	if err != nil {
		return err
	}
	if o.dryRun || a.flags.yes {
		a.sayRisks(risks)
	}
	if o.dryRun {
		return a.dryRun(p, files, length, long, o.sides)
	}
	if long != nil {
		return long
	}
	a.say("%s.", lengthWords(p, length, o.sides))
	if said := unletteredWords(files, length); said != "" {
		a.say("%s", said)
	}
	replaces := false
	for _, f := range files {
		there, err := checkTarget(f.path, v.Path(), v.KeyFile())
		if err == nil && there && a.flags.yes {
			err = a.earlierPack(ctx, v, f.path)
		}
		if err != nil {
			return err
		}
		replaces = replaces || there
	}
	shown, err := preview(p, files)
	if err != nil {
		return err
	}
	if err := a.agree(ctx, p, shown, files, risks, replaces); err != nil {
		return err
	}
	if err := a.sealPack(ctx, &o.seal, files); err != nil {
		return err
	}
	return a.send(ctx, v, p, files, o.seal.record(), func(record *journal.Shared) error { return v.Save(ctx, a.stamp(), record) })
}

// fillAll writes a pack into each of the files, in memory.
func fillAll(files []leaving, p pack.Pack, paper render.Paper) error {
	for i := range files {
		var b bytes.Buffer
		if err := files[i].write(&b, p, paper); err != nil {
			return fmt.Errorf("writing the pack: %w", err)
		}
		files[i].data = b.Bytes()
	}
	return nil
}

// leavings settles formats and names before anything is opened.
func (a *app) leavings(o *exporting) ([]leaving, error) {
	if o.decisions == "-" && o.notes == "-" {
		return nil, misused("standard input holds one thing; give --decisions or --notes a file")
	}
	if o.decisions != "" && o.shareUndecided {
		return nil, misused("--decisions and --share-undecided are two ways to go on; give one of them")
	}
	if err := a.checkSealing(o); err != nil {
		return nil, err
	}
	if err := checkSides(*o); err != nil {
		return nil, err
	}
	formats, err := a.chosenFormats(*o)
	if err != nil {
		return nil, err
	}
	var files []leaving
	for _, f := range formats {
		if f.name == "ics" && o.isReview() {
			return nil, hinted(misused("a review looks back and has no day for a calendar; nothing was written"), "The days that are to come: afterword export --format ics")
		}
		if f.looks == drawn && a.Terminal.Out && (o.dryRun || o.out == "-") {
			return nil, hinted(misused("a %s is no text for a terminal to show; nothing was written", strings.ToUpper(f.name)),
				"Give --out FILE, or send standard output to a file or a program. The same words as text: afterword export --dry-run --format text")
		}
		files = append(files, leaving{packFormat: f})
	}
	if len(files) > 1 && (o.out == "-" || o.dryRun) {
		return nil, misused("standard output takes one format; give --format once")
	}
	out := o.out
	if o.seal.wanted() {
		out = strings.TrimSuffix(out, sealEnding)
	}
	for i := range files {
		files[i].path = o.seal.named(a.outPath(*o, out, files[i].ext, len(files) > 1))
	}
	return files, checkPaper(*o, files)
}

// outPath names the file of a pack. Of several files, --out is the name
// without its ending.
func (a *app) outPath(o exporting, out, ext string, several bool) string {
	switch {
	case out == "" && o.isReview():
		return "review-" + string(a.today()) + ext
	case out == "":
		return "supervision-" + string(a.today()) + ext
	case out == "-" || !several:
		return out
	}
	for _, f := range packFormats() {
		out = strings.TrimSuffix(out, f.ext)
	}
	return out + ext
}

// release takes a gathering through the gate: by the decisions given, or
// by asking about each finding where someone is there to be asked.
func (a *app) release(ctx context.Context, v *vault.Vault, g *pack.Gathering, o exporting) (pack.Pack, error) {
	d := pack.Decisions{ShareUndecided: o.shareUndecided}
	if o.decisions != "" {
		list, err := a.readDecisions(o.decisions)
		if err != nil {
			return pack.Pack{}, err
		}
		d.List = list
	}
	asking := o.decisions == "" && !o.shareUndecided && a.dialogue()
	return a.through(ctx, g, d, &deciding{vault: v, seen: map[string]bool{}}, asking)
}

// dryRun shows what would leave and keeps no trace of it. A pack that is
// too long is shown, and why it would not leave.
func (a *app) dryRun(p pack.Pack, files []leaving, n render.Length, long error, most int) error {
	if _, err := a.Out.Write(files[0].data); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	if long != nil {
		return long
	}
	a.say("%s.", lengthWords(p, n, most))
	a.say("Would leave: %s Nothing was written.", contentsOf(p, formatsOf(files)))
	return nil
}

// unletteredWords says that a PDF is among the files and shows characters
// otherwise than they were written; nothing where it does not.
func unletteredWords(files []leaving, n render.Length) string {
	if n.Unlettered == 0 || !slices.ContainsFunc(files, func(f leaving) bool { return f.name == "pdf" }) {
		return ""
	}
	return "The PDF has no letters for " + counted(n.Unlettered, "character") + " and shows numbers or a count in their place; HTML and DOCX show them."
}

// capped reports whether a file holds the whole pack, so that its length
// matters. Rows and days have none.
func capped(files []leaving) bool {
	return slices.ContainsFunc(files, func(f leaving) bool { return f.looks != partly })
}

// agree shows every line of the pack and asks whether it shall leave. Where
// nobody can be asked it takes --yes.
func (a *app) agree(ctx context.Context, p pack.Pack, shown string, files []leaving, risks int, replaces bool) error {
	if a.flags.yes {
		return nil
	}
	if !a.dialogue() {
		return hinted(misused("writing a pack needs a yes; give --yes to go ahead without being asked"),
			"To see every line first: afterword export --dry-run. Then see: afterword export --help")
	}
	note := ""
	if replaces {
		note = "It takes the place of the file that is there."
	}
	var names []string
	for _, f := range files {
		names = append(names, targetName(f.path))
	}
	goes := func(w ask.Answers) bool { return risks == 0 || w.Value(riskOpenID) == "yes" }
	r, err := a.ask(ctx, ask.Form{Title: titleOf(p), Questions: []ask.Question{
		a.riskOpenQuestion(ctx, risks, func(ask.Answers) bool { return true }),
		{ID: "preview", Kind: ask.Card, Title: "This is everything that will leave:", Note: shown, Uncounted: true, When: goes},
		{ID: "sure", Kind: ask.Choice, Title: "Write this to " + strings.Join(names, ", ") + "?", Note: note, Uncounted: true, Must: true, When: goes,
			Options: []ask.Option{{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}}},
	}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left || r.Answers.Value("sure") != "yes":
		a.say("Nothing was written.")
		return errLeft
	}
	return nil
}

// targetName is a path as it is said.
func targetName(path string) string {
	if path == "-" {
		return "standard output"
	}
	return path
}

// contentsOf says what of a pack is in files of some formats: "1 question,
// 3 entries; 2 possible identifiers: 2 replaced."
func contentsOf(p pack.Pack, formats []string) string {
	var parts []string
	if p.Kind() == pack.ForReview {
		parts = append(parts, "numbers of "+counted(p.Review().Entries, "entry"))
	}
	for _, k := range []struct {
		n    int
		kind journal.Kind
		noun string
	}{{len(p.Aims()) + len(p.Review().Learning), journal.KindLearning, "learning goal"}, {len(p.Questions()), journal.KindQuestion, "question"},
		{len(p.Actions()), journal.KindAction, "action"}, {len(p.Entries()), journal.KindEntry, "entry"}} {
		if k.n > 0 && leftIn(formats, k.kind, p.Kind() == pack.ForReview) {
			parts = append(parts, counted(k.n, k.noun))
		}
	}
	if len(parts) == 0 && slices.Contains(formats, formatICS) {
		parts = []string{"days for a calendar, without words"}
	} else if len(parts) == 0 {
		parts = []string{"sessions"}
	}
	c := p.Counts()
	return strings.Join(parts, ", ") + "; " + identifierWords(c.Replaced, c.Kept, c.Undecided) + "."
}

// sharedOf is the record of a pack.
func sharedOf(p pack.Pack, files []leaving, sealed journal.Sealed, hash func([]byte) [32]byte) *journal.Shared {
	s, c := new(journal.Shared), p.Counts()
	s.Kind = string(p.Kind())
	s.Written, s.From, s.To, s.For = p.Made(), p.Period().From, p.Period().To, p.For()
	s.Replaced, s.Kept, s.Undecided, s.Fingerprint = c.Replaced, c.Kept, c.Undecided, p.Fingerprint()
	s.SharedBody.Items, s.SharedBody.Sealed = p.Items(), sealed
	s.SharedHead.Items = len(s.SharedBody.Items)
	s.Formats = formatsOf(files)
	for _, f := range files {
		sum := hash(f.data)
		s.Files = append(s.Files, journal.SharedFile{Name: filepath.Base(f.path), Hash: sum[:]})
	}
	return s
}
