import Debugger
import Runs
import Word2Vec

extension FuzzTarget {
  static let sessions = FuzzTarget(
    name: "sessions", summary: "session files with the right length and checksum", limit: 3000,
    seeds: {
      let files = try sessionFiles(in: ScratchFolder())
      return files.indices.map { [0, UInt8($0)] }
        + files.map { [1] + $0.dropFirst(headerByteCount).dropLast(checksumByteCount) }
    },
    prepare: {
      let folder = try ScratchFolder()
      let files = try sessionFiles(in: folder)
      return { bytes in
        var source = ByteSource(bytes)
        let isWhole = source.byte() & 1 == 1
        let file = isWhole ? sealed(source.remaining()) : edited(&source, files)
        try checkSession(file, in: folder)
      }
    })

  private static let headerByteCount = 24
  private static let checksumByteCount = 8

  /// Session files of several kinds.
  private static func sessionFiles(in folder: ScratchFolder) throws -> [[UInt8]] {
    try [
      ["step 2"],
      ["break king if J > 1", "commands 1", "print J", "end", "watch v[king][0]", "step 3"],
      ["set objective negative-sampling", "step", "negatives 1 = the sea", "set subsample 0.5"],
      ["set eta 0.5", "step 4", "window king : the old", "set update pair"],
    ].map { lines in
      let session = try Session.forFuzzing()
      for line in lines + ["save session \(folder.file("seed.sgdbs"))"] { _ = session.run(line) }
      return try folder.bytes("seed.sgdbs")
    }
  }

  /// A content with the header and checksum of a session file.
  private static func sealed(_ content: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x89] + Array("SGDBS".utf8) + [0x0D, 0x0A]
    for number in [2, UInt64(content.count)] { file += littleEndian(number) }
    file += content
    var hash = ContentHash()
    file.withUnsafeBytes { hash.update($0) }
    return file + littleEndian(hash.value)
  }

  private static func littleEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  /// A file whose content has some bytes or 64-bit numbers replaced.
  private static func edited(_ source: inout ByteSource, _ files: [[UInt8]]) -> [UInt8] {
    var content = Array(
      source.element(of: files).dropFirst(headerByteCount).dropLast(checksumByteCount))
    let numbers: [UInt64] =
      [0, 1, 2, 3, 7, 255, 256, 1 << 31, 1 << 40, .max, 1 << 63, .max >> 1, .max >> 1 - 1]
      + [Double.nan, .infinity, -.infinity, 1e308, -1, 0.5, .leastNonzeroMagnitude].map(
        \.bitPattern)
    while !source.isEmpty {
      let place = source.number(below: 1 << 16) % max(content.count, 1)
      switch source.number(below: 5) {
      case 0, 1:
        let number = source.element(of: numbers)
        for (index, byte) in littleEndian(number).enumerated() where place + index < content.count {
          content[place + index] = byte
        }
      case 2: if place < content.count { content[place] = UInt8(source.byte()) }
      case 3: content.removeSubrange(place..<min(place + 1 + source.byte(), content.count))
      default: content.insert(UInt8(source.byte()), at: place)
      }
    }
    return sealed(content)
  }

  /// Requires that a file is refused and changes nothing, or is a session that goes on and is saved
  /// with the same bits.
  private static func checkSession(_ bytes: [UInt8], in folder: ScratchFolder) throws {
    let path = try folder.write(bytes, to: "fuzzed.sgdbs")
    let runner = SessionRunner(try .forFuzzing(), knowsParameters: false)
    let session = runner.session
    let before = session.run.parameters.hash()
    session.hasFailed = false
    _ = session.apply("load session \(path)")
    if session.hasFailed {
      try require(
        session.run.parameters.hash() == before && session.run.number == 0,
        "a refused file changes the session")
      return
    }
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    try runner.finish("a session file", runsWaiting: lines.allSatisfy(isHarmless))
    let copy = folder.file("copy.sgdbs")
    folder.remove("copy.sgdbs")
    session.hasFailed = false
    let saved = session.run("save session \(copy)")
    try require(!session.hasFailed, "a loaded session cannot be saved: \(saved)")
    let second = try Session.forFuzzing()
    second.hasFailed = false
    let loaded = second.apply("load session \(copy)")
    try require(!second.hasFailed, "a saved session cannot be loaded: \(loaded)")
    let (first, again) = (session.run, second.run)
    let changes = [
      ("the parameters", first.parameters.hash() != again.parameters.hash()),
      ("the window", first.number != again.number), ("the place", first.position != again.position),
      ("the settings", first.hyperparameters != again.hyperparameters),
      ("the overrides", first.overrides != again.overrides),
    ].filter(\.1).map(\.0)
    try require(
      changes.isEmpty,
      "\(changes.joined(separator: ", ")) change when a session is saved and loaded")
    for line in ["info window", "step", "info history", "back", "step 3"] { try runner.run(line) }
  }
}
