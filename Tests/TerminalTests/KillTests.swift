import Foundation
import TestSupport
import Testing

@Suite("Killing the program while it saves", .serialized)
struct KillTests {
  /// A kind of file, and a command that reads it back.
  struct Kind: CustomTestStringConvertible, Sendable {
    let file: String
    let save: String
    let load: String

    var testDescription: String { save }
  }

  static let kinds = [
    Kind(file: "a.sgdbs", save: "save session", load: "load session"),
    Kind(file: "a.bin", save: "save vectors", load: "load vectors"),
  ]

  @Test("leaves the old file or the new one, never a broken one", arguments: kinds)
  func kill(kind: Kind) async throws {
    let folder = try TemporaryFolder()
    let file = folder.file(kind.file)
    var startingTime = Duration.seconds(10)
    var states: [[UInt8]] = []
    for seed in [1, 2] {
      let start = ContinuousClock.now
      let other = "\(seed)-\(kind.file)"
      let saved = try await BuiltProgram.run(
        arguments(seed: seed) + ["-ex", "\(kind.save) \(folder.file(other))"])
      startingTime = min(startingTime, ContinuousClock.now - start)
      #expect(saved.status == 0)
      states.append(try folder.bytes(other))
    }
    #expect(states[0] != states[1])
    _ = try folder.write(states[0], to: kind.file)

    var random = SystemRandomNumberGenerator()
    var kills = 0
    var replaced = 0
    for attempt in 0..<100 {
      // It saves one state and then the other, over and over, until it is killed.
      let seeds = attempt % 2 == 0 ? [2, 1] : [1, 2]
      let saves = (0..<200).flatMap { round in
        ["-ex", "set seed \(seeds[round % 2])", "-ex", "\(kind.save) \(file)"]
      }
      let before = try folder.bytes(kind.file)
      // Around the time when it begins to save.
      let ended = try await BuiltProgram.run(
        arguments(seed: seeds[0]) + saves,
        killedAfter: startingTime * Double.random(in: 0.5...1.8, using: &random))
      if ended.status == -SIGKILL { kills += 1 }
      let after = try folder.bytes(kind.file)
      #expect(states.contains(after), "attempt \(attempt): \(after.count) bytes")
      if after != before { replaced += 1 }
    }
    #expect(kills > 50)
    #expect(replaced > 0)
    let loaded = try await BuiltProgram.run(arguments(seed: 3) + ["-ex", "\(kind.load) \(file)"])
    #expect(loaded.status == 0, "\(loaded.errors)")
  }

  private func arguments(seed: Int) -> [String] {
    ["--batch", "-nx", "--dimension", "100", "--seed", "\(seed)"]
  }
}
