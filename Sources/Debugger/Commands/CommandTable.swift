extension Command {
  /// Every command there is.
  package static let all: [Command] =
    runningCommands + stopCommands + historyCommands + lookingCommands + attributionCommands
    + deriveCommands + checkCommands + similarityCommands + displayCommands + whatIfCommands
    + plotCommands
    + changingCommands + fileCommands + screenCommands + lessonCommands + helpCommands
}
