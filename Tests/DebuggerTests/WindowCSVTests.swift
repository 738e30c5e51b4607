import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("The window as CSV")
struct WindowCSVTests {
  /// Rows and fields by RFC 4180; `nil` if the text does not follow it.
  private func rows(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var scalars = Array(text.unicodeScalars)[...]
    while let first = scalars.first {
      var field = String.UnicodeScalarView()
      if first == "\"" {
        scalars.removeFirst()
        while true {
          guard let scalar = scalars.popFirst() else { return nil }
          if scalar == "\"" {
            guard scalars.first == "\"" else { break }
            scalars.removeFirst()
          }
          field.append(scalar)
        }
      } else {
        while let scalar = scalars.first, scalar != ",", scalar != "\r" {
          if scalar == "\"" || scalar == "\n" { return nil }
          field.append(scalar)
          scalars.removeFirst()
        }
      }
      row.append(String(field))
      guard let separator = scalars.popFirst() else { return nil }
      if separator == "\r" {
        guard scalars.popFirst() == "\n" else { return nil }
        rows.append(row)
        row = []
      } else if separator != "," {
        return nil
      }
    }
    return row.isEmpty ? rows : nil
  }

  private func csv(_ session: Session) throws -> String {
    var text = ""
    try session.writeTermsCSV { text += $0 }
    return text
  }

  @Test("Terms add up to the gradients", arguments: Objective.allCases)
  func sums(objective: Objective) throws {
    let session = try Session.ofRoyals { $0.objective = objective }
    let rows = try #require(rows(try csv(session)))
    let record = session.pending.trace(.never)
    #expect(
      rows[0].prefix(8) == [
        "parameter", "word", "pair", "term", "about", "count", "coefficient", "norm",
      ])
    #expect(rows.allSatisfy { $0.count == 8 + record.centerVector.count })
    func sum(_ parameter: String, _ word: Int) -> [Double] {
      rows.filter { $0[0] == parameter && $0[1] == session.name(word) }
        .reduce(into: [Double](repeating: 0, count: record.centerVector.count)) { sum, row in
          for (index, field) in row.dropFirst(8).enumerated() {
            sum[index] += Double(field) ?? .nan
          }
        }
    }
    for (a, b) in zip(sum("v", record.window.center), record.centerGradient) {
      #expect(abs(a - b) < 1e-14)
    }
    for word in record.involvedWords {
      for (a, b) in zip(sum("u", word), record.outsideGradient(word)) {
        #expect(abs(a - b) < 1e-14)
      }
    }
  }

  @Test("Words with commas and quotes, also under accents, are one field")
  func quoting() throws {
    let words = ["a,b", "c\"d", "e,\u{301}f", "g\"\u{301}h", "\"", ","]
    let session = try Session.on(
      bytes: Array((words.joined(separator: " ") + "\n").utf8), tokenization: .raw)
    let rows = try #require(rows(try csv(session)))
    let centers = Set(rows.dropFirst().filter { $0[0] == "v" }.map { $0[1] })
    #expect(centers == [session.name(session.pending.trace(.never).window.center)])
    for word in session.pending.trace(.never).involvedWords {
      #expect(rows.contains { $0[0] == "u" && $0[1] == session.name(word) })
    }
    session.succeed("goto 3")
    #expect(self.rows(try csv(session)) != nil)
  }

  @Test("`export csv -` prints the same")
  func printed() throws {
    let session = try Session.ofRoyals()
    #expect(session.succeed("export csv -").hasPrefix("parameter,word,pair,term"))
  }
}
