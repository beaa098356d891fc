package cli

import (
	"context"
	"fmt"
	"os"

	"afterword/internal/seal"
	"afterword/internal/vault"
)

// restored is the same as data.
type restored struct {
	Schema    string `json:"schema"`
	From      string `json:"from"`
	Journal   string `json:"journal"`
	Standing  string `json:"standing"`
	Here      *int   `json:"revisions_before"` // nil where no journal was
	Revisions int    `json:"revisions"`
	Missing   int    `json:"revisions_missing"`
	Opened    bool   `json:"records_opened"`
	Kept      string `json:"kept"`
	DryRun    bool   `json:"dry_run"`
}

// restoreFacts says what will happen.
func (a *app) restoreFacts(r *restoring, f restoreFlags) []string {
	var facts []string
	say := func(format string, args ...any) { facts = append(facts, fmt.Sprintf(format, args...)) }
	copied := fmt.Sprintf("the backup has %s", counted(r.there.Revisions, "revision"))
	switch {
	case r.damaged:
		say("The journal's file is damaged. It would be moved aside as it is, and %s:\n%s", copied, a.asidePath())
	case r.journal == nil:
		say("There is no journal at %s; %s and would become it.", a.journalPath(), copied)
	default:
		changed := ""
		if info, err := os.Stat(a.journalPath()); err == nil {
			changed = ", last changed " + info.ModTime().In(a.Now().Location()).Format("2 January 2006 15:04")
		}
		say("The journal here has %s%s; %s. %s", counted(r.here.Revisions, "revision"), changed, copied, r.words())
		say("%s", "Before that it is kept, as it is now, as:\n"+r.kept)
		if r.here.Drafts > 0 {
			say("%s that you have not finished would be only there.", counted(r.here.Drafts, "draft"))
		}
		if !r.other && r.here.Letters > 0 {
			say("%s, written while the journal was locked, would stay waiting.", counted(r.here.Letters, "letter"))
		}
		switch {
		case r.other || r.here.Letters == 0:
		case f.dropAside:
			say("Of these, what was set aside or does not open would be dropped. It stays in the copy that is kept.")
		case r.here.Aside > 0:
			say("Of these, %d set aside and cannot be filed. To be rid of that: --drop-set-aside", r.here.Aside)
		}
		if !r.other && r.standing == vault.Earlier {
			say("What was purged since comes back with it, and a hold that was set since is not in it.")
		}
		if r.slotless {
			say("What opens the journal is gone from its file.")
		}
		if !r.other && r.onlyCopy && !f.keys {
			say("The key that was given opens the backup and not the journal, which would go on opening with what opens it now. To take what opens the backup: --with-keys")
		}
		switch {
		case r.other || !f.keys:
		case r.alike:
			say("The backup opens with the same as the journal, so that nothing else would open it then. An older one may: afterword backup --list")
		default:
			say("What opened the backup when it was made would open the journal, and nothing else.")
		}
	}
	if r.records {
		say("Every record of the backup opens.")
	} else {
		say("The backup's records are as they were written; they were not opened, as no key is at hand.")
	}
	return facts
}

// words says how the backup stands to the journal.
func (r *restoring) words() string {
	switch {
	case r.other:
		return "It is of another journal. All of this one would be gone from here."
	case r.standing == vault.Same && r.lacks > 0:
		return "They end at the same point." + r.missing()
	case r.standing == vault.Same:
		return "Both hold the same records."
	case r.standing == vault.Earlier:
		return fmt.Sprintf("What was written since, %s, would be gone from the journal.%s", counted(r.here.Revisions+r.lacks-r.there.Revisions, "revision"), r.missing())
	case r.standing == vault.Later:
		return fmt.Sprintf("The backup is the later one, by %s.%s", counted(r.there.Revisions-r.here.Revisions-r.lacks, "revision"), r.missing())
	}
	return "They went different ways: each holds something the other does not, and what only the journal holds would be gone from it."
}

// missing says what was taken out of the journal and is in the backup, to
// stand behind another sentence.
func (r *restoring) missing() string {
	if r.lacks == 0 {
		return ""
	}
	return fmt.Sprintf(" In the backup and missing here, from the middle: %s.", counted(r.lacks, "revision"))
}

// standingName is the same as data.
func (r *restoring) standingName() string {
	switch {
	case r.damaged:
		return "damaged"
	case r.journal == nil:
		return "none"
	case r.other:
		return "other"
	}
	return map[vault.Standing]string{vault.Same: "same", vault.Earlier: "earlier", vault.Later: "later", vault.Apart: "apart"}[r.standing]
}

func (a *app) restoredJSON(r *restoring, dry bool) restored {
	out := restored{Schema: "afterword/restored/1", From: r.from, Journal: a.journalPath(), Standing: r.standingName(),
		Revisions: r.there.Revisions, Missing: r.lacks, Opened: r.records, Kept: r.kept, DryRun: dry}
	if r.journal != nil && !r.damaged {
		out.Here = &r.here.Revisions
	}
	if r.damaged && dry {
		out.Kept = a.asidePath()
	}
	return out
}

// sayOpens says what opens the journal, where it may be another key than
// before.
func (a *app) sayOpens(ctx context.Context, r *restoring, keys bool) error {
	if r.journal != nil && !r.damaged {
		a.say("%s", "As it was before, it is kept as:\n"+r.kept)
		if !r.other && !keys {
			return nil
		}
	}
	ways, err := r.copy.Ways(ctx)
	switch {
	case err != nil:
		return err
	case contains(ways, seal.SlotPassphrase):
		a.say("It opens with the passphrase it had when the backup was made.")
		return nil
	}
	if _, err := os.Stat(r.copy.KeyFile()); err != nil {
		a.say("%s", "It opens only with its key file, which is not there. Put it back from your copy of it:\n"+r.copy.KeyFile())
	}
	return nil
}
