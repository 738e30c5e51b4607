import Foundation
import RandomCases
import Runs
import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("The format of session files")
struct SessionFormatTests {
  private let folder: TemporaryFolder
  /// A file with something in every section, of version 2.
  private let good: SessionFileEditor

  init() throws {
    folder = try TemporaryFolder()
    let session = try testSession { $0.objective = .negativeSampling }
    for line in [
      "set decay linear", "set power 0.5", "set min-count 1", "step 7",
      "window cat : dog bird", "negatives 2 = the mat", "negatives redraw",
      "negatives 1 = on", "break sat if step > 300",
    ] {
      session.output(line)
    }
    session.output("save session \(folder.file("good.sgdbs"))")
    var file = try SessionFileEditor(try folder.bytes("good.sgdbs"))
    file.encode("divergence") {
      $0.append(6)
      $0.append(["u[cat][0]"]) { $0.append($1) }
    }
    good = file
  }

  /// Loads bytes as a session.
  ///
  /// - Returns: The session, and why it could not be loaded if that is so.
  private func load(_ bytes: [UInt8]) throws -> (session: Session, failure: String?) {
    let session = try testSession("x y z")
    let file = try folder.write(bytes, to: "crafted.sgdbs")
    return (session, session.outcome("load session \(file)").failure)
  }

  private func failure(_ change: (inout SessionFileEditor) throws -> Void) throws -> String {
    var file = good
    try change(&file)
    return try #require(try load(file.bytes).failure)
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    Array(
      try Data(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
          .appending(path: "SessionFiles/\(name).sgdbs")))
  }

  // MARK: Versions

  @Test("Files of version 1 load, and go on like the same session in the version of now")
  func version1() throws {
    let known: [(name: String, number: Int, hash: UInt64)] = [
      ("version-1-window", 9, 0xd0c1_32dc_c211_6046), ("version-1-text", 4, 0x048d_3c5a_c26c_c5a6),
    ]
    for (name, number, hash) in known {
      let (old, failure) = try load(Self.fixture(name))
      #expect(failure == nil)
      #expect(old.run.number == number)
      #expect(old.run.parameters.hash() == hash)
      old.output("save session \(folder.file("new.sgdbs"))")
      let (new, newFailure) = try load(folder.bytes("new.sgdbs"))
      #expect(newFailure == nil)
      #expect(new.hyperparameters == old.hyperparameters)
      #expect(new.text == old.text)
      for command in ["negatives", "info breakpoints", "continue", "continue", "info model"] {
        #expect(new.output(command) == old.output(command))
      }
      #expect(new.runState == old.runState)
    }
    let (session, _) = try load(Self.fixture("version-1-window"))
    #expect(session.settings.hyperparameters.power == 0.5)
    #expect(session.run.overrides.window?.outside.map(\.word) == [3, 0])
    #expect(session.run.overrides.draws == [1: [2, 2, 4]])
    #expect(session.breakpoints.all.count == 2)
  }

  @Test("A session file holds every setting of the run, as text")
  func settings() throws {
    let (session, failure) = try load(good.bytes)
    #expect(failure == nil)
    #expect(session.run.divergence == Divergence(window: 6, parameter: "u[cat][0]"))
    let text = String(decoding: good["settings"] ?? [], as: UTF8.self)
    for setting in Setting.all where setting.kind != .interface {
      #expect(text.contains(setting.name))
    }
    #expect(session.hyperparameters.decay == .linear)
    #expect(session.text.minimumCount == 1)
  }

  @Test("Sections may have any order, and unknown optional sections are skipped")
  func unknownSections() throws {
    var file = good
    file.sections.reverse()
    file.sections.insert(.init(name: "branches", isRequired: false, content: [1, 2, 3]), at: 2)
    let (session, failure) = try load(file.bytes)
    #expect(failure == nil)
    let (other, _) = try load(good.bytes)
    #expect(session.runState == other.runState)
    #expect(session.corpus.text == other.corpus.text)
  }

  @Test("A file with an unknown required section is refused by name")
  func unknownParts() throws {
    let section = try failure { $0["branches"] = [1, 2, 3] }
    #expect(section.contains("has the section 'branches'") && section.contains("newer program"))
    let setting = try failure { try $0.set("momentum", "0.9") }
    #expect(setting.contains("has the setting 'momentum'") && setting.contains("newer program"))
    // Interface settings are not part of a run, and no file chooses the log.
    #expect(try failure { try $0.set("log", "a.csv") }.contains("has the setting 'log'"))
  }

  // MARK: Fields

  @Test(
    "A setting that `set` does not take is refused, naming it",
    arguments: [
      ("eta", "nan"), ("eta", "-1"), ("eta", "1e39"), ("power", "nan"), ("power", "inf"),
      ("power", "9"), ("negatives", "1000000"), ("negatives", "-1"), ("epochs", "0"),
      ("epochs", "9223372036854775807"), ("epochs", "92233720368547758080"), ("subsample", "-1"),
      ("subsample", "nan"), ("radius", "0"), ("radius", "10001"), ("dimension", "0"),
      ("dimension", "10001"), ("seed", "-1"), ("min-count", "0"), ("objective", "none"),
      ("tokens", ""), ("decay", "x"),
    ])
  func badSettings(name: String, value: String) throws {
    let message = try failure { try $0.set(name, value) }
    #expect(message.contains("crafted.sgdbs is damaged: \(name) is \(value); expected "))
  }

