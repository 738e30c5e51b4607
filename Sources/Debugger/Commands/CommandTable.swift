extension Command {
  /// Every command there is.
  package static let all: [Command] =
    runningCommands + stopCommands + historyCommands + lookingCommands + ledgerCommands
    + deriveCommands + checkCommands + similarityCommands + displayCommands + whatIfCommands
    + changingCommands + fileCommands + screenCommands + tourCommands + helpCommands
}
