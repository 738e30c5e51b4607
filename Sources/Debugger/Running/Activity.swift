/// A long-running command, done in slices between which the terminal stays alive.
protocol Activity: AnyObject {
  /// What is being done, to name it when it fails.
  var title: String { get }
  /// How far it has come.
  var progress: Progress { get }
  /// Does at most `work` units.
  ///
  /// - Returns: Whether it is done.
  func advance(_ session: Session, work: Int) throws -> Bool
  /// Says where it stands, after the user has ended it between two slices.
  func interrupt(_ session: Session)
}