  @Test("Version 1 takes its settings through the same table")
  func badSettingsOfVersion1() throws {
    let bytes = try Self.fixture("version-1-window")
    func changed(_ old: BinaryEncoder, _ new: BinaryEncoder) throws -> String {
      let place = try #require(
        bytes.indices.first { bytes[$0...].starts(with: old.bytes) })
      var changed = bytes
      changed.replaceSubrange(place..<place + old.bytes.count, with: new.bytes)
      return try #require(try load(SessionFileEditor.sealed(changed.dropLast(8))).failure)
    }
    func encoded(_ body: (inout BinaryEncoder) -> Void) -> BinaryEncoder {
      var encoder = BinaryEncoder()
      body(&encoder)
      return encoder
    }
    let eta = try changed(encoded { $0.append(0.2) }, encoded { $0.append(Double.nan) })
    #expect(eta.contains("is damaged: eta is nan; expected a number from 0 to 1e38"))
    let power = try changed(encoded { $0.append(0.5) }, encoded { $0.append(-Double.infinity) })
    #expect(power.contains("is damaged: power is -inf; expected a number from 0 to 8"))
    let epochs = try changed(encoded { $0.append(40) }, encoded { $0.append(Int.max) })
    #expect(epochs.contains("is damaged: epochs is 9223372036854775807; expected"))
    // The length of the name of the corpus is followed by the length of its text.
    let text = try changed(
      encoded {
        $0.append("cs224n")
        $0.append(10)
      },
      encoded {
        $0.append("cs224n")
        $0.append(Int.max)
      })
    #expect(text.contains("is damaged: the length of the text is 9223372036854775807"))
    // Strings that are slightly and far too long for the bytes left.
    for length in [bytes.count, Int.max, -1] {
      let name = try changed(
        encoded {
          $0.append(6)
          $0.append(0x0a_6e34_3232_7363)
        },
        encoded {
          $0.append(length)
          $0.append(0x0a_6e34_3232_7363)
        })
      #expect(name.contains("is damaged: the length of the name of the corpus is"))
    }
  }

  @Test("Numbers that leave no room to count on, or that the corpus does not have, are refused")
  func positions() throws {
    func position(_ number: Int, _ epoch: Int, _ token: Int) throws -> String {
      try failure {
        $0.encode("position") {
          $0.append(number)
          $0.append(epoch)
          $0.append(token)
          $0.append(true)
        }
      }
    }
    for number in [Int.max, Int.max - 1, -1, .min] {
      #expect(try position(number, 0, 0).contains("the number of the window is \(number)"))
      #expect(try position(0, number, 0).contains("the epoch is \(number)"))
      #expect(try position(0, 0, number).contains("the token of the window is \(number)"))
    }
    #expect(
      try position(0, 0, 17).contains("the token of the window is 17; expected at most 16"))
  }

  @Test("A hand-made window and forced draws that cannot be are refused")
  func windows() throws {
    func window(
      center: Int = 0, outside: [Int] = [1, 2], radius: Int = 2, draws: [Int: [Int]] = [:],
      redraws: Int = 0
    ) throws -> String? {
      var file = good
      file.encode("window") {
        $0.append([0]) { encoder, _ in
          encoder.append(center)
          encoder.append(outside) { $0.append($1) }
          encoder.append(radius)
        }
        $0.append(draws.sorted { $0.key < $1.key }) {
          $0.append($1.key)
          $0.append($1.value) { $0.append($1) }
        }
        $0.append(redraws)
      }
      return try load(file.bytes).failure
    }
    #expect(try window() == nil)
    let expected: [(failure: String?, text: String)] = [
      (try window(outside: []), "the hand-made window has no outside words"),
      (try window(center: 9), "the center word of the hand-made window is 9"),
      (try window(outside: [1, -1]), "an outside word of the hand-made window is -1"),
      (try window(radius: 0), "radius is 0"), (try window(radius: .max), "radius is 92"),
      (try window(draws: [2: [0]]), "the pair of forced draws is 3; expected at most 2"),
      (try window(draws: [-1: [0]]), "the pair of forced draws is -1"),
      (try window(draws: [0: []]), "pair 1 has no forced draws"),
      (try window(draws: [0: [.max]]), "a draw of pair 1 is 92"),
      (try window(draws: [1: [0, 2]]), "the draws of pair 2 contain its observed word"),
      (try window(redraws: .max), "the number of redraws is 92"),
    ]
    for (failure, text) in expected {
      #expect(failure?.contains("crafted.sgdbs is damaged: \(text)") == true, "\(text)")
    }
  }

  @Test("Lists, lengths and sections that cannot be are refused")
  func lengths() throws {
    #expect(
      try failure {
        $0.encode("losses") { $0.append(Array(repeating: 0.5, count: 201)) { $0.append($1) } }
      }
      .contains("the number of recent losses is 201; expected at most 200"))
    #expect(
      try failure { $0.encode("losses") { $0.append(Int.max) } }
        .contains("the length of the recent losses is 92"))
    #expect(
      try failure { $0.encode("breakpoints") { $0.append(5) } }
        .contains("the length of the breakpoints is 5; expected at most 0"))
    #expect(try failure { $0["breakpoints"]?.append(0) }.contains("1 byte of a section left over"))
    #expect(try failure { $0["settings"]?.removeLast() }.contains("is damaged: the length of"))
    #expect(try failure { $0["text"]?.removeLast() }.contains("the length of the text is"))
    #expect(try failure { $0["parameters"]?.removeLast() }.contains("the length of the parameters"))
    #expect(try failure { try $0.set("dimension", "9") }.contains("9 words in 9 components"))
    for name in ["corpus", "settings", "position", "parameters"] {
      #expect(try failure { $0[name] = nil }.contains("the section '\(name)' is missing"))
    }
    #expect(try failure { $0["text"] = nil }.contains("the length of the text is"))
    #expect(
      try failure { $0.sections.append($0.sections[0]) }.contains("'corpus' appears twice"))
    #expect(
      try failure { file in
        for number in 0..<1000 {
          file.sections.append(.init(name: "\(number)", isRequired: false, content: []))
        }
      }
      .contains("there are more than 1000 sections"))
  }

  @Test("Whatever is in a file with a right checksum, it loads or is refused by name")
  func anything() throws {
    let extremes: [UInt64] = [
      0, 1, 2, 255, 1 << 31, 1 << 32, 1 << 53, .max, UInt64(Int.max), UInt64(Int.max) + 1,
      Double.nan.bitPattern, Double.infinity.bitPattern, (-0.0).bitPattern,
      Double.greatestFiniteMagnitude.bitPattern,
    ]
    var random = TestRandom(seed: 5)
    let files = [good.bytes] + (try ["window", "text"].map { try Self.fixture("version-1-\($0)") })
    for bytes in files {
      for place in 16..<bytes.count - 16 {
        var changed = Array(bytes.dropLast(8))
        var value = extremes.randomElement(using: &random) ?? 0
        // A byte, or eight of them.
        if Bool.random(using: &random) {
          changed[place] = UInt8(truncatingIfNeeded: value)
        } else {
          for index in place..<place + 8 {
            changed[index] = UInt8(truncatingIfNeeded: value)
            value >>= 8
          }
        }
        let (session, failure) = try load(SessionFileEditor.sealed(changed))
        if let failure {
          #expect(failure.contains("crafted.sgdbs"), "byte \(place)")
        } else {
          for command in ["info window", "step 2", "back", "save session \(folder.file("a"))"] {
            session.output(command)
          }
        }
      }
    }
  }

  // MARK: Memory

  @Test("Parameters that memory cannot hold are refused before they are allocated")
  func memory() throws {
    var file = good
    let words = Int(Int32.max)
    file.encode("corpus") {
      $0.append("bundled")
      $0.append("fox")
      $0.append(66)
      $0.append(UInt64(0))
      $0.append(words)
    }
    try file.set("dimension", "1")
    file["text"] = nil
    file["window"] = nil
    file["history"] = nil
    file["parameters"] = nil
    let length = 8 * words
    var header = BinaryEncoder()
    header.append(SessionFormat.parameters)
    header.append(true)
    header.append(length)
    var bytes = Array(file.bytes.dropLast(8)) + header.bytes
    var contentByteCount = BinaryEncoder()
    contentByteCount.append(bytes.count - 24 + length)
    bytes.replaceSubrange(16..<24, with: contentByteCount.bytes)
    let path = try folder.write(bytes, to: "huge.sgdbs")
    // The file has a hole where the parameters are.
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.truncate(atOffset: UInt64(bytes.count + length + 8))
    try handle.close()
    let message = try #require(try testSession().outcome("load session \(path)").failure)
    #expect(message.contains("2,147,483,647 words with 1 component"))
    #expect(message.contains("this machine has"))
  }

  @Test(
    "What a run needs is counted with the copy under softmax, its history and the run before it")
  func counting() throws {
    let session = try testSession()
    var settings = Hyperparameters()
    settings.dimension = 16
    func isRefused(_ words: Int, allocating copies: Int = 1) -> Bool {
      (try? session.requireMemory(words: words, settings, allocating: copies)) == nil
    }
    let most = usableMemory / 5 * 4 / parameterByteCount(words: 1, dimension: 16)
    session.output("set history-memory 0")
    settings.objective = .negativeSampling
    #expect(!isRefused(most - 1000))
    #expect(isRefused(most + 1))
    #expect(isRefused(most - 1000, allocating: 2))
    settings.objective = .softmax
    #expect(isRefused(most - 1000))
    #expect(!isRefused(most / 2 - 1))
    session.output("set history-memory 1000000")
    #expect(isRefused(most / 2 - 1))
  }
}
