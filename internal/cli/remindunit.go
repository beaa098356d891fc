package cli

import (
	"encoding/xml"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// reminder is what the system's scheduler is to do: run this program at a
// time on some days of the week.
type reminder struct {
	program, journal string // whole paths
	hour, minute     int
	days             []time.Weekday // Monday first; all seven for every day
}

// schedule is a reminder as one system's scheduler has it.
type schedule struct {
	files   []scheduleFile
	on, off [][]string // commands by which the scheduler learns of the files, and forgets
}

// scheduleFile is a file of a scheduler.
type scheduleFile struct {
	path, text string
	wide       bool // written as UTF-16, as Task Scheduler reads it
}

// bytes is the file as it is written.
func (f scheduleFile) bytes() []byte {
	if !f.wide {
		return []byte(f.text)
	}
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(f.text, "\n", "\r\n"))) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

// read takes the text from a file as it was written.
func (f *scheduleFile) read(written []byte) {
	f.text = string(written)
	if !f.wide {
		return
	}
	var units []uint16
	for i := 2; i+1 < len(written); i += 2 { // after the mark of the byte order
		units = append(units, uint16(written[i])|uint16(written[i+1])<<8)
	}
	f.text = strings.ReplaceAll(string(utf16.Decode(units)), "\r\n", "\n")
}

// scheduleOf writes a reminder for a system; dir is where that system looks
// for such files, user the number of whoever it is for. ok is false where
// no scheduler is known. An error names a path that cannot be written
// there.
func scheduleOf(system, dir string, user int, r reminder) (s schedule, ok bool, err error) {
	if p := r.unwritable(system); p != "" {
		return s, true, misused("the path %q cannot be written into a reminder; use one without special characters", p)
	}
	switch system {
	case "linux":
		return systemdUnits(dir, r), true, nil
	case "darwin":
		return launchAgent(dir, user, r), true, nil
	case "windows":
		return scheduledTask(dir, r), true, nil
	}
	return s, false, nil
}

// unwritable is a path that a system's scheduler cannot be given, empty
// where there is none. A line's end would begin a line of its own.
func (r reminder) unwritable(system string) string {
	refused := map[string]string{"windows": `%"`}[system]
	for _, p := range []string{r.program, r.journal} {
		if strings.ContainsFunc(p, unicode.IsControl) || !utf8.ValidString(p) || strings.ContainsAny(p, refused) {
			return p
		}
	}
	if system == "linux" && strings.ContainsAny(r.program, `"'\`) { // systemd starts no program of such a name
		return r.program
	}
	return ""
}

// daily reports whether the reminder comes every day.
func (r reminder) daily() bool { return len(r.days) == 7 }

// when says when it comes, in words.
func (r reminder) when() string {
	if r.daily() {
		return fmt.Sprintf("every day at %02d:%02d", r.hour, r.minute)
	}
	var names []string
	for _, d := range r.days {
		names = append(names, d.String()+"s")
	}
	return fmt.Sprintf("%s at %02d:%02d", strings.Join(names, ", "), r.hour, r.minute)
}

// cron is the reminder as a line of a crontab, for systems with another
// scheduler.
func (r reminder) cron() string {
	days := "*"
	if !r.daily() {
		var numbers []string
		for _, d := range r.days {
			numbers = append(numbers, fmt.Sprint(int(d)))
		}
		days = strings.Join(numbers, ",")
	}
	return fmt.Sprintf("%d %d * * %s afterword remind", r.minute, r.hour, days)
}

// systemdUnits are a timer and what it starts, as systemd.timer(5) and
// systemd.service(5) have them. They are files of the user alone.
func systemdUnits(dir string, r reminder) schedule {
	var days string
	if !r.daily() {
		var names []string
		for _, d := range r.days {
			names = append(names, d.String()[:3])
		}
		days = strings.Join(names, ",") + " "
	}
	// A colon keeps systemd from reading a dollar as a variable; systemd
	// knows it since 244, so it stands only where there is a dollar.
	whole := ""
	if strings.Contains(r.program+r.journal, "$") {
		whole = ":"
	}
	service := fmt.Sprintf(`[Unit]
Description=%s

[Service]
Type=oneshot
ExecStart=%s%s remind --notify --journal %s
`, reminderLine, whole, unitQuoted(r.program), unitQuoted(r.journal))
	timer := fmt.Sprintf(`[Unit]
Description=%s

[Timer]
OnCalendar=%s*-*-* %02d:%02d:00
AccuracySec=1min

[Install]
WantedBy=timers.target
`, reminderLine, days, r.hour, r.minute)
	const name = "afterword-remind.timer"
	reload := []string{"systemctl", "--user", "daemon-reload"}
	return schedule{
		files: []scheduleFile{{path: filepath.Join(dir, "afterword-remind.service"), text: service}, {path: filepath.Join(dir, name), text: timer}},
		on:    [][]string{reload, {"systemctl", "--user", "enable", name}, {"systemctl", "--user", "restart", name}},
		off:   [][]string{{"systemctl", "--user", "disable", "--now", name}},
	}
}

// unitQuoted writes a path as one word of a unit's command line.
func unitQuoted(path string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`).Replace(path) + `"`
}

// launchAgent is a property list as launchd.plist(5) has it.
func launchAgent(dir string, user int, r reminder) schedule {
	const label = "afterword.remind"
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>` + label + `</string>
	<key>ProgramArguments</key>
	<array>
`)
	for _, word := range []string{r.program, "remind", "--notify", "--journal", r.journal} {
		fmt.Fprintf(&b, "\t\t<string>%s</string>\n", xmlText(word))
	}
	b.WriteString("\t</array>\n\t<key>StartCalendarInterval</key>\n\t<array>\n")
	moment := func(day string) {
		fmt.Fprintf(&b, "\t\t<dict>%s<key>Hour</key><integer>%d</integer><key>Minute</key><integer>%d</integer></dict>\n", day, r.hour, r.minute)
	}
	if r.daily() {
		moment("")
	} else {
		for _, d := range r.days {
			moment(fmt.Sprintf("<key>Weekday</key><integer>%d</integer>", d))
		}
	}
	b.WriteString("\t</array>\n</dict>\n</plist>\n")
	file := filepath.Join(dir, label+".plist")
	domain := fmt.Sprintf("gui/%d", user)
	return schedule{
		files: []scheduleFile{{path: file, text: b.String()}},
		on:    [][]string{{"launchctl", "bootstrap", domain, file}},
		off:   [][]string{{"launchctl", "bootout", path.Join(domain, label)}},
	}
}

// scheduledTask is a task as the Task Scheduler of Windows reads it from a
// file. Its first day is long past, so that it begins at once.
func scheduledTask(dir string, r reminder) schedule {
	const name = "Afterword reminder"
	days := ""
	for _, d := range r.days {
		days += "<" + d.String() + " />"
	}
	text := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>%s</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2020-01-01T%02d:%02d:00</StartBoundary>
      <ScheduleByWeek>
        <DaysOfWeek>%s</DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT1M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>%s</Command>
      <Arguments>remind --notify --journal "%s"</Arguments>
    </Exec>
  </Actions>
</Task>
`, reminderLine, r.hour, r.minute, days, xmlText(r.program), xmlText(r.journal))
	file := filepath.Join(dir, "remind.xml")
	return schedule{
		files: []scheduleFile{{path: file, text: text, wide: true}},
		on:    [][]string{{"schtasks", "/Create", "/F", "/TN", name, "/XML", file}},
		off:   [][]string{{"schtasks", "/Delete", "/F", "/TN", name}},
	}
}

// xmlText writes a text so that XML reads it back the same.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
