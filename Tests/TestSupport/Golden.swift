import CustomDump
import Foundation
import Testing

/// When a golden file is written.
package enum GoldenRecording {
  /// Only where there is none.
  case missing
  /// Also where it differs: for files that are generated from tables.
  case changed
}

/// Compares a text with a golden file; the difference is shown, and recording fails the test.
///
/// - Parameters:
///   - actual: The text.
///   - path: The golden file, by its path from the top of the repository.
///   - recording: When to write the file.
///   - sourceLocation: Where the test is.
/// - Throws: An error of Foundation if the file cannot be written.
package func expectGolden(
  _ actual: String, _ path: String, recording: GoldenRecording = .missing,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Repository.file(path)
  let golden = try? String(contentsOf: file, encoding: .utf8)
  if let golden, golden.utf8.elementsEqual(actual.utf8) { return }
  if golden == nil || recording == .changed {
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(path); look at it", sourceLocation: sourceLocation)
  } else if let golden {
    Issue.record(
      """
      \(path) has changed; delete the file to record it again.
      \(diff(golden, actual) ?? "The texts differ in letters that are written in two ways.")
      """, sourceLocation: sourceLocation)
  }
}
