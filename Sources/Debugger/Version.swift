import CPlatform

/// The version of the program.
package enum Version {
  /// The number, as in the change log.
  package static let number = "0.1.0"

  /// The number, and for a package the commit that it was built from.
  package static var description: String {
    let commit = String(cString: program_commit())
    return commit.isEmpty ? number : "\(number) (\(commit))"
  }
}
