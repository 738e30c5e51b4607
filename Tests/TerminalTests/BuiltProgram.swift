import Glibc
import TestSupport

/// The program these tests are about, built beside them.
enum BuiltProgram {
  static let path: String = {
    guard let tests = realpath("/proc/self/exe", nil) else { return "sgdb" }
    defer { free(tests) }
    let folder = String(cString: tests).split(separator: "/").dropLast().joined(separator: "/")
    return "/\(folder)/sgdb"
  }()

  /// Runs the program to its end, without a terminal of its own, in an empty home directory.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> FinishedProcess {
    let home = try TemporaryFolder()
    let variables = ["HOME": home.path, "LANG": "C.UTF-8"].merging(environment) { $1 }
    return try runProcess([path] + arguments, input: input, environment: variables)
  }
}
