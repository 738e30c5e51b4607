import Foundation
import TestSupport

/// The program these tests are about, built beside them.
enum BuiltProgram {
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "sgdb").path

  /// Runs the program to its end, without a terminal, in an empty home directory.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    killedAfter delay: Duration? = nil
  ) async throws -> Tool.Result {
    let home = try TemporaryFolder()
    let variables = ["HOME": home.path, "LANG": "C.UTF-8"].merging(environment) { $1 }
    return try await Tool(path: path).run(
      arguments, input: input, environment: variables, killedAfter: delay)
  }
}
