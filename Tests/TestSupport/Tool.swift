import Foundation
import Subprocess
import SystemPackage

/// A program that tests run to its end.
package struct Tool: Sendable {
  /// The result of a run.
  package struct Result: Sendable {
    /// The exit status; negative, the number of the signal that ended it.
    package let status: Int32
    package let output: String
    package let errors: String
  }

  private let path: String

  /// The program with a path.
  package init(path: String) {
    self.path = path
  }

  /// The first of some programs that is there, by its path or by its name.
  package static func first(of names: [String]) -> Tool? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = names.flatMap { name in
      name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Tool.init)
  }

  /// The program with a name.
  ///
  /// - Throws: ``MissingTool`` if the machine does not have it.
  package static func named(_ name: String) throws -> Tool {
    guard let tool = first(of: [name]) else { throw MissingTool(name: name) }
    return tool
  }

  /// A Python that has a module: the one named by `SGDB_PYTHON`, or the machine's.
  package static func python(with module: String) async -> Tool? {
    for name in [ProcessInfo.processInfo.environment["SGDB_PYTHON"], "python3"] {
      guard let python = name.flatMap({ first(of: [$0]) }) else { continue }
      if let result = try? await python.run(["-c", "import \(module)"]), result.status == 0 {
        return python
      }
    }
    return nil
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: The arguments after its name.
  ///   - input: Its standard input.
  ///   - environment: All of its environment; that of the tests unless given.
  ///   - folder: The working directory; that of the tests unless given.
  ///   - delay: When to kill it, if it still runs by then.
  /// - Returns: Its exit status and output.
  /// - Throws: An error of Subprocess if the program cannot be started.
  package func run(
    _ arguments: [String], input: String = "", environment: [String: String]? = nil,
    in folder: String? = nil, killedAfter delay: Duration? = nil
  ) async throws -> Result {
    // Subprocess wants each entry to end as one of C does.
    let variables = environment?.map { Array("\($0)=\($1)\0".utf8) }
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments),
      environment: variables.map { .custom($0) } ?? .inherit,
      workingDirectory: folder.map { FilePath($0) }, input: .string(input),
      output: .bytes(limit: .max), error: .bytes(limit: .max)
    ) { execution in
      guard let delay else { return }
      try await Task.sleep(for: delay)
      try execution.send(signal: .kill)
    }
    let status =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let number): -number
      }
    return Result(
      status: status, output: String(decoding: result.standardOutput, as: UTF8.self),
      errors: String(decoding: result.standardError, as: UTF8.self))
  }
}

/// An error for a program that the machine does not have.
package struct MissingTool: Error, CustomStringConvertible {
  package let name: String

  package var description: String { "there is no \(name) on this machine" }
}
