import Foundation
import FuzzTargets
import RandomCases
import TestSupport
import Testing

extension FuzzTarget: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}

@Suite("Fuzz targets")
struct FuzzTests {
  @Test("hold their properties on the inputs that fuzzing starts from", arguments: FuzzTarget.all)
  func seeds(target: FuzzTarget) throws {
    let run = try target.prepare()
    let seeds = try target.seeds()
    #expect(!seeds.isEmpty)
    for seed in seeds { try run(seed) }
    try run([])
  }

  @Test("hold them on inputs that have failed before", arguments: FuzzTarget.all)
  func failCases(target: FuzzTarget) throws {
    let folder = Repository.file("Fuzzing/FailCases/\(target.name)")
    let run = try target.prepare()
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      try run(Array(try Data(contentsOf: folder.appending(path: file))))
    }
  }

  @Test("hold them on random mutations of those", arguments: FuzzTarget.all)
  func mutations(target: FuzzTarget) throws {
    var random = TestRandom(seed: 15)
    let run = try target.prepare()
    let seeds = try target.seeds()
    for _ in 0..<60 {
      var input = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let byte = UInt8.random(in: 0...255, using: &random)
        let place = Int.random(in: 0...input.count, using: &random)
        if Bool.random(using: &random) || place == input.count {
          input.insert(byte, at: place)
        } else {
          input[place] = byte
        }
      }
      try run(Array(input.prefix(target.limit)))
    }
  }

  @Test("have a folder of inputs that have failed, and no other has one")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("Fuzzing/FailCases").path)
    #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
  }
}
