package insight

import (
	"cmp"
	"slices"

	"afterword/internal/journal"
)

// Measures are the measures of the eight goals, each as that goal keeps
// it. Points stand in the order of their days.
type Measures struct {
	Development    Development    `json:"development"`
	Ethics         Ethics         `json:"ethics"`
	Support        Support        `json:"support"`
	Accountability Accountability `json:"accountability"`
	Reflection     Reflection     `json:"reflection"`
	Independence   Independence   `json:"independence"`
	Culture        Culture        `json:"culture"`
	Quality        Quality        `json:"quality"`
}

// Development is measured by learning goals, feedback that was received
// and minutes of professional development.
type Development struct {
	Open     int     `json:"learning_open"`   // learning goals that are open now, of all
	Set      int     `json:"learning_set"`    // in the period
	Closed   int     `json:"learning_closed"` // in the period
	Feedback int     `json:"feedback"`
	Minutes  int     `json:"minutes"`
	OverTime []Point `json:"over_time"` // minutes
}

// Ethics is measured by the entries about it, and of all entries those
// that tell the options weighed and whom the writer consulted.
type Ethics struct {
	Dilemmas  int     `json:"dilemmas"`
	Options   int     `json:"options"`
	Consulted int     `json:"consulted"`
	OverTime  []Point `json:"over_time"` // entries with options or with whom was consulted
}

// Support is measured by energy and weight, from 1 to 5, and by the
// entries that tell what helped.
type Support struct {
	Energy []Point `json:"energy"`
	Weight []Point `json:"weight"`
	Helped int     `json:"helped"`
}

// Accountability is measured by the actions that came to an end in the
// period, in one of four ways, and those that are open now.
type Accountability struct {
	Kept      int     `json:"kept"` // done, by the day they were due or with no such day
	Late      int     `json:"late"` // done after it
	Partly    int     `json:"partly"`
	Dropped   int     `json:"dropped"`
	Open      int     `json:"open"`    // of all
	Overdue   int     `json:"overdue"` // of these, due before the end of the period
	Standards []Count `json:"standards"`
	OverTime  []Point `json:"over_time"` // actions done
}

// Reflection is measured by the frameworks that were followed, the stages
// that were asked, and second looks.
type Reflection struct {
	Frameworks  []Count `json:"frameworks"`
	Stages      []Count `json:"stages"`
	SecondLooks int     `json:"second_looks"`
	OverTime    []Point `json:"over_time"` // entries with a framework, second looks among them
}

// Independence is measured by confidence, from 1 to 5, and by how
// decisions were reached.
type Independence struct {
	Confidence []Point `json:"confidence"`
	Alone      int     `json:"alone"`
	Checked    int     `json:"checked"`
	Asked      int     `json:"asked"`
}

// Culture is measured by what the writer set out to model, ask for or
// propose, and what came of it.
type Culture struct {
	Proposals []Act   `json:"proposals"`
	OverTime  []Point `json:"over_time"`
}

// Quality is measured by the small changes that the writer set out to
// test, each with its sign.
type Quality struct {
	Changes  []Act   `json:"changes"`
	OverTime []Point `json:"over_time"`
}

// Act is an action of a kind, by its id: its words are not counted.
type Act struct {
	ID      journal.ID          `json:"id"`
	Written journal.Date        `json:"written"`
	State   journal.ActionState `json:"state"`
	Closed  journal.Date        `json:"closed"`
	Signed  bool                `json:"signed"` // a sign is named
}

// measure adds an entry of the period to the measures.
func (n *counting) measure(e *journal.Entry, day journal.Date) {
	m := &n.Measures
	has := func(aside journal.Aside) bool { return slices.Contains(e.Noted, aside) }
	point := func(points *[]Point, value int) {
		if value > 0 {
			*points = append(*points, Point{day, value})
		}
	}
	m.Development.Feedback += one(has(journal.AsideFeedback))
	m.Development.Minutes += e.Minutes
	point(&m.Development.OverTime, e.Minutes)
	m.Ethics.Dilemmas += one(slices.Contains(e.Goals, journal.Ethics))
	m.Ethics.Options += one(has(journal.AsideOptions))
	m.Ethics.Consulted += one(has(journal.AsideConsulted))
	point(&m.Ethics.OverTime, one(has(journal.AsideOptions) || has(journal.AsideConsulted)))
	point(&m.Support.Energy, e.Energy)
	point(&m.Support.Weight, e.Weight)
	m.Support.Helped += one(has(journal.AsideHelped))
	point(&m.Independence.Confidence, e.Confidence)
	m.Independence.Alone += one(e.Decided == journal.DecidedAlone)
	m.Independence.Checked += one(e.Decided == journal.DecidedChecked)
	m.Independence.Asked += one(e.Decided == journal.DecidedAsked)
	m.Reflection.SecondLooks += one(e.Kind == journal.SecondLook)
	if e.Framework != "" {
		add(&m.Reflection.Frameworks, e.Framework, 1)
		for _, id := range e.Prompts {
			if stage := n.cross.Stages[id]; stage != "" {
				add(&m.Reflection.Stages, stage, 1)
			}
		}
	}
	point(&m.Reflection.OverTime, one(e.Framework != "" || e.Kind == journal.SecondLook))
}

