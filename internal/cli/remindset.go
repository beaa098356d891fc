package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"afterword/internal/ask"
	"afterword/internal/journal"
)

// setReminder shows what a reminder would be, asks, and sets it.
func (a *app) setReminder(ctx context.Context, u remindUsage) error {
	if a.demo.on {
		return misused("a reminder is for a journal of your own, not for the demo journal")
	}
	r, err := a.reminderOf(u)
	if err != nil {
		return err
	}
	s, ok, err := scheduleOf(runtime.GOOS, a.Dirs.Timers, os.Getuid(), r)
	if err != nil {
		return err
	}
	elsewhere := "A line for a crontab, where there is cron: " + r.cron()
	if !ok || a.Dirs.Timers == "" {
		return hinted(errors.New("no scheduler of this system is known to Afterword; nothing was written"), "%s", elsewhere)
	}
	yes, err := a.agreeReminder(ctx, r, s)
	switch {
	case err != nil:
		return err
	case !yes:
		a.say("Nothing was written.")
		return nil
	}
	if program := s.on[0][0]; !there(program) {
		return hinted(fmt.Errorf("%s is not on this system; nothing was written", program), "%s", elsewhere)
	}
	if err := s.write(); err != nil {
		return err
	}
	_ = a.quietly(ctx, s.beforeOn()) // what is set already is replaced
	for i, command := range s.on {
		if err := a.run(ctx, command); err != nil {
			return hinted(fmt.Errorf("the files are written, and the system was not told of them: %s: %w", commandLine(command), err),
				"Where you are logged in at the desktop, run:\n%s", commandLines(s.on[i:]))
		}
	}
	if a.flags.json {
		return a.reminderJSON(s)
	}
	a.say("A reminder comes %s. Take it away: afterword remind --remove", r.when())
	if notifier := notification(runtime.GOOS)[0]; !there(notifier) {
		a.say("%s is not here, so nothing would be seen of it. It comes with libnotify: on Debian and Ubuntu, libnotify-bin.", notifier)
	}
	return nil
}

// reminderOf is the reminder that was asked for.
func (a *app) reminderOf(u remindUsage) (reminder, error) {
	clock, err := time.Parse("15:04", u.at)
	if err != nil {
		return reminder{}, misused("--at is a time such as 18:30, not %q", u.at)
	}
	days, err := weekdays(u.days)
	if err != nil {
		return reminder{}, err
	}
	program, err := a.lastingSelf()
	if err != nil {
		return reminder{}, err
	}
	return reminder{program: program, journal: a.journalPath(), hour: clock.Hour(), minute: clock.Minute(), days: days}, nil
}

// lastingSelf is the path by which the program will be found again: that on
// the search path, which an update leaves as it is, where it leads here.
func (a *app) lastingSelf() (string, error) {
	if len(a.Self) == 0 {
		return "", errors.New("this system does not say where the program is, so no reminder can be set")
	}
	program := a.Self[0]
	if found, err := exec.LookPath(filepath.Base(program)); err == nil && filepath.IsAbs(found) && resolved(found) == resolved(program) {
		program = found
	}
	if rel, err := filepath.Rel(resolved(os.TempDir()), resolved(program)); err == nil && filepath.IsLocal(rel) {
		return "", hinted(misused("the program is in a temporary folder, %s, and may be gone when the reminder comes; nothing was written", filepath.Dir(program)),
			"Put it on your path first: go install ./cmd/afterword")
	}
	return program, nil
}

// agreeReminder shows each file and each command, and asks.
func (a *app) agreeReminder(ctx context.Context, r reminder, s schedule) (bool, error) {
	shown := "It comes " + r.when() + ", and says: " + reminderLine
	for _, f := range s.files {
		shown += "\n\n" + f.path + "\n" + strings.TrimRight(f.text, "\n")
	}
	shown += "\n\nThen this is run:\n" + commandLines(s.on)
	if a.flags.yes || !a.dialogue() {
		fmt.Fprintln(a.Err, journal.Printable(shown)) // as it is written, never wrapped
		if a.flags.yes {
			return true, nil
		}
		return false, hinted(misused("a reminder needs a yes; nothing was written"), "Look at the above, then give --yes.")
	}
	answer, err := a.ask(ctx, ask.Form{Title: "A reminder", Questions: []ask.Question{
		{ID: "what", Kind: ask.Card, Uncounted: true, Title: "What would be written", Note: shown},
		{ID: "sure", Kind: ask.Choice, Uncounted: true, Title: "Write this and set the reminder?", Options: []ask.Option{
			{Key: 'y', Value: "yes", Label: "Yes"}, {Key: 'n', Value: "no", Label: "No"}}},
	}})
	if err != nil {
		return false, err
	}
	if answer.End == ask.Interrupted {
		return false, a.ended(ctx)
	}
	return answer.Answers.Value("sure") == "yes", nil
}

