import Foundation
import TestSupport

/// A Swift file of the program, as text.
struct SourceFile {
  /// Its path from the top of the repository.
  let path: String
  let text: String
  /// Its lines without comments and without the content of strings.
  let code: [String]

  /// All files below `Sources`, by path.
  static let all: [SourceFile] = {
    let names = FileManager.default.enumerator(atPath: Repository.file("Sources").path)
    let paths = (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
    return paths.sorted().compactMap { try? SourceFile("Sources/\($0)") }
  }()

  init(_ path: String) throws {
    self.path = path
    text = try Repository.text(path)
    code = Self.code(of: text)
  }

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code = Self.code(of: text)
  }

  /// The folder below `Sources`.
  var module: String { String(path.split(separator: "/")[1]) }

  private static func code(of text: String) -> [String] {
    var isInText = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.matches(of: /"""/).count == 1 {
        defer { isInText.toggle() }
        return isInText ? "" : String(line.prefix { $0 != "\"" })
      }
      guard !isInText else { return "" }
      return String(line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"").replacing(/\/\/.*/, with: ""))
    }
  }

  /// A type and how many properties it stores.
  struct StoredProperties: Equatable {
    let type: String
    var count = 0
  }

  /// The stored properties of each type in the file, read from lines: exact for formatted code.
  var storedProperties: [StoredProperties] {
    var found: [StoredProperties] = []
    // For each open brace, the index of the type whose body it begins.
    var scopes: [Int?] = []
    for (index, line) in code.enumerated() {
      let declared = line.firstMatch(of: /^\s*(?:[\w@()]+ )*(?:struct|class|actor|enum) (\w+)/)
      var type: Int?
      if let declared, !line.contains(" class func "), !line.contains(" class var ") {
        found.append(StoredProperties(type: String(declared.1)))
        type = found.count - 1
      } else if let open = scopes.last, let owner = open, isStored(index) {
        found[owner].count += 1
      }
      for character in line {
        if character == "{" {
          scopes.append(type)
          type = nil
        } else if character == "}", !scopes.isEmpty {
          scopes.removeLast()
        }
      }
    }
    return found
  }

  /// Whether a line in the body of a type declares a stored property.
  private func isStored(_ index: Int) -> Bool {
    let line = code[index]
    guard line.contains(/^\s*(?:[\w@()]+ )*(?:let|var) \w+/), !line.contains(/\bstatic\b/) else {
      return false
    }
    guard !line.contains("="), line.contains("{") else { return true }
    let next = index + 1 < code.count ? code[index + 1] : ""
    return line.contains(/\b(?:will|did)Set\b/) || next.contains(/^\s*(?:will|did)Set\b/)
  }
}