// account adds an action to the measures of accountability, culture and
// quality.
func (n *counting) account(a *journal.Action) {
	m, written := &n.Measures.Accountability, a.Written.Date()
	switch {
	case a.ActionHead.State == journal.ActionOpen:
		m.Open++
		m.Overdue += one(a.Overdue(n.Period.To))
	case !n.Period.Has(a.Closed):
	case a.ActionHead.State == journal.ActionPartly:
		m.Partly++
	case a.ActionHead.State == journal.ActionDropped:
		m.Dropped++
	default:
		m.Late += one(a.Late())
		m.Kept += one(!a.Late())
		m.OverTime = append(m.OverTime, Point{a.Closed, 1})
	}
	if a.Standard != "" && (n.Period.Has(written) || n.Period.Has(a.Closed)) {
		add(&m.Standards, a.Standard, 1)
	}
	act := Act{a.ID, written, a.ActionHead.State, a.Closed, a.Sign != ""}
	switch {
	case !n.Period.Has(written):
	case a.Kind == journal.ActionProposal:
		n.Measures.Culture.Proposals = append(n.Measures.Culture.Proposals, act)
		n.Measures.Culture.OverTime = append(n.Measures.Culture.OverTime, Point{written, 1})
	case a.Kind == journal.ActionChange:
		n.Measures.Quality.Changes = append(n.Measures.Quality.Changes, act)
		n.Measures.Quality.OverTime = append(n.Measures.Quality.OverTime, Point{written, 1})
	}
}

// learning adds a learning goal to the measure of development.
func (n *counting) learning(l *journal.Learning) {
	m := &n.Measures.Development
	m.Open += one(l.LearningHead.State == journal.LearningOpen)
	m.Set += one(n.Period.Has(l.Written.Date()))
	m.Closed += one(l.LearningHead.State == journal.LearningClosed && n.Period.Has(l.Closed))
}

// OverTime returns the points of a goal's measure, and of a second one
// where the goal has two.
func (m Measures) OverTime(g journal.Goal) (first, second []Point) {
	switch g {
	case journal.Development:
		return m.Development.OverTime, nil
	case journal.Ethics:
		return m.Ethics.OverTime, nil
	case journal.Support:
		return m.Support.Energy, m.Support.Weight
	case journal.Accountability:
		return m.Accountability.OverTime, nil
	case journal.Reflection:
		return m.Reflection.OverTime, nil
	case journal.Independence:
		return m.Independence.Confidence, nil
	case journal.Culture:
		return m.Culture.OverTime, nil
	case journal.Quality:
		return m.Quality.OverTime, nil
	}
	return nil, nil
}

// settle puts the measures in the order of their days, and the stages in
// theirs, and makes every list one that is there.
func (m *Measures) settle(stages []string) {
	for _, points := range []*[]Point{&m.Development.OverTime, &m.Ethics.OverTime, &m.Support.Energy, &m.Support.Weight, &m.Accountability.OverTime,
		&m.Reflection.OverTime, &m.Independence.Confidence, &m.Culture.OverTime, &m.Quality.OverTime} {
		slices.SortStableFunc(*points, func(x, y Point) int { return cmp.Compare(x.Day, y.Day) })
		*points = there(*points)
	}
	for _, counts := range []*[]Count{&m.Accountability.Standards, &m.Reflection.Frameworks, &m.Reflection.Stages} {
		*counts = there(byName(*counts))
	}
	place := func(c Count) uint { return uint(slices.Index(stages, c.Name)) } // of those that are not there, behind all
	slices.SortStableFunc(m.Reflection.Stages, func(x, y Count) int { return cmp.Compare(place(x), place(y)) })
	for _, acts := range []*[]Act{&m.Culture.Proposals, &m.Quality.Changes} {
		slices.SortStableFunc(*acts, func(x, y Act) int { return cmp.Compare(x.Written, y.Written) })
		*acts = there(*acts)
	}
}

// Of returns the measure of one goal.
func (m Measures) Of(g journal.Goal) any {
	switch g {
	case journal.Development:
		return m.Development
	case journal.Ethics:
		return m.Ethics
	case journal.Support:
		return m.Support
	case journal.Accountability:
		return m.Accountability
	case journal.Reflection:
		return m.Reflection
	case journal.Independence:
		return m.Independence
	case journal.Culture:
		return m.Culture
	case journal.Quality:
		return m.Quality
	}
	return nil
}
