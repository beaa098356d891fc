package cli

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

// evening is a reminder on two days, with paths that are hard to write.
func evening(days ...time.Weekday) reminder {
	return reminder{program: "/opt/my tools/after&word", journal: `/home/a "b" \c/100%/journal.db`, hour: 7, minute: 5, days: days}
}

// everyDay are the seven days, Monday first.
func everyDay(t *testing.T) []time.Weekday {
	t.Helper()
	days, err := weekdays(nil)
	if err != nil || len(days) != 7 || days[0] != time.Monday {
		t.Fatalf("every day is %v, %v", days, err)
	}
	return days
}

func TestSchedules(t *testing.T) {
	for _, tt := range []struct {
		name, system string
		reminder     reminder
		wants        []string // in the files, one after the other
		on, off      string
	}{
		{"systemd", "linux", evening(time.Monday, time.Thursday), []string{
			"Description=Afterword: a moment, if you like.\n", "Type=oneshot\n",
			`ExecStart="/opt/my tools/after&word" remind --notify --journal "/home/a \"b\" \\c/100%%/journal.db"` + "\n",
			"OnCalendar=Mon,Thu *-*-* 07:05:00\n", "WantedBy=timers.target\n",
		}, "systemctl --user daemon-reload\nsystemctl --user enable afterword-remind.timer\nsystemctl --user restart afterword-remind.timer",
			"systemctl --user disable --now afterword-remind.timer"},
		{"systemd daily", "linux", evening(everyDay(t)...), []string{"OnCalendar=*-*-* 07:05:00\n"}, "", ""},
		{"systemd dollar", "linux", reminder{program: "/opt/$HOME/afterword", journal: "/j", days: everyDay(t)},
			[]string{`ExecStart=:"/opt/$HOME/afterword" remind`}, "", ""},
		{"launchd", "darwin", evening(time.Monday, time.Sunday), []string{
			"<string>afterword.remind</string>", "<string>/opt/my tools/after&amp;word</string>", "<string>remind</string>", "<string>--notify</string>",
			`<string>/home/a &#34;b&#34; \c/100%/journal.db</string>`,
			"<dict><key>Weekday</key><integer>1</integer><key>Hour</key><integer>7</integer><key>Minute</key><integer>5</integer></dict>",
			"<dict><key>Weekday</key><integer>0</integer><key>Hour</key>",
		}, "launchctl bootstrap gui/501 dir/afterword.remind.plist", "launchctl bootout gui/501/afterword.remind"},
		{"launchd daily", "darwin", evening(everyDay(t)...), []string{"<dict><key>Hour</key><integer>7</integer>"}, "", ""},
		{"task", "windows", reminder{program: `C:\Program Files\R&D\afterword.exe`, journal: `C:\Users\A B\journal.db`, hour: 18, minute: 30, days: []time.Weekday{time.Friday}}, []string{
			"<Description>Afterword: a moment, if you like.</Description>", "T18:30:00</StartBoundary>", "<DaysOfWeek><Friday /></DaysOfWeek>",
			"<RunLevel>LeastPrivilege</RunLevel>", `<Command>C:\Program Files\R&amp;D\afterword.exe</Command>`,
			`<Arguments>remind --notify --journal "C:\Users\A B\journal.db"</Arguments>`,
		}, "schtasks /Create /F /TN 'Afterword reminder' /XML dir/remind.xml", "schtasks /Delete /F /TN 'Afterword reminder'"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ok, err := scheduleOf(tt.system, "dir", 501, tt.reminder)
			if !ok || err != nil {
				t.Fatal(ok, err)
			}
			text := ""
			for _, f := range s.files {
				text += f.text
				back := scheduleFile{wide: f.wide}
				if back.read(f.bytes()); back.text != f.text {
					t.Errorf("%s reads back as %q", f.path, back.text)
				}
				if strings.HasPrefix(f.text, "<") {
					checkXML(t, f.text)
				}
			}
			rest := text
			for _, want := range tt.wants {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Errorf("%q is not there, or not in its place:\n%s", want, text)
					continue
				}
				rest = after
			}
			if got := strings.ReplaceAll(commandLines(s.on), `\`, "/"); tt.on != "" && got != tt.on {
				t.Errorf("it is switched on by\n%s", got)
			}
			if got := commandLines(s.off); tt.off != "" && got != tt.off {
				t.Errorf("it is switched off by\n%s", got)
			}
		})
	}
	if _, ok, err := scheduleOf("plan9", "dir", 0, evening()); ok || err != nil {
		t.Errorf("a system without a scheduler that we know: %t, %v", ok, err)
	}
}

// checkXML reports XML that no reader takes. The encoding that it names is
// that of the file, not of the text.
func checkXML(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, text)
		}
	}
}

// No path can add a line, a word or a variable of its own.
func TestScheduleRefuses(t *testing.T) {
	for _, tt := range []struct{ system, path string }{
		{"linux", "/home/a\nExecStart=/bin/sh"}, {"linux", "/home/\x1b[31m"}, {"linux", "/home/\xff"}, {"darwin", "/a\x00b"},
		{"windows", `C:\%TEMP%\journal.db`}, {"windows", `C:\a" /x "b`},
	} {
		for _, r := range []reminder{{program: tt.path, journal: "/j"}, {program: "/p", journal: tt.path}} {
			if s, _, err := scheduleOf(tt.system, "dir", 0, r); err == nil {
				t.Errorf("%s takes %q: %v", tt.system, tt.path, s.files)
			}
		}
	}
	for _, program := range []string{`/o'b/afterword`, `/a"b/afterword`, `/a\b/afterword`} { // systemd starts none of these
		if _, _, err := scheduleOf("linux", "dir", 0, reminder{program: program, journal: "/j"}); err == nil {
			t.Errorf("a unit starts %s", program)
		}
	}
}

func TestReminderWhen(t *testing.T) {
	for _, tt := range []struct{ days, when, cron string }{
		{"", "every day at 07:05", "5 7 * * * afterword remind"},
		{"sun,MON,monday", "Mondays, Sundays at 07:05", "5 7 * * 1,0 afterword remind"},
		{"thurs", "Thursdays at 07:05", "5 7 * * 4 afterword remind"},
	} {
		var names []string
		if tt.days != "" {
			names = strings.Split(tt.days, ",")
		}
		days, err := weekdays(names)
		if err != nil {
			t.Fatal(err)
		}
		if r := evening(days...); r.when() != tt.when || r.cron() != tt.cron {
			t.Errorf("%q comes %s, by cron %s", tt.days, r.when(), r.cron())
		}
	}
	for _, bad := range []string{"mo", "", "mondays", "funday"} {
		if days, err := weekdays([]string{bad}); err == nil {
			t.Errorf("%q is %v", bad, days)
		}
	}
}

// What is shown says nothing of the journal, on any system.
func TestNotificationIsNeutral(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		command := strings.Join(notification(system), " ")
		if !strings.Contains(command, reminderText) || strings.Contains(command, "journal") || strings.Contains(command, "%") {
			t.Errorf("%s: %s", system, command)
		}
	}
}
