import Foundation

/// Another program, where the machine has it.
struct Tool {
  private let path: String

  /// The first of some programs that is there.
  static func first(of names: [String]) -> Tool? {
    for name in names {
      for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return Tool(path: path) }
      }
    }
    return nil
  }

  /// Runs it in a folder.
  ///
  /// - Returns: Its exit status, and what it wrote to standard output and standard error.
  func run(_ arguments: [String], in folder: String) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
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
