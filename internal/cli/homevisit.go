package cli

import (
	"bytes"
	"context"
	"strings"

	"afterword/internal/ask"
)

// isPage reports whether a choice of the menu only shows something, after
// which the menu returns.
func isPage(do string) bool {
	switch do {
	case "support", "insights", "list", "action list":
		return true
	}
	return false
}

// visit shows what was chosen from the menu, and returns to the menu. Line
// by line the menu follows what was printed.
func (a *app) visit(ctx context.Context, options []ask.Option, do string) error {
	args := strings.Fields(do)
	if !a.fullScreen() {
		if err := a.command(ctx, args...); err != nil {
			return err
		}
		return a.home(ctx)
	}
	text, err := a.printed(ctx, args)
	if err != nil {
		return err
	}
	page := ask.Question{ID: "page", Kind: ask.Card, Uncounted: true, Note: text}
	for _, o := range options {
		if o.Value == do {
			page.Title = o.Label
		}
	}
	r, err := a.ask(ctx, ask.Form{Title: "Afterword", Menu: true, Before: true, Questions: []ask.Question{page}})
	switch {
	case err != nil:
		return err
	case r.End == ask.Interrupted:
		return a.ended(ctx)
	case r.End == ask.Left:
		return nil
	}
	return a.home(ctx)
}

// pageColumns is the most columns that a page of a form has.
const pageColumns = 72

// printed is what a command prints, set for a page of a form: without
// colour, and within what the page has of the terminal.
func (a *app) printed(ctx context.Context, args []string) (string, error) {
	var text bytes.Buffer
	own, env := a.Env, *a.Env
	env.Out, env.Err = &text, &text
	env.Terminal.Size = func() (int, int) {
		w, h := own.Terminal.Size()
		return min(max(w-3, 0), pageColumns), h
	}
	a.Env, a.onPage = &env, true
	defer func() { a.Env, a.onPage = own, false }()
	err := a.command(ctx, args...)
	return strings.TrimRight(text.String(), "\n"), err
}

// backToMenu returns to the menu once what was said before it was read.
func (a *app) backToMenu(ctx context.Context) error {
	if a.fullScreen() {
		s := ask.Screen{In: a.in, Out: a.Err, Width: a.width()}
		r, err := ask.Plain(ctx, ask.Form{Before: true, Questions: []ask.Question{{ID: "back", Kind: ask.Card, Uncounted: true, Title: "Back to the menu."}}}, s)
		if err != nil {
			return err
		}
		if r.End == ask.Interrupted {
			return a.ended(ctx)
		}
	}
	return a.home(ctx)
}
