package cli

import "testing"

// In the demo journal the next step is one in the demo journal; elsewhere
// every text stands as it is.
func TestHere(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Draft kept. Go on with it: afterword resume", "Draft kept. Go on with it: afterword demo resume"},
		{"Try: afterword demo list. Away: afterword demo --remove", "Try: afterword demo list. Away: afterword demo --remove"},
		{"Next: afterword quick, or afterword --help", "Next: afterword demo quick, or afterword --help"},
		{"Run: afterword verify\nThen: afterword backup", "Run: afterword demo verify\nThen: afterword demo backup"},
		{"Look: afterword action list", "Look: afterword demo action list"},
		{"/home/a/afterword-demo/journal.db", "/home/a/afterword-demo/journal.db"},
		{"afterword does not watch", "afterword does not watch"},
		{"", ""},
	} {
		a := new(app)
		if got := a.here(tt.in); got != tt.in {
			t.Errorf("here(%q) = %q in a journal of one's own", tt.in, got)
		}
		a.demo.on = true
		if got := a.here(tt.in); got != tt.want {
			t.Errorf("here(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
