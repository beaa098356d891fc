package cli

import (
	"context"

	"afterword/internal/ask"
	"afterword/internal/journal"
	"afterword/internal/pack"
	"afterword/internal/vault"
)

// openRisks counts the entries of a pack in which somebody is at risk, not
// marked as handed over. A pack must not be how that is first told.
func (a *app) openRisks(ctx context.Context, v *vault.Vault, p pack.Pack) (int, error) {
	n := 0
	for _, item := range p.Items() {
		if item.Kind != journal.KindEntry {
			continue
		}
		e := new(journal.Entry)
		if err := v.Load(ctx, item.ID, e); err != nil {
			return 0, err
		}
		if e.Risk == journal.RiskOpen {
			n++
		}
	}
	return n, nil
}

// riskWords says how many entries there are.
func riskWords(n int) string {
	return "In this pack: " + counted(n, "entry") + " with someone at risk, not marked as handed over"
}

// sayRisks says it where nobody is asked.
func (a *app) sayRisks(n int) {
	if n > 0 {
		a.say("%s. A pack is not a report: do not wait for the meeting. What to do now: afterword support. Once it is handed over: afterword edit ENTRY --risk handed-over", riskWords(n))
	}
}

// riskOpenID is the id of the question about entries with an open risk.
const riskOpenID = "riskopen"

// riskOpenQuestion shows what to do about them outside the journal, and asks
// whether the pack is gone on with.
func (a *app) riskOpenQuestion(ctx context.Context, n int, when func(ask.Answers) bool) ask.Question {
	return ask.Question{ID: riskOpenID, Kind: ask.Choice, Title: riskWords(n) + ". Go on?", Uncounted: true, Must: true,
		Note: riskCard(a.supportPage(ctx).region.Emergency), When: func(w ask.Answers) bool { return n > 0 && when(w) },
		Options: []ask.Option{
			{Key: 'y', Value: "yes", Label: "Go on to the preview; it is not left to the meeting"},
			{Key: 'n', Value: "no", Label: "Not now"},
		}}
}
