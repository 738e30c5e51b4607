import Debugger
import Testing
import Word2Vec

private let table: [(String, start: Int, includes: [String], excludes: [String])] = [
  ("", 0, ["J", "v[", "grad.u[", "cos(", "king", "center", "outside"], ["\"king\""]),
  ("ki", 0, ["king"], ["queen"]),
  ("norm(v[ki", 7, ["king"], []),
  ("v[", 2, ["king", "center", "outside[", "negative[", "well-known", "1984"], ["J", "cos("]),
  ("v[cent", 2, ["center", "\"center\""], []),
  ("cen", 0, ["center", "\"center\""], []),
  ("ste", 0, ["step", "\"step\""], []),
  ("v[ste", 2, ["\"step\""], []),
  ("1 + ki", 4, ["king"], []),
  ("king - q", 7, ["queen"], []),
  ("grad.", 0, ["grad.v[", "grad.u[", "grad.center[", "grad.outside["], ["grad"]),
  ("grad.outside[1][q", 16, ["queen"], ["sqrt("]),
  ("wel", 0, ["\"well-known\""], ["well-known"]),
  ("v[well-", 2, ["well-known"], []),
  ("v[\"wel", 2, ["\"well-known\""], []),
  ("19", 0, [], ["1984"]),
  ("count(k", 6, ["king"], []),
  ("cos(king, q", 10, ["queen"], []),
  ("J ", 2, [], ["king"]),
  ("king q", 5, [], ["queen"]),
  ("v[center", 2, ["center", "\"center\""], ["cos("]),
  ("v[outside[1 + K", 14, ["K"], []),
  ("v[king] = q", 10, ["queen"], []),
  ("v[king] = 0.1, q", 15, ["queen"], []),
  ("v[king][d", 8, ["d", "dot("], []),
]

@Test("Completion offers the names allowed at the end of the text", arguments: table)
private func completion(
  _ text: String, start: Int, includes: [String], excludes: [String]
) throws {
  let session = try expressionSession()
  let completions = expressionCompletions(text, in: session)
  #expect(completions.start == start || includes.isEmpty)
  for candidate in includes { #expect(completions.candidates.contains(candidate), "\(candidate)") }
  for candidate in excludes { #expect(!completions.candidates.contains(candidate), "\(candidate)") }
}

@Test("Completion of a command line knows where its expression starts")
private func lines() throws {
  let session = try expressionSession()
  for (line, start, candidate) in [
    ("print v[ki", 8, "king"), ("print king - q", 13, "queen"),
    ("  p v[\"wel", 6, "\"well-known\""),
    ("set var v[que", 10, "queen"), ("set var v[king] = que", 18, "queen"),
    ("break king if lossA", 14, "lossAfter"), ("break if 1 < lossA", 13, "lossAfter"),
    ("until norm(v[ki", 13, "king"), ("watch lossA", 6, "lossAfter"),
    ("condition 1 lossA", 12, "lossAfter"), ("print ", 6, "lossAfter"), ("until ", 6, "lossAfter"),
  ] {
    let completions = session.completions(in: line, at: line.utf8.count)
    #expect(completions.start == start, "\(line)")
    #expect(completions.candidates.contains(candidate), "\(line)")
  }
}

@Test("A completed word parses as that word everywhere")
private func wordsReadBack() throws {
  let session = try expressionSession()
  for word in 0..<session.corpus.vocabulary.count {
    let name = session.corpus.vocabulary.name(of: word)
    for (before, after) in [("", ""), ("v[", "]"), ("2 * ", " * 0.5")] {
      let offered = expressionCompletions(before + name.prefix(1), in: session).candidates
      let readings = offered.filter { candidate in
        let text = before + candidate + after
        let expected = "v[\(quoted(Array(name.utf8)))]"
        guard
          let difference = try? Expression("norm((\(text)) - \(expected))", in: session),
          case .scalar(0)? = try? difference.value(in: session)
        else { return false }
        return candidate.contains(name)
      }
      // Words that begin with a number are completed in brackets only.
      let isNumber = name.hasPrefix("1") && before != "v["
      #expect(readings.isEmpty == isNumber, "\(before)\(name)")
    }
  }
}

@Test("Words come most frequent first, at most as many as wanted")
private func order() throws {
  let session = try expressionSession()
  let words = expressionCandidates(prefix: "", in: session, wordsOnly: true, limit: 2)
  #expect(words.suffix(2) == ["the", "king"])
}
