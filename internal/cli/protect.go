package cli

// protectCommands are those of keys and of copies.
func protectCommands() []command {
	return []command{
		{"passphrase", (*app).passphraseCommand},
		{"recovery", (*app).recoveryCommand},
		{"keyring", (*app).keyringCommand},
		{"unlock", (*app).unlockCommand},
		{"lock", (*app).lockCommand},
		{"agent", (*app).agentCommand},
		{"backup", (*app).backupCommand},
		{"restore-backup", (*app).restoreBackupCommand},
		{"archive", (*app).archiveCommand},
		{"import", (*app).importCommand},
		{"salvage", (*app).salvageCommand},
	}
}
