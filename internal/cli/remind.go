package cli

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"afterword/internal/journal"
)

// The words of a reminder, which are the same for everybody.
const (
	reminderTitle = "Afterword"
	reminderText  = "A moment, if you like."
	reminderLine  = "Afterword: a moment, if you like."
)

// remindUsage is what was asked of remind.
type remindUsage struct {
	install, remove, show, notify bool
	at                            string
	days                          []string
}

// remindCommand reminds without saying of what.
func (a *app) remindCommand() *cobra.Command {
	var u remindUsage
	c := &cobra.Command{
		Use:   "remind",
		Short: "One neutral line on a day without writing, and when to show it",
		Long: `Prints one line, always the same, where nothing was written to the journal today;
otherwise, and where there is no journal, nothing. It goes by when the file last
changed and opens nothing, so it is quick and the same while locked: for the
start of a shell or for cron.

--install lets the system's own scheduler show the line as a notification: a
systemd user timer on Linux, a launchd agent on macOS, Task Scheduler on Windows.
Exactly what is written is shown first, and you are asked. Nothing runs in
between. The notification says what the line says and counts nothing; it stays
away on a day on which you wrote, or on which the computer was off. On Linux
notify-send shows it; without that the line goes to the system's log alone.`,
		Example: "  afterword remind\n  afterword remind --json\n  afterword remind --install --at 18:30 --days mon,thu\n  afterword remind --show\n  afterword remind --remove",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			asked := 0
			for _, flag := range []bool{u.install, u.remove, u.show, u.notify} {
				if flag {
					asked++
				}
			}
			switch {
			case asked > 1:
				return misused("--install, --remove, --show and --notify do not go together")
			case !u.install && (c.Flags().Changed("at") || c.Flags().Changed("days")):
				return misused("--at and --days say when a reminder comes, with --install")
			case u.install:
				return a.setReminder(c.Context(), u)
			case u.remove:
				return a.dropReminder(c.Context())
			case u.show:
				return a.showReminder()
			}
			return a.remind(c.Context(), u.notify)
		},
	}
	f := c.Flags()
	f.BoolVar(&u.install, "install", false, "set a reminder, after showing what is written")
	f.BoolVar(&u.remove, "remove", false, "take the reminder away")
	f.BoolVar(&u.show, "show", false, "what was set")
	f.BoolVar(&u.notify, "notify", false, "a notification in place of the line")
	f.StringVar(&u.at, "at", "18:30", "with --install, the `TIME` on the clock")
	f.StringSliceVar(&u.days, "days", nil, "with --install, the `DAYS`, such as mon,thu; every day where none is named")
	complete(c, "at", "07:45", "18:30", "20:00")
	complete(c, "days", append(weekdayNames(), "mon,thu", "mon,tue,wed,thu,fri")...)
	return c
}

// reminderDue reports whether there is a journal and nothing was written to
// it today. It looks at the file's time and at nothing within.
func (a *app) reminderDue() bool {
	info, err := os.Stat(a.journalPath())
	return err == nil && info.Mode().IsRegular() && journal.DateOf(info.ModTime().In(a.Now().Location())).Before(a.today())
}

// remind prints the line, or shows it as a notification.
func (a *app) remind(ctx context.Context, notify bool) error {
	due := a.reminderDue()
	switch {
	case a.flags.json:
		line := ""
		if due {
			line = reminderLine
		}
		return a.putJSON(struct {
			Schema string `json:"schema"`
			Due    bool   `json:"due"`
			Text   string `json:"text"`
		}{"afterword/remind/1", due, line})
	case !due:
		return nil
	case notify && a.run(ctx, notification(runtime.GOOS)) == nil:
		return nil
	}
	a.put("%s", reminderLine)
	return nil
}

// notification is the command that shows a reminder on a system's desktop.
// Nothing of the journal or of its writer is in it.
func notification(system string) []string {
	switch system {
	case "darwin":
		return []string{"osascript", "-e", `display notification "` + reminderText + `" with title "` + reminderTitle + `"`}
	case "windows":
		// PowerShell lends its own name to the notification, since one
		// without a registered program is not shown.
		script := `$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]; ` +
			`$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02); ` +
			`$lines = $toast.GetElementsByTagName('text'); ` +
			`$null = $lines.Item(0).AppendChild($toast.CreateTextNode('` + reminderTitle + `')); ` +
			`$null = $lines.Item(1).AppendChild($toast.CreateTextNode('` + reminderText + `')); ` +
			`[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe').Show([Windows.UI.Notifications.ToastNotification]::new($toast))`
		return []string{"powershell.exe", "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", script}
	}
	return []string{"notify-send", "--app-name=" + reminderTitle, reminderTitle, reminderText}
}

// longestRun is how long another program may take to be told something.
const longestRun = 20 * time.Second

// run runs another program of the system, without a shell. What it prints
// goes to standard error.
func (a *app) run(ctx context.Context, command []string) error {
	ctx, cancel := context.WithTimeout(ctx, longestRun)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = a.Err, a.Err
	return cmd.Run()
}

// weekdayNames are the days as --days takes them, Monday first.
func weekdayNames() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// weekdays reads days, as mon or monday; all of them where none is named.
// They come in the order of the week and once each.
func weekdays(names []string) ([]time.Weekday, error) {
	chosen := map[time.Weekday]bool{}
	for _, name := range names {
		short, found := strings.ToLower(strings.TrimSpace(name)), false
		for d := time.Sunday; d <= time.Saturday; d++ {
			if len(short) >= 3 && strings.HasPrefix(strings.ToLower(d.String()), short) {
				chosen[d], found = true, true
			}
		}
		if !found {
			return nil, misused("%q is no day: they are %s", name, strings.Join(weekdayNames(), ", "))
		}
	}
	var days []time.Weekday
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); len(names) == 0 || chosen[d] {
			days = append(days, d)
		}
	}
	return days, nil
}
