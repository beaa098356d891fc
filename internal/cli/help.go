package cli

// helpCommands are the commands for safety, and about Afterword itself.
func helpCommands() []command {
	return []command{
		{"support", (*app).supportCommand},
		{"about", (*app).aboutCommand},
		{"demo", (*app).demoCommand},
		{"remind", (*app).remindCommand},
		{"settings", (*app).settingsCommand},
		{"paths", (*app).pathsCommand},
		{"doctor", (*app).doctorCommand},
		{"verify", (*app).verifyCommand},
		{"version", (*app).versionCommand},
		{"man", (*app).manCommand},
	}
}
