extension Command {
  /// Every command there is.
  package static let all: [Command] =
    runningCommands + stopCommands + historyCommands + branchCommands + lookingCommands
    + attributionCommands
    + deriveCommands + checkCommands + similarityCommands + displayCommands + whatIfCommands
    + plotCommands
    + changingCommands + fileCommands + screenCommands + lessonCommands + helpCommands
}