// dropReminder takes the reminder away.
func (a *app) dropReminder(ctx context.Context) error {
	s, found := a.setSchedule()
	if !found {
		if a.flags.json {
			return a.reminderJSON(s)
		}
		a.say("No reminder is set.")
		return nil
	}
	told := a.quietly(ctx, s.off)
	for _, f := range s.files {
		if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the reminder: %w", err)
		}
	}
	if told != nil { // the scheduler forgets what has no file at the next login
		a.say("The files are gone; the system was not told, which it learns at the next login. Or run: %s", commandLines(s.off))
	}
	if a.flags.json {
		return a.reminderJSON(schedule{})
	}
	a.say("The reminder is gone.")
	return nil
}

// showReminder prints what is set, as it stands in the files.
func (a *app) showReminder() error {
	s, found := a.setSchedule()
	if a.flags.json {
		return a.reminderJSON(s)
	}
	if !found {
		a.say("No reminder is set. Set one: afterword remind --install")
	}
	for i, f := range s.files {
		if i > 0 {
			a.put("")
		}
		a.put("%s", f.path)
		a.putAsIs(strings.TrimRight(f.text, "\n"))
	}
	return nil
}

// setSchedule is what is set: the files that are there, with what stands in
// them, and how the system is told to forget it.
func (a *app) setSchedule() (s schedule, found bool) {
	would, ok, err := scheduleOf(runtime.GOOS, a.Dirs.Timers, os.Getuid(), reminder{})
	if !ok || err != nil || a.Dirs.Timers == "" {
		return s, false
	}
	s.off = would.off
	for _, f := range would.files {
		text, err := readSmall(f.path)
		if err != nil {
			continue
		}
		f.read(text)
		s.files = append(s.files, f)
	}
	return s, len(s.files) > 0
}

// reminderJSON prints what is set.
func (a *app) reminderJSON(s schedule) error {
	type file struct {
		Path string `json:"path"`
		Text string `json:"text"`
	}
	out := struct {
		Schema string `json:"schema"`
		Set    bool   `json:"set"`
		Files  []file `json:"files"`
	}{"afterword/reminder/1", len(s.files) > 0, []file{}}
	for _, f := range s.files {
		out.Files = append(out.Files, file{f.path, f.text})
	}
	return a.putJSON(out)
}

// write writes the files, each whole or not at all.
func (s schedule) write() error {
	for _, f := range s.files {
		if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
			return fmt.Errorf("making a folder for the reminder: %w", err)
		}
		o, err := stage(f.path, f.bytes())
		if err == nil {
			err = o.place()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beforeOn is what makes a scheduler take a reminder that it has already:
// launchd takes none in its place.
func (s schedule) beforeOn() [][]string {
	if s.on[0][0] == "launchctl" {
		return s.off
	}
	return nil
}

// quietly runs commands whose talk is nobody's concern, all of them, and
// returns the first error.
func (a *app) quietly(ctx context.Context, commands [][]string) error {
	var first error
	for _, command := range commands {
		ctx, cancel := context.WithTimeout(ctx, longestRun)
		if err := exec.CommandContext(ctx, command[0], command[1:]...).Run(); err != nil && first == nil {
			first = err
		}
		cancel()
	}
	return first
}

// there reports whether a program is on this system.
func there(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// commandLine is a command as it is typed into a shell.
func commandLine(command []string) string {
	words := slices.Clone(command)
	for i, w := range words {
		if strings.ContainsAny(w, " '\"$`\\*?") {
			words[i] = quoted(w)
		}
	}
	return strings.Join(words, " ")
}

// commandLines are commands in lines of their own.
func commandLines(commands [][]string) string {
	var lines []string
	for _, c := range commands {
		lines = append(lines, commandLine(c))
	}
	return strings.Join(lines, "\n")
}
