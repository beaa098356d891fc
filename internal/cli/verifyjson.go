package cli

import "afterword/internal/vault"

// damage is a damaged record as data.
type damage struct {
	ID       string `json:"id"` // empty where it is not known
	Seq      int64  `json:"sequence"`
	Revision int    `json:"revision"`
	What     string `json:"what"`
}

func damages(all []*vault.DamageError) []damage {
	out := []damage{}
	for _, d := range all {
		one := damage{Seq: d.Seq, Revision: d.Revision, What: d.What}
		if !d.ID.IsZero() {
			one.ID = d.ID.String()
		}
		out = append(out, one)
	}
	return out
}

// json is the report as data.
func (f *verifying) json() any {
	type anchor struct {
		State    string `json:"state"`
		Here     int64  `json:"here"`
		Known    int64  `json:"known"`
		Letters  int    `json:"letters_missing"`
		Accepted bool   `json:"accepted"`
	}
	type against struct {
		Found     bool  `json:"found"`
		Intact    bool  `json:"intact"`
		Revisions int64 `json:"revisions"`
		Added     int64 `json:"added"`
	}
	r := f.report
	var strayed *anchor
	if s := r.Strayed; s != nil {
		strayed = &anchor{strayedState(s), s.Here, s.Known, s.Letters, f.taken}
	}
	var since *against
	if f.against != "" {
		since = &against{f.history.Found, f.history.Intact, f.history.Seq, f.history.Added}
	}
	return struct {
		Schema      string   `json:"schema"`
		Sound       bool     `json:"sound"`
		Revisions   int      `json:"revisions"`
		Drafts      int      `json:"drafts"`
		Letters     int      `json:"letters"`
		Aside       int      `json:"letters_aside"`
		Chain       bool     `json:"chain"`
		File        bool     `json:"file"`
		Letterbox   bool     `json:"letterbox"`
		Strayed     *anchor  `json:"strayed"`
		Against     *against `json:"against,omitempty"`
		Fingerprint string   `json:"fingerprint"`
		Damage      []damage `json:"damage"`
	}{"afterword/verify/1", r.Sound(), r.Revisions, r.Drafts, r.Letters, r.Aside, r.Chain, r.File, r.Box, strayed, since, f.fingerprint, damages(r.Damage)}
}

// strayedState says in one word how a file differs from what was here last.
func strayedState(s *vault.AnchorError) string {
	switch {
	case s.Forked:
		return "forked"
	case s.Here < s.Known:
		return "older"
	}
	return "letters-missing"
}
