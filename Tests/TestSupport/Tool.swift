import Foundation

/// Another program, where the machine has it.
package struct Tool: Sendable {
  private let path: String

  /// The first of some programs that is there, by its path or by its name.
  package static func first(of names: [String]) -> Tool? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = names.flatMap { name in
      name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Tool.init)
  }

  /// A Python that has a module: the one named by `SGDB_PYTHON`, or the machine's.
  package static func python(with module: String) -> Tool? {
    [ProcessInfo.processInfo.environment["SGDB_PYTHON"], "python3"].lazy
      .compactMap { $0.flatMap { first(of: [$0]) } }
      .first { (try? $0.run(["-c", "import \(module)"]))?.status == 0 }
  }

  /// Runs it, in a folder if one is given.
  ///
  /// - Returns: Its exit status, and what it wrote to standard output and standard error.
  /// - Throws: What Foundation says if it cannot be started.
  package func run(
    _ arguments: [String], in folder: String? = nil
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
