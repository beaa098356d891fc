package cli

import "github.com/spf13/cobra"

// helpCommands are the commands for safety, and about Afterword itself.
func (a *app) helpCommands() []*cobra.Command {
	return []*cobra.Command{
		a.supportCommand(), a.aboutCommand(), a.demoCommand(), a.remindCommand(), a.settingsCommand(), a.pathsCommand(),
		a.doctorCommand(), a.verifyCommand(), a.versionCommand(), a.manCommand(),
	}
}
