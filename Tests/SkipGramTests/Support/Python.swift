import Foundation

/// A Python that has some module: the one named by `SGDB_PYTHON`, or one on the machine.
struct Python: Sendable {
  private let program: String

  /// `nil` where there is none.
  init?(with module: String) {
    let candidates = [
      ProcessInfo.processInfo.environment["SGDB_PYTHON"], ".build/venv/bin/python3", "python3",
    ].compactMap { $0 }
    let found = candidates.first {
      Self.run($0, ["-c", "import \(module)"])?.status == 0
    }
    guard let found else { return nil }
    program = found
  }

  /// Runs a script with arguments.
  func run(_ script: String, _ arguments: [String] = []) -> (status: Int32, output: String)? {
    Self.run(program, ["-c", script] + arguments)
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
