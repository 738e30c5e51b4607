import Foundation
import TestSupport
import Testing

/// Rules about the sources that no compiler checks.
@Suite("Architecture")
struct ArchitectureTests {
  /// The modules; each may import those before it.
  private static let layers = [
    "Corpora", "Word2Vec", "Runs", "Debugger", "Panes", "Terminal", "sgdb",
  ]

  /// Where the objectives are told apart.
  private static let objectiveFolders = [
    "Sources/Word2Vec/Objectives/", "Sources/Debugger/Objectives/", "Sources/Panes/Objectives/",
  ]

  /// Files outside these folders that still tell objectives apart.
  private static let filesWithObjectives: Set<String> = [
    "Sources/Word2Vec/Kernels/Kernel.swift"
  ]

  /// Code that tells objectives apart by their names or by a property of only one.
  nonisolated(unsafe) private static let choice =
    /(?:\bcase|[=!]=) \.(?:softmax|negativeSampling)\b|\.softmax [=!]= nil/

  private static let mostCTargets = 4
  private static let mostStoredProperties = 25

  /// Types that store more.
  private static let largeTypes: Set<String> = []

  /// The most lines of files that everything would grow into.
  private static let mostLines = ["Sources/Debugger/Session.swift": 300]

  @Test("The sources are there")
  func sources() {
    #expect(SourceFile.all.count > 100)
  }

  @Test("Modules import only those below them")
  func layers() throws {
    for file in SourceFile.all {
      let layer = try #require(Self.layers.firstIndex(of: file.module), "\(file.module) is new")
      for line in file.code {
        guard let match = line.firstMatch(of: /^\s*(?:[\w@()]+ )*import (\w+)/) else { continue }
        guard let imported = Self.layers.firstIndex(of: String(match.1)) else { continue }
        #expect(imported < layer, "\(file.path) imports \(match.1)")
      }
    }
  }

  @Test("Objectives are told apart in their own files only")
  func objectives() {
    let found = SourceFile.all.filter { file in
      !Self.objectiveFolders.contains { file.path.hasPrefix($0) }
        && file.code.contains { $0.contains(Self.choice) }
    }
    #expect(Set(found.map(\.path)).subtracting(Self.filesWithObjectives) == [])
  }

  @Test("The check of exclusive access stays on")
  func exclusivity() {
    let found = SourceFile.all.filter { $0.text.contains("@exclusivity(unchecked)") }
    #expect(found.map(\.path) == [])
  }

  @Test("There are few C targets")
  func cTargets() throws {
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("Sources").path
    )
    .filter {
      FileManager.default.fileExists(atPath: Repository.file("Sources/\($0)/include").path)
    }
    #expect(!targets.isEmpty && targets.count <= Self.mostCTargets, "\(targets.sorted())")
  }

  @Test("No type stores too much")
  func storedProperties() {
    let types = SourceFile.all.flatMap(\.storedProperties)
    #expect(types.count > 300)
    for type in types where !Self.largeTypes.contains(type.type) {
      #expect(type.count <= Self.mostStoredProperties, "\(type.type)")
    }
  }

  @Test("Stored properties are counted as they are declared")
  func counting() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        package struct Outer {
          let a = 1  // {
          private(set) var b: Int { didSet { a += 1 } }
          var c: Int {
            didSet { print("}") }
          }
          var sum: Int { a + b }
          var other: Int {
            let local = 1
            return local
          }
          static let shared = Outer()
          lazy var d = { 1 }()
          final class Inner {
            weak var owner: Outer?
            func run() { var x = 1 }
          }
          enum Kind { case one }
          let e: [String: Int]
        }
        """)
    #expect(
      file.storedProperties == [
        .init(type: "Outer", count: 5), .init(type: "Inner", count: 1), .init(type: "Kind"),
      ])
  }

  @Test("Files that everything would grow into stay short")
  func lengths() throws {
    for (path, most) in Self.mostLines {
      let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count - 1 <= most, "\(path) has \(lines.count - 1) lines")
    }
  }
}
