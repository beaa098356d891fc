package cli

import "github.com/spf13/cobra"

// protectCommands are those of keys and of copies.
func (a *app) protectCommands() []*cobra.Command {
	return []*cobra.Command{
		a.passphraseCommand(), a.recoveryCommand(), a.keyringCommand(), a.unlockCommand(), a.lockCommand(), a.agentCommand(),
		a.backupCommand(), a.restoreBackupCommand(), a.archiveCommand(), a.importCommand(), a.salvageCommand(),
	}
}
